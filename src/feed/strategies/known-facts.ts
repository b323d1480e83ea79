import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { buyerSteps, readFactsFile } from '../../core/strategies/facts.ts';
import type { KnownFacts, Purchase } from '../../core/strategies/facts.ts';
import { USUAL_SPAN, pastGains, ranksAmong } from '../../core/strategies/momentum-rank.ts';
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

/** Places among all the selected instruments in the sessions that are asked for, by instrument. */
async function ranksOf(
  ctx: Context,
  selection: AnalysisSelection,
): Promise<ReadonlyMap<number, KnownFacts>> {
  const ids: number[] = [];
  const universe: MeasuredSeries[] = [];
  for await (const { instrument, series, places } of adjustedSeries(ctx.store, selection)) {
    ctx.step();
    const gains = pastGains(series.close, USUAL_SPAN);
    ids.push(instrument.instrumentId);
    universe.push({
      sessions: places.flatMap((place) => series.sessions[place] ?? []),
      values: Float64Array.from(places, (place) => gains[place] ?? Number.NaN),
    });
  }
  const ranks = ranksAmong(universe);
  return new Map(
    ids.map((id, at) => {
      const momentumRank = {
        from: universe[at]?.sessions ?? [],
        values: ranks[at] ?? new Float64Array(),
      };
      return [id, { momentumRank }];
    }),
  );
}

/** What the chosen strategies need beside prices, by instrument. */
export async function knownFacts(
  ctx: Context,
  selection: AnalysisSelection,
  chosen: readonly ChosenStrategy[],
  ofFile: ReadonlyMap<string, KnownFacts>,
): Promise<ReadonlyMap<number, KnownFacts>> {
  const needed = new Set<FactName>(chosen.flatMap(neededFacts));
  const ranks = needed.has('momentumRank') ? await ranksOf(ctx, selection) : new Map();
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
