import { Failure } from '../../core/failure.ts';
import type { Interval } from '../../core/market/bar.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { chooseSources } from '../../feed/choose-sources.ts';
import { feedDaily } from '../../feed/daily-series.ts';
import { feedIntraday } from '../../feed/intraday-series.ts';
import { summarise } from '../../feed/summarise.ts';
import type { FeedWish, SeriesResult, Target } from '../../feed/target.ts';
import { targetsOf } from '../../feed/targets.ts';
import { resolveUniverse, wantedSymbols } from '../../feed/universe.ts';
import { feedWholeSessions } from '../../feed/whole-sessions.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { askedSessions } from '../../kit/options.ts';
import type { options } from './job.ts';

type Values = Options<typeof options>;

/** How far back from the last session to look when no first one was given. */
function firstSession(
  ctx: Context,
  { backfillDays }: Values,
  interval: Interval,
  last: SessionDate,
): SessionDate {
  const days =
    interval === '1d'
      ? ctx.settings['market_sync.daily_backfill_days']
      : ctx.settings['market_sync.backfill_days'];
  return addDays(last, -(backfillDays ?? days));
}

/** Brings every interval of one instrument up to date, one after the other. */
async function feedTarget(
  ctx: Context,
  target: Target,
  intervals: readonly Interval[],
  wishFor: (interval: Interval) => FeedWish,
): Promise<SeriesResult[]> {
  const results: SeriesResult[] = [];
  for (const interval of intervals) {
    ctx.step();
    const wish = wishFor(interval);
    results.push(
      interval === '1d'
        ? await feedDaily(ctx, target, wish)
        : await feedIntraday(ctx, target, interval, wish),
    );
  }
  return results;
}

/** Keeps candles of the watchlist complete: see the declaration. */
export async function run(ctx: Context, options: Values): Promise<Outcome> {
  const exchange = 'XNSE';
  const calendar = ctx.calendar(exchange);
  const today = calendar.dateAt(ctx.clock.now());
  const range = askedSessions(options);
  if (options.backfillDays !== undefined && range.from !== undefined) {
    throw new Failure('usage', 'expected either dates or --backfill-days, found both');
  }
  const last = range.to !== undefined && range.to < today ? range.to : today;
  const { chain, whole, intervals } = chooseSources(ctx, options.source, options.interval);
  const symbols = await wantedSymbols(ctx, exchange, options);
  const universe = await resolveUniverse(ctx, exchange, symbols);
  const targets = await targetsOf(ctx, exchange, universe);
  const wishFor = (interval: Interval): FeedWish => ({
    exchange,
    chain,
    missingOnly: options.missingOnly,
    from: range.from ?? firstSession(ctx, options, interval, last),
    to: last,
    ...(range.only ? { only: range.only } : {}),
  });

  if (whole) {
    const { results, refusedRows } = await feedWholeSessions(ctx, whole, targets, wishFor('1d'));
    return summarise(ctx, results, universe.unlisted, refusedRows);
  }
  let done = 0;
  const results = await ctx.inParallel(targets, ctx.settings['http.parallel'], async (target) => {
    const series = await feedTarget(ctx, target, intervals, wishFor);
    ctx.progress.update('symbols', ++done, targets.length);
    return series;
  });
  return summarise(ctx, results.flat(), universe.unlisted);
}
