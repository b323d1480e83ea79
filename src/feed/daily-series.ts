import { isSessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { isSettledGap } from '../core/sync/holes.ts';
import type { Explanation } from '../core/sync/holes.ts';
import { planSeries } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import { PRICE_SOURCES } from '../ports/prices.ts';
import type { BarSource } from '../store/candles.ts';
import { offerOf } from './ask-chain.ts';
import { askDaily } from './ask-daily.ts';
import type { AskedDaily } from './ask-daily.ts';
import { dailyView } from './daily-view.ts';
import { gapFinder } from './gap-changes.ts';
import { reasonFrom } from './reasons.ts';
import { answeredLately, chainLimits, firstAsked, resultOf } from './series-ranges.ts';
import type { FeedWish, SeriesResult, Target } from './target.ts';
import { writeSeries } from './write-series.ts';

/** Sources by authority, as the store has them. */
const AUTHORITY: readonly BarSource[] = PRICE_SOURCES;

/** The first session of which a bar is kept or has come. */
async function firstBarOf(
  ctx: Context,
  { listingIds }: Target,
  { answers }: AskedDaily,
): Promise<SessionDate | undefined> {
  const extent =
    listingIds.length > 0 ? await ctx.store.candles.dailyExtent(listingIds) : undefined;
  const came = answers.flatMap(({ bars }) => bars.map(({ session }) => session as string));
  return [extent?.first ?? '', ...came].toSorted().find(isSessionDate);
}

/**
 * Why a session has no bar, as far as this run knows.
 *
 * @param firstBar the first session of which there is a bar at all: shares that were traded before
 *   their listing date have bars from before it
 */
function explainer(
  target: Target,
  { records, outdated }: AskedDaily,
  firstBar: SessionDate | undefined,
): (session: SessionDate) => Explanation | undefined {
  const { listedOn } = target.listing ?? {};
  return (session) => {
    if (outdated?.sessions.has(session)) {
      const reason = `${outdated.source} answered without it after it had adjusted its prices`;
      return { state: 'open', reason };
    }
    return reasonFrom(records, session, (source) => {
      const beforeAll = firstBar === undefined || session < firstBar;
      if (beforeAll && listedOn !== undefined && session < listedOn) {
        return { state: 'explained', reason: `not listed: listed on ${listedOn}` };
      }
      if (beforeAll && listedOn === undefined && firstBar !== undefined) {
        const reason = `not listed yet, as far as ${source} tells: its first candle is of ${firstBar}`;
        return { state: 'explained', reason };
      }
      return { state: 'open', reason: `${source} answered without it` };
    });
  };
}

/**
 * Whether a row of that source needs no better one. A stand-in's rows are asked for again once the
 * first source answers: they are on a basis of their own, and a split in between would go unseen.
 */
function isSettled(source: BarSource, { chain }: FeedWish): boolean {
  const first = chain.find((one) => offerOf(one, '1d'))?.name;
  const rank = (name: BarSource): number => AUTHORITY.indexOf(name);
  return first === undefined || rank(source) <= rank(first);
}

/** Brings the daily bars of one instrument up to date. */
export async function feedDaily(
  ctx: Context,
  target: Target,
  wish: FeedWish,
): Promise<SeriesResult> {
  const { store } = ctx;
  const calendar = ctx.calendar(wish.exchange);
  const { listing, listingIds } = target;
  const kept =
    listingIds.length > 0 ? await store.candles.daily(listingIds, wish.from, wish.to) : [];
  const gaps = listing
    ? await store.gaps.touching(listing.instrumentId, '1d', wish.from, wish.to)
    : [];
  const gapOf = gapFinder(gaps);
  const sessions = new Set<string>(
    kept.filter(({ source }) => isSettled(source, wish)).map(({ session }) => session),
  );
  const first = firstAsked(ctx, wish, '1d');
  const plan = planSeries(
    calendar,
    {
      interval: '1d',
      complete: (session) => sessions.has(session) || isSettledGap(gapOf(session), first(session)),
      anyRow: kept.length > 0,
      answered: await answeredLately(ctx, target, '1d', wish),
    },
    {
      from: wish.from,
      to: wish.to,
      missingOnly: wish.missingOnly,
      now: ctx.clock.now(),
      ...(chainLimits(ctx, wish, '1d') ?? { windowDays: 365 }),
      ...(wish.only ? { only: wish.only } : {}),
    },
  );
  const asked = await askDaily(ctx, target, wish, plan.asks, kept);
  const { records, answers } = asked;
  // A gap that still stands open where nothing is missing was filled by a run that was cut off.
  const stale = gaps.some(({ state }) => state === 'open');
  const idle = records.length === 0 && plan.complete && !stale;
  const stranger = !listing && answers.every(({ bars }) => bars.length === 0);
  if (idle || stranger) {
    return resultOf(target, '1d', plan, records, { changed: 0, openSlots: 0 });
  }
  const explain = explainer(target, asked, await firstBarOf(ctx, target, asked));
  const { outdated } = asked;
  const save: Parameters<typeof dailyView>[3] = (books, { listingId }) =>
    answers.reduce(
      (sum, { basis, source, bars }) =>
        sum + books.candles.saveDaily(listingId, basis, source, bars),
      outdated ? books.candles.dropDaily(listingIds, outdated) : 0,
    );
  const view = dailyView(ctx, wish, explain, save, outdated);
  return resultOf(target, '1d', plan, records, await writeSeries(ctx, target, view, records));
}
