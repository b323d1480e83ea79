import { closesAt, opensAt, slots } from '../core/calendar/calendar.ts';
import type { Calendar, OpenDay } from '../core/calendar/calendar.ts';
import { aggregate } from '../core/market/aggregate.ts';
import { INTERVAL_MINUTES } from '../core/market/bar.ts';
import type { IntradayBar, IntradayInterval } from '../core/market/bar.ts';
import { istText } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Explanation } from '../core/sync/holes.ts';
import { closedSlots, stretchEnd } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import { firstAsked } from './series-ranges.ts';
import type { FeedWish, Target } from './target.ts';
import type { SeriesView } from './write-series.ts';

/** Sessions of the range that have begun, with the starts of their closed bars. */
export interface Grid {
  readonly days: readonly OpenDay[];
  readonly slots: ReadonlyMap<SessionDate, readonly Instant[]>;
}

/** The bars of the wanted range that are closed by now. */
export function gridOf(
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

/** Starts of the bars that are kept of the listings from the first to the last of the days. */
export async function startsOf(
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
export async function fromMinutes(
  ctx: Context,
  target: Target,
  interval: IntradayInterval,
  grid: Grid,
  kept: ReadonlySet<Instant>,
): Promise<IntradayBar[]> {
  const out: IntradayBar[] = [];
  if (interval === '1m' || !target.listing) return out;
  const { listingId } = target.listing;
  const length = INTERVAL_MINUTES[interval];
  for (const day of grid.days) {
    const wanted = (grid.slots.get(day.session) ?? []).filter((start) => !kept.has(start));
    if (wanted.length === 0) continue;
    const [from, to] = [opensAt(day), closesAt(day)];
    const minutes = await ctx.store.candles.intraday('1m', listingId, from, to);
    out.push(...aggregate(minutes, wanted, length, (start) => stretchEnd(day, start)));
  }
  return out;
}

/**
 * Bars that the run can say something of: closed ones of its sessions; of the running session only up
 * to its last kept bar, because what comes after it may still come.
 */
function dueSlots(
  grid: Grid,
  today: SessionDate,
  now: Instant,
  starts: ReadonlySet<Instant>,
): Set<Instant> {
  const due = grid.days.flatMap((day) => {
    const closed = grid.slots.get(day.session) ?? [];
    if (day.session !== today || closesAt(day) <= now) return closed;
    return closed.slice(0, closed.findLastIndex((slot) => starts.has(slot)) + 1);
  });
  return new Set(due);
}

/** How a series inside sessions is looked at: a slot is the moment at which a bar starts. */
export function intradayView(
  ctx: Context,
  interval: IntradayInterval,
  wish: FeedWish,
  grid: Grid,
  explain: (session: SessionDate) => Explanation | undefined,
  save: SeriesView<Instant>['save'],
): SeriesView<Instant> {
  const calendar = ctx.calendar(wish.exchange);
  const now = ctx.clock.now();
  const [first, last] = [grid.days[0], grid.days.at(-1)];
  return {
    interval,
    from: first ? istText(opensAt(first)) : wish.from,
    to: last ? istText(closesAt(last)) : wish.to,
    save,
    async examine(books, ids, from, to) {
      const days = calendar.sessions(
        from.slice(0, 10) as SessionDate,
        to.slice(0, 10) as SessionDate,
      );
      const starts = await startsOf(books, interval, ids, days);
      const due = dueSlots(grid, calendar.dateAt(now), now, starts);
      return {
        slots: days.flatMap((day) => slots(day, INTERVAL_MINUTES[interval])),
        present: (slot) => starts.has(slot),
        due: (slot) => due.has(slot),
      };
    },
    explain: (slot) => explain(calendar.dateAt(slot)),
    first: firstAsked(ctx, wish, interval),
    name: istText,
    session: (slot) => calendar.dateAt(slot),
  };
}
