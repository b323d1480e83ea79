import { columnPool } from '../../core/analysis/column-pool.ts';
import { placeFrom } from '../../core/analysis/daily-series.ts';
import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { paidDividends } from '../../core/backtest/paid-dividends.ts';
import type { PaidDividend } from '../../core/backtest/paid-dividends.ts';
import type { Contender, ContenderBars } from '../../core/backtest/simulate.ts';
import type { CorporateAction } from '../../core/corporate-actions/corporate-action.ts';
import { instrumentFinder } from '../../core/corporate-actions/instrument-finder.ts';
import { wasMember } from '../../core/indices/member-days.ts';
import type { MemberDays } from '../../core/indices/member-days.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { strategyNamed } from '../../core/strategies/registry.ts';
import { adjustedSeries, factorsUntil } from '../../feed/adjusted-series.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import type { ChosenStrategy } from '../../feed/strategies/choose.ts';
import { knownFacts } from '../../feed/strategies/known-facts.ts';
import { strategyBars } from '../../feed/strategies/strategy-bars.ts';
import type { Context } from '../../kit/context.ts';

/** The sessions from a day on: most instruments were dealt in on the same days, and share them. */
function sessionsFrom(
  known: WeakMap<readonly SessionDate[], readonly SessionDate[]>,
  sessions: readonly SessionDate[],
  first: number,
): readonly SessionDate[] {
  const before = known.get(sessions);
  if (before) return before;
  const made = sessions.slice(first);
  known.set(sessions, made);
  return made;
}

/** The bars of the window alone: what came before is no longer needed once the strategy has decided. */
function barsFrom(
  series: DailySeries,
  first: number,
  sessions: readonly SessionDate[],
): ContenderBars {
  const inPaise = (column: Float64Array): Int32Array =>
    Int32Array.from(column.subarray(first), (price) => Math.round(price * 100));
  return {
    sessions,
    openPaise: inPaise(series.open),
    highPaise: inPaise(series.high),
    lowPaise: inPaise(series.low),
    closePaise: inPaise(series.close),
    volume: Float32Array.from(series.volume.subarray(first)),
  };
}

/** Dividends up to a day by instrument, in shares of the series as adjusted for that day. */
async function dividendsUntil(
  ctx: Context,
  until: SessionDate,
): Promise<ReadonlyMap<number, readonly PaidDividend[]>> {
  const find = instrumentFinder(await ctx.store.securities.all());
  const byInstrument = new Map<number, CorporateAction[]>();
  for (const action of await ctx.store.corporateActions.list({ to: until })) {
    const id = find(action);
    if (id === undefined) continue;
    const known = byInstrument.get(id);
    if (known) known.push(action);
    else byInstrument.set(id, [action]);
  }
  const factors = await factorsUntil(ctx.store, until);
  return new Map(
    [...byInstrument].map(([id, actions]) => [id, paidDividends(actions, factors.get(id) ?? [])]),
  );
}

/** Instruments that the strategy ever enters in the window, with all that it says of them. */
export async function contendersOf(
  ctx: Context,
  selection: AnalysisSelection,
  chosen: ChosenStrategy,
  from: SessionDate,
  members: MemberDays | undefined,
): Promise<Contender[]> {
  const strategy = strategyNamed(chosen.name);
  const facts = await knownFacts(ctx, selection, [chosen], new Map(), members);
  const contenders: Contender[] = [];
  const dividends = await dividendsUntil(ctx, selection.until);
  const shared = new WeakMap<readonly SessionDate[], readonly SessionDate[]>();
  const pool = columnPool();
  let done = 0;
  for await (const { instrument, series } of adjustedSeries(ctx.store, selection, pool)) {
    ctx.step();
    ctx.progress.update('instruments', ++done, selection.instruments.length);
    const { instrumentId, symbol, kind } = instrument;
    const { actionAt } = strategy.prepare(
      strategyBars(series, facts.get(instrumentId)),
      chosen.values,
    );
    const first = placeFrom(series.sessions, from);
    const sessions = sessionsFrom(shared, series.sessions, first);
    const actions = Int8Array.from(sessions, (_, place) => {
      const action = actionAt(first + place);
      return action === 'enter' ? 1 : action === 'exit' ? -1 : 0;
    });
    if (!actions.includes(1)) continue;
    contenders.push({
      instrumentId,
      symbol,
      kind,
      series: barsFrom(series, first, sessions),
      actions,
      eligible: (session) => !members || wasMember(members, instrumentId, session),
      dividends: dividends.get(instrumentId) ?? [],
    });
  }
  return contenders;
}
