import { mostTelling } from '../core/failure.ts';
import type { Interval } from '../core/market/bar.ts';
import { instant } from '../core/market/instant.ts';
import { earlierOf } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { AnsweredRange, SeriesPlan } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import { offerOf, servedFrom } from './ask-chain.ts';
import type { AskRecord } from './write-series.ts';
import type { FeedWish, SeriesResult, Target } from './target.ts';

/** A range that a source answered is not asked for again for this long, wall time. */
const ANSWERED_SECONDS = 86_400;

/** Ranges of the series that one of the run's sources answered within the last day; none under --force. */
export async function answeredLately(
  ctx: Context,
  target: Target,
  interval: Interval,
  wish: FeedWish,
): Promise<AnsweredRange[]> {
  if (ctx.run.force) return [];
  const names = wish.chain.map(({ name }) => name);
  const since = instant(ctx.wall.now() - ANSWERED_SECONDS);
  return ctx.store.syncHistory.answered(target.asked.symbol, interval, names, since);
}

/** Limits of the first source of the chain that offers the interval. */
export function chainLimits(
  ctx: Context,
  wish: FeedWish,
  interval: Interval,
): { readonly windowDays: number; readonly servedFrom?: SessionDate } | undefined {
  const offers = wish.chain.flatMap((source) => offerOf(source, interval) ?? []);
  const first = offers[0];
  if (!first) return undefined;
  const reaches = offers.map((offer) => servedFrom(ctx, wish.exchange, offer));
  const farthest = reaches.reduce((least, reach) =>
    least === undefined || reach === undefined ? undefined : earlierOf(least, reach),
  );
  return {
    windowDays: first.windowDays,
    ...(farthest === undefined ? {} : { servedFrom: farthest }),
  };
}

/**
 * The source that has the first word on a session: the forced one, else the first of the chain that
 * serves the interval that far back. Absent: none does.
 */
export function firstAsked(
  ctx: Context,
  wish: FeedWish,
  interval: Interval,
): (session: SessionDate) => string | undefined {
  const serving = wish.chain.flatMap((source) => {
    const offer = offerOf(source, interval);
    if (!offer || !source.offers.exchanges.includes(wish.exchange)) return [];
    return [{ name: source.name, since: servedFrom(ctx, wish.exchange, offer) }];
  });
  return (session) =>
    wish.forced ?? serving.find(({ since }) => since === undefined || since <= session)?.name;
}

/** The result of a series from what was asked and written. */
export function resultOf(
  target: Target,
  interval: Interval,
  plan: SeriesPlan,
  records: readonly AskRecord[],
  written: { readonly changed: number; readonly openSlots: number },
): SeriesResult {
  const failure = mostTelling(records.flatMap((record) => record.failure ?? []));
  const unknown = records.length > 0 && records.every((record) => record.unknown);
  return {
    symbol: target.asked.symbol,
    interval,
    asks: records.length,
    received: records.reduce((sum, { received }) => sum + received, 0),
    refused: records.reduce((sum, { refused }) => sum + refused, 0),
    ...written,
    note: plan.note,
    status: failure ? 'failed' : unknown ? 'unknown' : records.length > 0 ? 'done' : 'nothing',
    ...(failure ? { failure } : {}),
  };
}
