import { columnPool } from '../../core/analysis/column-pool.ts';
import { Failure } from '../../core/failure.ts';
import { wasMember } from '../../core/indices/member-days.ts';
import type { MemberDays } from '../../core/indices/member-days.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { buyerSteps, readFactsFile } from '../../core/strategies/facts.ts';
import type { KnownFacts, Purchase } from '../../core/strategies/facts.ts';
import { USUAL_SPAN, pastGains, rankInPlace } from '../../core/strategies/momentum-rank.ts';
import type { MeasuredSeries } from '../../core/strategies/momentum-rank.ts';
import type { FactName } from '../../core/strategies/strategy.ts';
import { adjustedSeries } from '../adjusted-series.ts';
import type { AnalysisSelection } from '../analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import { neededFacts } from './choose.ts';
import type { ChosenStrategy } from './choose.ts';

/** Figures of a file by symbol. @throws Failure `usage` when it is not there; `bad-data` */
export async function factsOfFile(
  ctx: Context,
  file: string | undefined,
): Promise<ReadonlyMap<string, KnownFacts>> {
  if (file === undefined) return new Map();
  const text = await ctx.files.read(file);
  if (text !== undefined) return readFactsFile(text, file);
  throw new Failure('usage', `--facts: expected a CSV file, found none at "${file}"`);
}

/** Purchases in bulk and block deals by symbol, as the symbols were then. */
async function purchasesUntil(
  ctx: Context,
  until: SessionDate,
): Promise<ReadonlyMap<string, readonly Purchase[]>> {
  const bySymbol = new Map<string, Purchase[]>();
  for (const deal of await ctx.store.deals.shown({ kinds: ['bulk', 'block'], to: until })) {
    const { symbol, session, client, side } = deal;
    if (side !== 'BUY' || client === undefined) continue;
    const known = bySymbol.get(symbol);
    if (known) known.push({ session, client });
    else bySymbol.set(symbol, [{ session, client }]);
  }
  return bySymbol;
}

/**
 * Places among all the selected instruments in the sessions that are asked for, by instrument.
 *
 * @param peers members of an index: the others are ranked among those of the day
 */
async function ranksOf(
  ctx: Context,
  selection: AnalysisSelection,
  peers: MemberDays | undefined,
): Promise<ReadonlyMap<number, KnownFacts>> {
  const ids: number[] = [];
  const universe: MeasuredSeries[] = [];
  const pool = columnPool();
  // Most instruments were dealt in on the same sessions: one list is enough for all of them.
  const lists = new Map<string, readonly SessionDate[]>();
  for await (const { instrument, series, places } of adjustedSeries(ctx.store, selection, pool)) {
    ctx.step();
    const { instrumentId } = instrument;
    const gains = pastGains(series.close, USUAL_SPAN);
    const sessions = places.flatMap((place) => series.sessions[place] ?? []);
    const key = sessions.join();
    const known = lists.get(key) ?? sessions;
    lists.set(key, known);
    ids.push(instrumentId);
    universe.push({
      sessions: known,
      values: Float64Array.from(places, (place) => gains[place] ?? Number.NaN),
      ...(peers ? { isPeer: (session) => wasMember(peers, instrumentId, session) } : {}),
    });
  }
  rankInPlace(universe);
  return new Map(
    universe.map(({ sessions, values }, at) => [
      ids[at] ?? 0,
      { momentumRank: { from: sessions, values } },
    ]),
  );
}

/**
 * What the chosen strategies need beside prices, by instrument.
 *
 * @param peers members of an index, among which instruments are ranked; absent: all that are selected
 */
export async function knownFacts(
  ctx: Context,
  selection: AnalysisSelection,
  chosen: readonly ChosenStrategy[],
  ofFile: ReadonlyMap<string, KnownFacts>,
  peers?: MemberDays,
): Promise<ReadonlyMap<number, KnownFacts>> {
  const needed = new Set<FactName>(chosen.flatMap(neededFacts));
  const ranks = needed.has('momentumRank') ? await ranksOf(ctx, selection, peers) : new Map();
  const bought = needed.has('institutionalBuyers')
    ? await purchasesUntil(ctx, selection.until)
    : undefined;
  return new Map(
    selection.instruments.map(({ instrumentId, symbol }): [number, KnownFacts] => [
      instrumentId,
      {
        ...ofFile.get(symbol),
        ...(ranks.get(instrumentId) as KnownFacts | undefined),
        ...(bought ? { institutionalBuyers: buyerSteps(bought.get(symbol) ?? []) } : {}),
      },
    ]),
  );
}
