import type { Calendar, OpenDay } from '../core/calendar/calendar.ts';
import { closesAt, opensAt } from '../core/calendar/calendar.ts';
import { aggregate } from '../core/market/aggregate.ts';
import { INTERVAL_MINUTES } from '../core/market/bar.ts';
import type { IntradayBar, IntradayInterval } from '../core/market/bar.ts';
import { instant, istDate, istText } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Explanation } from '../core/sync/holes.ts';
import { closedSlots, planSeries, stretchEnd } from '../core/sync/plan.ts';
import type { PlannedAsk } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import type { PriceSourceName } from '../ports/prices.ts';
import { askChain } from './ask-chain.ts';
import { answeredLately, chainLimits, resultOf } from './series-ranges.ts';
import { gapAt, writeSeries } from './write-series.ts';
import type { AskRecord, SeriesView } from './write-series.ts';
import type { FeedWish, SeriesResult, Target } from './target.ts';

interface Answered {
  readonly source: PriceSourceName;
  readonly bars: readonly IntradayBar[];
}

/** Sessions of the range with the starts of their closed bars. */
interface Grid {
  readonly days: readonly OpenDay[];
  readonly slots: ReadonlyMap<SessionDate, readonly Instant[]>;
}

function gridOf(
  calendar: Calendar,
  interval: IntradayInterval,
  wish: FeedWish,
  now: Instant,
): Grid {
  const days = calendar
    .sessions(wish.from, wish.to)
    .filter((day) => opensAt(day) < now && (!wish.only || wish.only.has(day.session)));
  return {
    days,
    slots: new Map(days.map((day) => [day.session, closedSlots(day, interval, now)])),
  };
}

async function startsOf(
  read: Pick<Context['store'], 'candles'>,
  interval: IntradayInterval,
  listingIds: readonly number[],
  days: readonly OpenDay[],
): Promise<Set<Instant>> {
  const [first, last] = [days[0], days.at(-1)];
  const starts = new Set<Instant>();
  if (!first || !last) return starts;
  for (const listingId of listingIds) {
    const kept = await read.candles.starts(interval, listingId, opensAt(first), closesAt(last));
    for (const start of kept) starts.add(start);
  }
  return starts;
}

/** Longer bars that complete one-minute bars already give, for slots that have none yet. */
async function fromMinutes(
  ctx: Context,
  target: Target,
  interval: IntradayInterval,
  grid: Grid,
  kept: ReadonlySet<Instant>,
): Promise<IntradayBar[]> {
  const out: IntradayBar[] = [];
  if (interval === '1m' || !target.listing) return out;
  for (const day of grid.days) {
    const wanted = (grid.slots.get(day.session) ?? []).filter((start) => !kept.has(start));
    if (wanted.length === 0) continue;
    const minutes = await ctx.store.candles.intraday(
      '1m',
      target.listing.listingId,
      opensAt(day),
      closesAt(day),
    );
    out.push(
      ...aggregate(minutes, wanted, INTERVAL_MINUTES[interval], (start) => stretchEnd(day, start)),
    );
  }
  return out;
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
      return {
        record: { ...none, source, received: bars.length, refused: refused.length },
        answered: { source, bars },
      };
    }
  }
}

/** Why a bar of a session is missing, as far as this run knows. */
function explainer(
  target: Target,
  records: readonly AskRecord[],
): (slot: Instant, sessionsWithRows: ReadonlySet<SessionDate>) => Explanation | undefined {
  const { listedOn } = target.listing ?? {};
  return (slot, sessionsWithRows) => {
    const session = istDate(slot);
    const asked = records.find(
      ({ source, from, to }) => source !== undefined && from <= session && session <= to,
    );
    if (!asked) return undefined;
    if (sessionsWithRows.has(session)) {
      return {
        state: 'explained',
        reason: `source-empty: ${asked.source} served the session without them, no trade`,
      };
    }
    if (listedOn !== undefined && session < listedOn) {
      return { state: 'explained', reason: `not listed: listed on ${listedOn}` };
    }
    return { state: 'open', reason: `${asked.source} answered without the session` };
  };
}

