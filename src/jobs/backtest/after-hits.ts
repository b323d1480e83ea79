import { columnPool } from '../../core/analysis/column-pool.ts';
import { placeFrom } from '../../core/analysis/daily-series.ts';
import type { RoundTripTerms } from '../../core/backtest/round-trip.ts';
import { universeSums } from '../../core/backtest/universe-means.ts';
import { PLANS } from '../../core/charges/brokerage.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { aTurn } from '../../feed/a-turn.ts';
import { adjustedSeries } from '../../feed/adjusted-series.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { statisticsText } from '../../render/backtest-text.ts';
import type { HitReturns, KeptReturns, KeptStatistics } from '../../store/hit-returns.ts';
import { keptStands, rowsOfHit, STATISTIC_HORIZONS } from './hits.ts';
import { addReturns, judge, judgedNone, statisticsOf } from './judge.ts';
import type { Judged, Universe } from './judge.ts';

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

/** Statistics of all that was judged, by strategy. */
async function allStatistics(
  ctx: Context,
  judged: Judged,
  universe: Universe,
  termsOf: (fund: boolean) => RoundTripTerms,
  { from, to }: HitsAsked,
): Promise<KeptStatistics[]> {
  const all: KeptStatistics[] = [];
  for (const name of [...judged.byName.keys()].toSorted()) {
    await aTurn();
    ctx.step();
    const own = statisticsOf(judged, name, universe, termsOf);
    all.push(...own.map((figures) => ({ ...figures, from, to })));
  }
  return all;
}

const keyOf = ({ session, strategy }: Pick<KeptReturns, 'session' | 'strategy'>): string =>
  `${session} ${strategy}`;

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
  const [ofShares, ofFunds] = [false, true].map((fund) => ({
    exchange: 'XNSE' as const,
    fund,
    plan,
    stakePaise,
  })) as [RoundTripTerms, RoundTripTerms];
  const termsOf = (fund: boolean): RoundTripTerms => (fund ? ofFunds : ofShares);
  const judged = judgedNone();
  const shown = { from, to, ...(strategies ? { strategies } : {}) };
  let batch: HitReturns[] = [];
  let denied: KeptReturns[] = [];
  let [changed, done, hits] = [0, 0, 0];
  const keep = async (): Promise<void> => {
    const [rows, gone] = [batch, denied];
    [batch, denied] = [[], []];
    if (rows.length === 0 && gone.length === 0) return;
    changed += await ctx.store.write(
      async (books) => (await books.hitReturns.remove(gone)) + books.hitReturns.save(rows),
    );
  };
  // Bars after the last hit are what this is about: all that may be seen are read.
  const wanted = { ...selection, sessions: { from, to } };
  const pool = columnPool();
  for await (const { instrument, series, places } of adjustedSeries(ctx.store, wanted, pool)) {
    ctx.step();
    ctx.progress.update('instruments', ++done, selection.instruments.length);
    addReturns(universe, series, places);
    const { instrumentId, kind } = instrument;
    const own = await ctx.store.strategyHits.said(instrumentId, shown);
    const before = await ctx.store.hitReturns.kept(instrumentId, shown, STATISTIC_HORIZONS);
    const known = new Map(before.map((row) => [keyOf(row), row]));
    const fund = kind === 'etf';
    const placed = own
      .map((hit) => ({ ...hit, place: placeFrom(series.sessions, hit.session) }))
      .filter(({ session, place }) => series.sessions[place] === session);
    judge(judged, series, fund, placed);
    hits += placed.length;
    for (const hit of placed) {
      const kept = known.get(keyOf(hit));
      if (kept && keptStands(kept, series, hit.place, termsOf(fund))) continue;
      batch.push(...rowsOfHit({ instrumentId, ...hit }, series, hit.place, termsOf(fund)));
    }
    // What a strategy no longer says, after prices were put right, is no hit that anything came after.
    for (const hit of own) known.delete(keyOf(hit));
    denied.push(...known.values());
    if (batch.length + denied.length >= BATCH_ROWS) await keep();
  }
  await keep();
  const statistics = await allStatistics(ctx, judged, universe, termsOf, asked);
  if (whole && statistics.length > 0) {
    await ctx.store.write((books) => books.hitReturns.replaceStatistics(statistics));
  }
  const nothing = hits === 0;
  return {
    status: nothing ? 'noop' : 'ok',
    summary: nothing
      ? `no hits from ${from} to ${to} are kept: \`paperjobs strategies\` looks for them`
      : `${hits} hits of ${judged.byName.size} strategies from ${from} to ${to} looked after`,
    counts: { hits, sessions: days.length, changed, statistics: statistics.length },
    ...(whole ? {} : { result: statistics }),
    ...(nothing ? {} : { text: statisticsText(statistics) }),
  };
}
