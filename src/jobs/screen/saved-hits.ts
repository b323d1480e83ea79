import type { SessionDate } from '../../core/market/session-date.ts';
import { savedScreens } from '../../core/screen/saved-screens.ts';
import { screenStrategy } from '../../core/strategies/hit-names.ts';
import type { SavedScreen } from '../../core/screen/saved-screens.ts';
import { needsOf } from '../../core/screen/vocabulary.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import { evaluateView } from '../../feed/screen/evaluate-view.ts';
import { screenView } from '../../feed/screen/screen-view.ts';
import type { Context } from '../../kit/context.ts';
import type { StrategyFindings } from '../../store/strategy-hits.ts';

/** What the saved screens select in a session; absent: a table that they need is not there yet. */
async function findingsOf(
  ctx: Context,
  { instruments }: AnalysisSelection,
  session: SessionDate,
  saved: readonly SavedScreen[],
): Promise<StrategyFindings[] | undefined> {
  const conditions = saved.map(({ expression }) => expression);
  const needs = needsOf(conditions);
  const view = await screenView(ctx.store, session, instruments, needs);
  if (view.lacksFor(needs).length > 0) return undefined;
  const truths = await evaluateView(ctx.store, view, instruments, conditions);
  return view.rows.map(({ instrumentId }, row) => ({
    instrumentId,
    sessions: [session],
    strategies: saved.map(screenStrategy),
    found: saved.flatMap((one, place) =>
      truths[place]?.[row] === 1
        ? [{ session, strategy: screenStrategy(one), action: 'enter' as const, reason: one.text }]
        : [],
    ),
  }));
}

/**
 * Keeps what the saved screens select beside the strategies' hits, so that `backtest` looks after
 * both; sessions whose indicators are not there yet are left alone.
 *
 * @returns how many instruments each selects in the newest of the sessions, in words
 */
export async function keepSavedHits(
  ctx: Context,
  selection: AnalysisSelection,
  sessions: readonly SessionDate[],
): Promise<string> {
  const saved = [...savedScreens(ctx.settings['screen.saved']).values()];
  let words = '';
  for (const session of sessions) {
    ctx.step();
    const findings = await findingsOf(ctx, selection, session, saved);
    if (!findings) continue;
    await ctx.store.write((books) => books.strategyHits.replace(findings));
    const count = (one: SavedScreen): number =>
      findings.filter(({ found }) => found.some(({ strategy }) => strategy === screenStrategy(one)))
        .length;
    words = `; saved screens: ${saved.map((one) => `${one.name} ${count(one)}`).join(', ')}`;
  }
  return words;
}
