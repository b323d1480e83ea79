import { Failure } from '../../core/failure.ts';
import type { Interval } from '../../core/market/bar.ts';
import type { ExchangeCode } from '../../core/market/listing.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { ChosenSources } from '../../feed/choose-sources.ts';
import { feedDaily } from '../../feed/daily-series.ts';
import { feedIntraday } from '../../feed/intraday-series.ts';
import { summarise } from '../../feed/summarise.ts';
import type { FeedWish, SeriesResult, Target } from '../../feed/target.ts';
import { targetsOf } from '../../feed/targets.ts';
import type { Universe } from '../../feed/universe.ts';
import { feedWholeSessions } from '../../feed/whole-sessions.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { askedSessions } from '../../kit/options.ts';
import type { AskedSessions } from '../../kit/options.ts';
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

/** The sessions asked for. @throws Failure `usage` when the options contradict each other */
export function candleRange(options: Values): AskedSessions {
  const range = askedSessions(options);
  if (options.backfillDays !== undefined && range.from !== undefined) {
    throw new Failure('usage', 'expected either dates or --backfill-days, found both');
  }
  return range;
}

/** Keeps candles of the universe complete. */
export async function feedCandles(
  ctx: Context,
  exchange: ExchangeCode,
  universe: Universe,
  { chain, whole, intervals }: ChosenSources,
  options: Values,
): Promise<Outcome> {
  const today = ctx.calendar(exchange).dateAt(ctx.clock.now());
  const range = candleRange(options);
  const last = range.to !== undefined && range.to < today ? range.to : today;
  const targets = await targetsOf(ctx, exchange, universe);
  const wishFor = (interval: Interval): FeedWish => ({
    exchange,
    chain,
    missingOnly: options.missingOnly,
    from: range.from ?? firstSession(ctx, options, interval, last),
    to: last,
    ...(range.only ? { only: range.only } : {}),
    ...(options.source === undefined ? {} : { forced: options.source }),
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
