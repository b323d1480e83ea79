import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import type { OpenDay } from '../../core/calendar/calendar.ts';
import { liveOrders } from '../../core/exchange/book.ts';
import type { Booking } from '../../core/exchange/booking.ts';
import { inOrder, step } from '../../core/exchange/step.ts';
import type { MarketEvent } from '../../core/exchange/step.ts';
import { hasDerivatives } from '../../core/exchange/traded-listing.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Mutable } from '../../core/mutable.ts';
import type { Context } from '../../kit/context.ts';
import { fillRules } from '../../kit/trading-rules.ts';
import type { MinuteBar } from '../../store/minute-prices.ts';
import type { Books } from '../../store/store.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';
import { actionsDue } from './due-actions.ts';
import { sessionEvents } from './session-events.ts';
import type { SessionEvents, SessionFeed } from './session-events.ts';

/** Which session, and what stands still because an earlier one is not settled. */
export interface MatchWish {
  readonly day: OpenDay;
  readonly next?: OpenDay;
  readonly now: Instant;
  readonly held: ReadonlySet<number>;
}

/** What came of matching one session. */
export interface Matched {
  readonly bookings: readonly Booking[];
  /** Listings whose prices of the session are still to come. */
  readonly waiting: readonly number[];
  readonly live: number;
  readonly prints: number;
  /** Whether a cursor was moved. */
  readonly moved: boolean;
}

/** Listings with something to match: a live order, or an intraday position to be squared off. */
function listingsToMatch({ book }: OpenedBook, { held }: MatchWish): number[] {
  const found = new Set<number>();
  for (const [listingId, live] of book.liveByListing) if (live.size > 0) found.add(listingId);
  for (const lots of book.lots.values()) {
    for (const lot of lots) if (lot.product === 'MIS') found.add(lot.listingId);
  }
  return [...found].filter((listingId) => !held.has(listingId)).toSorted((a, b) => a - b);
}

/** Where matching of a listing stands: its cursor, or the earliest moment that an order looks at. */
function startOf(
  { book }: OpenedBook,
  listingId: number,
  cursors: ReadonlyMap<number, Instant>,
  { day }: MatchWish,
): Instant {
  const since = Math.min(...liveOrders(book, listingId).map((order) => order.since));
  const earliest = Number.isFinite(since) ? since : opensAt(day);
  return instant(Math.max(cursors.get(listingId) ?? 0, earliest));
}

function barsByListing(bars: readonly MinuteBar[]): Map<number, MinuteBar[]> {
  const found = new Map<number, MinuteBar[]>();
  for (const bar of bars) {
    const list = found.get(bar.listingId);
    if (list) list.push(bar);
    else found.set(bar.listingId, [bar]);
  }
  return found;
}

/** What is due of a listing, and from where on. */
interface ListingEvents {
  readonly from: Instant;
  readonly due: SessionEvents;
}

/** The events of the session by listing. */
async function eventsByListing(
  books: Books,
  opened: OpenedBook,
  wish: MatchWish,
): Promise<Map<number, ListingEvents>> {
  const { day, next, now } = wish;
  const cursors = await books.tradingBooks.cursors();
  const listingIds = listingsToMatch(opened, wish);
  const pricedBy = (listingId: number): number =>
    opened.listings.get(listingId)?.pricedBy ?? listingId;
  const froms = new Map<number, Instant>();
  const reads = new Map<number, Instant>();
  for (const listingId of listingIds) {
    const from = startOf(opened, listingId, cursors, wish);
    // The session after which the cursor stands has been settled.
    if (from >= closesAt(day)) continue;
    froms.set(listingId, from);
    reads.set(pricedBy(listingId), instant(Math.max(from, opensAt(day))));
  }
  const bars = barsByListing(await books.minutePrices.since(reads, closesAt(day)));
  const newest = await books.minutePrices.newest([...reads.keys()], opensAt(day), closesAt(day));
  const barsTo = new Map(newest.map((price) => [price.listingId, price.at]));
  const found = new Map<number, ListingEvents>();
  for (const [listingId, from] of froms) {
    const listing = opened.listings.get(listingId);
    const priced = pricedBy(listingId);
    const to = barsTo.get(priced);
    const feed: Mutable<SessionFeed> = {
      listingId,
      derivatives: listing ? hasDerivatives(listing) : false,
      from,
      bars: bars.get(priced) ?? [],
    };
    if (to !== undefined && to <= now) feed.barsTo = to;
    if (listing?.quote && listing.quote.at <= now) feed.quote = listing.quote;
    found.set(listingId, { from, due: sessionEvents(feed, day, next, now) });
  }
  return found;
}

/** What a person should know of holdings goes into the outbox with what it tells of. */
async function tellNotices(
  books: Books,
  ctx: Context,
  { listings }: OpenedBook,
  bookings: readonly Booking[],
): Promise<void> {
  for (const booking of bookings) {
    if (booking.kind !== 'notice') continue;
    const { accountId, listingId, session, text } = booking;
    const symbol = listings.get(listingId)?.symbol ?? `listing ${listingId}`;
    await books.notifications.queue({
      topic: 'holding',
      dedupeKey: `holding ${accountId} ${listingId} ${session} ${text}`,
      priority: 'normal',
      title: `${symbol} on ${session}`,
      body: text,
      at: ctx.wall.now(),
      runId: ctx.run.id,
    });
  }
}

/**
 * Matches one session as far as its prices are there, inside the caller's transaction: the books are
 * opened in it, stepped through all events in order, and written down with the cursors.
 */
export async function matchSession(books: Books, ctx: Context, wish: MatchWish): Promise<Matched> {
  const { day, now } = wish;
  const opened = await books.tradingBooks.open({
    rules: fillRules(ctx.settings),
    session: day.session,
  });
  const actions: MarketEvent[] = await actionsDue(books, opened, day, now);
  const found = await eventsByListing(books, opened, wish);
  const events = inOrder([...actions, ...[...found.values()].flatMap(({ due }) => due.events)]);
  const bookings = events.flatMap((event) => step(opened.book, event));
  await books.tradingBooks.record(opened.book, bookings, { placedAt: now, runId: ctx.run.id });
  await tellNotices(books, ctx, opened, bookings);
  const moved = new Map<number, Instant>();
  for (const [listingId, { from, due }] of found) {
    if (due.matchedTo > from) moved.set(listingId, due.matchedTo);
  }
  books.tradingBooks.moveCursors(moved);
  const live = [...opened.book.liveByListing.values()].reduce((sum, set) => sum + set.size, 0);
  return {
    bookings,
    waiting: [...found].flatMap(([listingId, { due }]) => (due.settled ? [] : [listingId])),
    live,
    prints: events.filter(({ kind }) => kind === 'print').length,
    moved: moved.size > 0,
  };
}
