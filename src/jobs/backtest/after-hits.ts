import { columnPool } from '../../core/analysis/column-pool.ts';
import { placeFrom } from '../../core/analysis/daily-series.ts';
import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { BASES } from '../../core/backtest/forward-returns.ts';
import { hitStatistics } from '../../core/backtest/hit-statistics.ts';
import { addHit, judgedHits, sampleSpace, samplesAt } from '../../core/backtest/judged-hits.ts';
import type { JudgedHits } from '../../core/backtest/judged-hits.ts';
import { addToUniverse, universeMean, universeSums } from '../../core/backtest/universe-means.ts';
import type { UniverseSums } from '../../core/backtest/universe-means.ts';
import { PLANS } from '../../core/charges/brokerage.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { adjustedSeries } from '../../feed/adjusted-series.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { statisticsText } from '../../render/backtest-text.ts';
import type { HitReturns, KeptStatistics } from '../../store/hit-returns.ts';
import { JUDGED_WIDTH, judgedName, judgeHit, rowsOfHit, STATISTIC_HORIZONS } from './hits.ts';

const NONE: ReadonlySet<string> = new Set();
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

function addReturns(universe: Universe, series: DailySeries, places: readonly number[]): void {
  const { sessions, open, close } = series;
  for (const place of places) {
    const session = sessions[place];
    if (session === undefined) continue;
    const from = (price: number | undefined): number[] =>
      STATISTIC_HORIZONS.map(
        (bars) => (close[place + bars] ?? Number.NaN) / (price ?? Number.NaN) - 1,
      );
    addToUniverse(universe.close, session, from(close[place]));
    addToUniverse(universe.open, session, from(open[place + 1]));
  }
}

function statisticsOf(
  judged: ReadonlyMap<string, JudgedHits>,
  universe: Universe,
  { from, to }: HitsAsked,
): KeptStatistics[] {
  const all: KeptStatistics[] = [];
  for (const [strategy, hits] of [...judged].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const space = sampleSpace(hits);
    for (const [basisAt, basis] of BASES.entries()) {
      // Nobody buys a whole market and sells it again: beside `net` it stands before costs.
      const sums = basis === 'close' ? universe.close : universe.open;
      for (const [at, horizon] of STATISTIC_HORIZONS.entries()) {
        const samples = samplesAt(hits, basisAt * STATISTIC_HORIZONS.length + at, space);
        if (samples.values.length === 0) continue;
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
  const days = ctx
    .calendar('XNSE')
    .sessions(from, to)
    .map(({ session }) => session);
  const universe: Universe = {
    close: universeSums(days, STATISTIC_HORIZONS.length),
    open: universeSums(days, STATISTIC_HORIZONS.length),
  };
  const plan = PLANS[ctx.settings['trading.brokerage_plan']];
  const judged = new Map<string, JudgedHits>();
  const shown = { from, to, ...(strategies ? { strategies } : {}) };
  let batch: HitReturns[] = [];
  let [changed, done, hits] = [0, 0, 0];
  const keep = async (): Promise<void> => {
    const rows = batch;
    batch = [];
    if (rows.length > 0) {
      changed += await ctx.store.write(async (books) => books.hitReturns.save(rows));
    }
  };
  // Bars after the last hit are what this is about: all that may be seen are read.
  const wanted = { ...selection, sessions: { from, to } };
  const pool = columnPool();
  for await (const { instrument, series, places } of adjustedSeries(ctx.store, wanted, pool)) {
    ctx.step();
    ctx.progress.update('instruments', ++done, selection.instruments.length);
    addReturns(universe, series, places);
    const { instrumentId, kind } = instrument;
    const own = await ctx.store.strategyHits.shown({ ...shown, instrumentIds: [instrumentId] });
    const complete =
      own.length > 0 ? await ctx.store.hitReturns.complete(instrumentId, from) : NONE;
    const terms = { exchange: 'XNSE' as const, fund: kind === 'etf', plan, stakePaise };
    for (const hit of own) {
      const place = placeFrom(series.sessions, hit.session);
      if (series.sessions[place] !== hit.session) continue;
      hits++;
      const name = judgedName(hit);
      const known = judged.get(name) ?? judgedHits(JUDGED_WIDTH);
      judged.set(name, known);
      addHit(known, hit.session, judgeHit(series, place, terms));
      // A hundred returns stay what they are: a split changes no ratio.
      if (complete.has(`${hit.session} ${hit.strategy}`)) continue;
      batch.push(...rowsOfHit(hit, series, place, terms));
    }
    if (batch.length >= BATCH_ROWS) await keep();
  }
  await keep();
  const statistics = statisticsOf(judged, universe, asked);
  if (whole && statistics.length > 0) {
    await ctx.store.write((books) => books.hitReturns.replaceStatistics(statistics));
  }
  const nothing = hits === 0;
  return {
    status: nothing ? 'noop' : 'ok',
    summary: nothing
      ? `no hits from ${from} to ${to} are kept: \`paperjobs strategies\` looks for them`
      : `${hits} hits of ${judged.size} strategies from ${from} to ${to} looked after`,
    counts: { hits, sessions: days.length, changed, statistics: statistics.length },
    ...(whole ? {} : { result: statistics }),
    ...(nothing ? {} : { text: statisticsText(statistics) }),
  };
}
