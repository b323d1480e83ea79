import type { Calendar, OpenDay } from '../../core/calendar/calendar.ts';
import { opensAt } from '../../core/calendar/calendar.ts';
import type { Booking } from '../../core/exchange/booking.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays, earlierOf } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { lookedAt } from './due-actions.ts';
import { matchSession } from './match-session.ts';
import type { Matched } from './match-session.ts';

const EXCHANGE = 'XNSE';
const NEXT_DAYS = 31;

/** Sessions that have begun, from the first that may have unmatched prices to today's. */
function sessionsToMatch(calendar: Calendar, first: SessionDate, now: Instant): OpenDay[] {
  const today = calendar.dateAt(now);
  return calendar
    .sessions(earlierOf(first, today), today)
    .filter((day) => opensAt(day) - 900 <= now);
}

/** From where prices are matched; of shares that are only held, today's company actions count. */
async function firstToMatch(ctx: Context, now: Instant): Promise<Instant | undefined> {
  const first = await ctx.store.tradingBooks.firstUnmatched();
  if (first !== undefined) return first;
  const looked = (await lookedAt(ctx.store)) ?? '';
  if (looked >= ctx.calendar(EXCHANGE).dateAt(now)) return undefined;
  return (await ctx.store.tradingBooks.anythingHeld()) ? now : undefined;
}

function countsOf(bookings: readonly Booking[]) {
  const of = (test: (booking: Booking) => boolean): number => bookings.filter(test).length;
  return {
    fills: of(({ kind }) => kind === 'fill'),
    cancelled: of((one) => one.kind === 'order' && one.state === 'cancelled'),
    expired: of((one) => one.kind === 'order' && one.state === 'expired'),
    actions: of(({ kind }) => kind === 'shares' || kind === 'cash'),
  };
}

function summaryOf(counts: ReturnType<typeof countsOf>, live: number): string {
  const words = Object.entries(counts).flatMap(([name, count]) =>
    count > 0 ? [`${count} ${name}`] : [],
  );
  return `${words.length > 0 ? words.join(', ') : 'nothing to fill'}; ${live} orders open`;
}

/** Matches what came since the last look: see the declaration. */
export async function run(ctx: Context): Promise<Outcome> {
  const now = ctx.clock.now();
  const calendar = ctx.calendar(EXCHANGE);
  const first = await firstToMatch(ctx, now);
  if (first === undefined) {
    return { status: 'noop', summary: 'no account has an order to match', counts: {} };
  }
  const days = sessionsToMatch(calendar, calendar.dateAt(first), now);
  const bookings: Booking[] = [];
  const held = new Set<number>();
  let last: Matched | undefined;
  for (const [place, day] of days.entries()) {
    ctx.step();
    const next =
      days[place + 1] ??
      calendar.sessions(addDays(day.session, 1), addDays(day.session, NEXT_DAYS))[0];
    last = await ctx.store.write(
      (books) => matchSession(books, ctx, { day, ...(next ? { next } : {}), now, held }),
      'full',
    );
    bookings.push(...last.bookings);
    // A dry run keeps nothing: a later session would be matched from the same books again.
    if (ctx.run.dryRun && bookings.length > 0) break;
    for (const listingId of last.waiting) if (next && now >= opensAt(next)) held.add(listingId);
  }
  for (const booking of bookings) {
    if (booking.kind === 'notice') ctx.warn(booking.text);
  }
  if (held.size > 0) {
    ctx.warn(
      `${held.size} shares wait for prices of an earlier session: run \`paperjobs market-sync\``,
    );
  }
  const counts = countsOf(bookings);
  const summary = summaryOf(counts, last?.live ?? 0);
  const status = bookings.length > 0 || last?.moved ? 'ok' : 'noop';
  return { status, summary, counts: { ...counts, prints: last?.prints ?? 0 } };
}
