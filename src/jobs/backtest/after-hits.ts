import { placeFrom, wantedPlaces } from '../../core/analysis/daily-series.ts';
import { BASES, forwardPath, returnsFrom } from '../../core/backtest/forward-returns.ts';
import { hitStatistics } from '../../core/backtest/hit-statistics.ts';
import type { Sample } from '../../core/backtest/hit-statistics.ts';
import { addToUniverse, universeMean, universeSums } from '../../core/backtest/universe-means.ts';
import type { UniverseSums } from '../../core/backtest/universe-means.ts';
import { PLANS } from '../../core/charges/brokerage.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { adjustedSeries } from '../../feed/adjusted-series.ts';
import type { AnalysedSeries } from '../../feed/adjusted-series.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { statisticsText } from '../../render/backtest-text.ts';
import type { HitReturns, KeptStatistics } from '../../store/hit-returns.ts';
import type { StrategyHit } from '../../store/strategy-hits.ts';
import { STATISTIC_HORIZONS, outcomeOfHit } from './hits.ts';
import type { JudgedHit } from './hits.ts';

/** Rows that are written together. */
const BATCH_ROWS = 6000;

/** What the looking after is about. */
export interface HitsAsked {
  readonly from: SessionDate;
  readonly to: SessionDate;
  /** Absent: of every strategy. */
  readonly strategies?: readonly string[];
  readonly stakePaise: number;
  /** All instruments and strategies were looked at, so that the statistics are the strategies' own. */
  readonly whole: boolean;
}

/** Returns of the universe, from the close and from the next open. */
interface Universe {
  readonly close: UniverseSums;
  readonly open: UniverseSums;
}

function grouped(hits: readonly StrategyHit[]): Map<number, StrategyHit[]> {
  const groups = new Map<number, StrategyHit[]>();
  for (const hit of hits) {
    const known = groups.get(hit.instrumentId);
    if (known) known.push(hit);
    else groups.set(hit.instrumentId, [hit]);
  }
  return groups;
}

function addReturns(
  universe: Universe,
  { series }: AnalysedSeries,
  places: readonly number[],
): void {
  for (const place of places) {
    const session = series.sessions[place];
    if (session === undefined) continue;
    const { close, nextOpen, closes } = forwardPath(series, place);
    const at = (values: Float64Array): number[] =>
      STATISTIC_HORIZONS.map((horizon) => values[horizon - 1] ?? Number.NaN);
    addToUniverse(universe.close, session, at(returnsFrom(close, closes)));
    addToUniverse(universe.open, session, at(returnsFrom(nextOpen, closes)));
  }
}

function statisticsOf(
  judged: readonly JudgedHit[],
  universe: Universe,
  { from, to }: HitsAsked,
): KeptStatistics[] {
  const byStrategy = new Map<string, JudgedHit[]>();
  for (const hit of judged) {
    const known = byStrategy.get(hit.strategy);
    if (known) known.push(hit);
    else byStrategy.set(hit.strategy, [hit]);
  }
  const all: KeptStatistics[] = [];
  for (const [strategy, hits] of [...byStrategy].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [basisAt, basis] of BASES.entries()) {
      // Nobody buys a whole market and sells it again: beside `net` it stands before costs.
      const sums = basis === 'close' ? universe.close : universe.open;
      for (const [at, horizon] of STATISTIC_HORIZONS.entries()) {
        const samples = hits.flatMap(({ session, values }): Sample[] => {
          const value = values[basisAt * STATISTIC_HORIZONS.length + at] ?? Number.NaN;
          return Number.isNaN(value) ? [] : [{ session, value }];
        });
        if (samples.length === 0) continue;
        const figures = hitStatistics(samples, (session) => universeMean(sums, session, at));
        all.push({ strategy, basis, horizon, from, to, ...figures });
      }
    }
  }
  return all;
}

/** Looks after the kept hits: their returns, and statistics of them. */
export async function afterHits(
  ctx: Context,
  selection: AnalysisSelection,
  asked: HitsAsked,
): Promise<Outcome> {
  const { from, to, strategies, stakePaise, whole } = asked;
  const hits = await ctx.store.strategyHits.shown({
    from,
    to,
    ...(strategies ? { strategies } : {}),
  });
  const byInstrument = grouped(hits);
  const days = [...new Set(hits.map(({ session }) => session))];
  const universe: Universe = {
    close: universeSums(days, STATISTIC_HORIZONS.length),
    open: universeSums(days, STATISTIC_HORIZONS.length),
  };
  const plan = PLANS[ctx.settings['trading.brokerage_plan']];
  const judged: JudgedHit[] = [];
  let batch: HitReturns[] = [];
  let [changed, done] = [0, 0];
  const keep = async (): Promise<void> => {
    const rows = batch;
    batch = [];
    if (rows.length > 0) {
      changed += await ctx.store.write(async (books) => books.hitReturns.save(rows));
    }
  };
  const sessions = { from, to, only: new Set(days) };
  // Bars after the last hit are what this is about: all that may be seen are read.
  for await (const one of adjustedSeries(ctx.store, { ...selection, sessions })) {
    ctx.step();
    ctx.progress.update('instruments', ++done, selection.instruments.length);
    const { instrument, series } = one;
    addReturns(universe, one, wantedPlaces(series.sessions, sessions));
    const terms = { exchange: 'XNSE' as const, fund: instrument.kind === 'etf', plan, stakePaise };
    for (const hit of byInstrument.get(instrument.instrumentId) ?? []) {
      const place = placeFrom(series.sessions, hit.session);
      if (series.sessions[place] !== hit.session) continue;
      const outcome = outcomeOfHit(hit, series, place, terms);
      judged.push(outcome.judged);
      batch.push(...outcome.rows);
    }
    if (batch.length >= BATCH_ROWS) await keep();
  }
  await keep();
  const statistics = statisticsOf(judged, universe, asked);
  if (whole && statistics.length > 0) {
    await ctx.store.write((books) => books.hitReturns.replaceStatistics(statistics));
  }
  const nothing = judged.length === 0;
  return {
    status: nothing ? 'noop' : 'ok',
    summary: nothing
      ? `no hits from ${from} to ${to} are kept: \`paperjobs strategies\` looks for them`
      : `${judged.length} hits of ${new Set(judged.map(({ strategy }) => strategy)).size} strategies from ${from} to ${to} looked after`,
    counts: { hits: judged.length, sessions: days.length, changed, statistics: statistics.length },
    ...(whole ? {} : { result: statistics }),
    ...(nothing ? {} : { text: statisticsText(statistics) }),
  };
}
