import type { IntradayBar, IntradayInterval } from '../core/market/bar.ts';
import { istText } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { SOURCE_EMPTY, isSettledGap } from '../core/sync/holes.ts';
import type { Explanation } from '../core/sync/holes.ts';
import { planSeries } from '../core/sync/plan.ts';
import type { PlannedAsk } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import type { PriceSourceName } from '../ports/prices.ts';
import { askChain } from './ask-chain.ts';
import { gapFinder } from './gap-changes.ts';
import { fromMinutes, gridOf, intradayView, startsOf } from './intraday-grid.ts';
import { reasonFrom } from './reasons.ts';
import { answeredLately, chainLimits, firstAsked, resultOf } from './series-ranges.ts';
import type { FeedWish, SeriesResult, Target } from './target.ts';
import { writeSeries } from './write-series.ts';
import type { AskRecord } from './write-series.ts';

interface Answered {
  readonly source: PriceSourceName;
  readonly bars: readonly IntradayBar[];
}

async function askWindow(
  ctx: Context,
  target: Target,
  interval: IntradayInterval,
  wish: FeedWish,
  { from, to, why, today }: PlannedAsk,
): Promise<{ record: AskRecord; answered?: Answered }> {
  const result = await askChain<IntradayBar>(
    ctx,
    wish.chain,
    target.asked,
    interval,
    { from, to },
    async (source, first, last) =>
      source.intraday?.({ listing: target.asked, interval, from: first, to: last, today }),
  );
  const none = { from, to, why, received: 0, refused: 0 };
  switch (result.kind) {
    case 'unknown':
      return { record: { ...none, unknown: true } };
    case 'failed':
      return { record: { ...none, failure: result.failure } };
    case 'answered': {
      const { source, bars, refused } = result;
      const counts = { received: bars.length, refused: refused.length };
      return {
        record: { from: result.from, to: result.to, why, source, ...counts },
        answered: { source, bars },
      };
    }
  }
}

/**
 * Why bars of a session are missing, as far as this run knows.
 *
 * @param served sessions of which an answer of this run had bars: minutes that it left out had no
 *   trade, unless rows of it were refused, which may have been those; rows of an earlier run say
 *   nothing of what came after them
 */
function explainer(
  target: Target,
  records: readonly AskRecord[],
  served: ReadonlySet<SessionDate>,
): (session: SessionDate) => Explanation | undefined {
  const { listedOn } = target.listing ?? {};
  return (session) =>
    reasonFrom(records, session, (source) => {
      const spoilt = records.some(
        ({ from, to, refused }) => refused > 0 && from <= session && session <= to,
      );
      if (spoilt) return { state: 'open', reason: `${source} answered with impossible rows` };
      if (served.has(session)) {
        const reason = `${SOURCE_EMPTY}${source} served the session without them, no trade`;
        return { state: 'explained', reason };
      }
      if (listedOn !== undefined && session < listedOn) {
        return { state: 'explained', reason: `not listed: listed on ${listedOn}` };
      }
      return { state: 'open', reason: `${source} answered without the session` };
    });
}

/** Asks for the planned windows; what is no closed bar of the series is left out. */
async function askPlanned(
  ctx: Context,
  target: Target,
  interval: IntradayInterval,
  wish: FeedWish,
  asks: readonly PlannedAsk[],
  closed: ReadonlySet<Instant>,
): Promise<{ records: AskRecord[]; answers: Answered[] }> {
  const records: AskRecord[] = [];
  const answers: Answered[] = [];
  for (const planned of asks) {
    const { record, answered } = await askWindow(ctx, target, interval, wish, planned);
    records.push(record);
    if (!answered) continue;
    // A bar that is still running, or lies outside continuous trading, is no bar of the series.
    const bars = answered.bars.filter(({ start }) => closed.has(start));
    answers.push({ source: answered.source, bars });
  }
  return { records, answers };
}

/** Brings the bars of one interval of one instrument up to date: closed bars only. */
export async function feedIntraday(
  ctx: Context,
  target: Target,
  interval: IntradayInterval,
  wish: FeedWish,
): Promise<SeriesResult> {
  const { store } = ctx;
  const { listing } = target;
  const calendar = ctx.calendar(wish.exchange);
  const now = ctx.clock.now();
  const grid = gridOf(calendar, interval, wish, now);
  const kept = await startsOf(store, interval, target.listingIds, grid.days);
  const made = await fromMinutes(ctx, target, interval, grid, kept);
  const there = new Set([...kept, ...made.map(({ start }) => start)]);
  const gaps = listing
    ? await store.gaps.touching(listing.instrumentId, interval, wish.from, `${wish.to}T24`)
    : [];
  const gapOf = gapFinder(gaps);
  const first = firstAsked(ctx, wish, interval);
  const settled = (slot: Instant, session: SessionDate): boolean =>
    there.has(slot) || isSettledGap(gapOf(istText(slot)), first(session));
  const limits = chainLimits(ctx, wish, interval);
  const plan = planSeries(
    calendar,
    {
      interval,
      complete: (session) =>
        (grid.slots.get(session) ?? []).every((slot) => settled(slot, session)),
      anyRow: there.size > 0,
      answered: await answeredLately(ctx, target, interval, wish),
    },
    {
      from: wish.from,
      to: wish.to,
      missingOnly: wish.missingOnly,
      now,
      ...(limits ?? { windowDays: 1 }),
      ...(wish.only ? { only: wish.only } : {}),
    },
  );
  const planned = limits ? plan.asks : [];
  const closed = new Set([...grid.slots.values()].flat());
  const { records, answers } = await askPlanned(ctx, target, interval, wish, planned, closed);
  const anything = made.length > 0 || answers.some(({ bars }) => bars.length > 0);
  // A gap that still stands open where nothing is missing was filled by a run that was cut off.
  const stale = gaps.some(({ state }) => state === 'open');
  const idle = records.length === 0 && made.length === 0 && plan.complete && !stale;
  if (idle || grid.days.length === 0 || (!listing && !anything)) {
    return resultOf(target, interval, plan, records, { changed: 0, openSlots: 0 });
  }
  const served = new Set(
    answers.flatMap(({ bars }) => bars.map(({ start }) => calendar.dateAt(start))),
  );
  const explain = explainer(target, records, served);
  const view = intradayView(ctx, interval, wish, grid, explain, (books, { listingId }) =>
    answers.reduce(
      (sum, { source, bars }) =>
        sum + books.candles.saveIntraday(interval, listingId, source, bars),
      books.candles.saveIntraday(interval, listingId, 'aggregated', made),
    ),
  );
  return resultOf(target, interval, plan, records, await writeSeries(ctx, target, view, records));
}