/**
 * Expected slots as they are examined: of the running session only up to its last bar, because what
 * comes after it may still come.
 */
function examined(
  calendar: Calendar,
  interval: IntradayInterval,
  now: Instant,
  range: { from: string; to: string; only: ReadonlySet<SessionDate> | undefined },
  starts: ReadonlySet<Instant>,
): Instant[] {
  const today = calendar.dateAt(now);
  const days = calendar.sessions(
    range.from.slice(0, 10) as SessionDate,
    range.to.slice(0, 10) as SessionDate,
  );
  return days.flatMap((day) => {
    if (range.only && !range.only.has(day.session)) return [];
    const slots = closedSlots(day, interval, now);
    if (day.session !== today || closesAt(day) <= now) return slots;
    const last = slots.findLastIndex((slot) => starts.has(slot));
    return slots.slice(0, last + 1);
  });
}

/** Brings the bars of one interval of one instrument up to date: closed bars only. */
export async function feedIntraday(
  ctx: Context,
  target: Target,
  interval: IntradayInterval,
  wish: FeedWish,
): Promise<SeriesResult> {
  const { store } = ctx;
  const calendar = ctx.calendar(wish.exchange);
  const now = ctx.clock.now();
  const grid = gridOf(calendar, interval, wish, now);
  const kept = await startsOf(store, interval, target.listingIds, grid.days);
  const made = await fromMinutes(ctx, target, interval, grid, kept);
  const there = new Set([...kept, ...made.map(({ start }) => start)]);
  const { listing } = target;
  const gaps = listing
    ? await store.gaps.touching(listing.instrumentId, interval, wish.from, `${wish.to}T24`)
    : [];
  const limits = chainLimits(wish, interval, calendar.dateAt(now));
  const plan = planSeries(
    calendar,
    {
      interval,
      complete: (session) =>
        (grid.slots.get(session) ?? []).every(
          (slot) => there.has(slot) || gapAt(gaps, istText(slot))?.state === 'explained',
        ),
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

  const records: AskRecord[] = [];
  const answers: Answered[] = [];
  for (const planned of limits ? plan.asks : []) {
    const { record, answered } = await askWindow(ctx, target, interval, wish, planned);
    records.push(record);
    if (answered) answers.push(answered);
  }
  const expected = new Set([...grid.slots.values()].flat());
  // A bar that is still running, or lies outside continuous trading, is no bar of the series.
  const closed = answers.map((answer) => ({
    ...answer,
    bars: answer.bars.filter(({ start }) => expected.has(start)),
  }));
  const anything = made.length > 0 || closed.some(({ bars }) => bars.length > 0);
  const nothing = { changed: 0, openSlots: 0 };
  const idle = records.length === 0 && made.length === 0 && plan.complete;
  if (idle || grid.days.length === 0 || (!listing && !anything)) {
    return resultOf(target, interval, plan, records, nothing);
  }

  const explain = explainer(target, records);
  let withRows: ReadonlySet<SessionDate> = new Set();
  const view: SeriesView<Instant> = {
    interval,
    from: istText(opensAt(grid.days[0] as OpenDay)),
    to: istText(closesAt(grid.days.at(-1) as OpenDay)),
    save(books, { listingId }) {
      const aggregated = books.candles.saveIntraday(interval, listingId, 'aggregated', made);
      return closed.reduce(
        (sum, { source, bars }) =>
          sum + books.candles.saveIntraday(interval, listingId, source, bars),
        aggregated,
      );
    },
    async examine(books, ids, from, to) {
      const days = calendar.sessions(
        from.slice(0, 10) as SessionDate,
        to.slice(0, 10) as SessionDate,
      );
      const starts = await startsOf(books, interval, ids, days);
      withRows = new Set([...starts].map(istDate));
      return {
        expected: examined(calendar, interval, now, { from, to, only: wish.only }, starts),
        present: (slot) => starts.has(slot),
      };
    },
    explain: (slot) => explain(slot, withRows),
    name: (slot) => istText(instant(slot)),
  };
  return resultOf(target, interval, plan, records, await writeSeries(ctx, target, view, records));
}
