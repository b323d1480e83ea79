import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { PLAN_NAMES } from '../../src/core/charges/brokerage.ts';
import { changeCash, lotsOf } from '../../src/core/exchange/book.ts';
import type { Book } from '../../src/core/exchange/book.ts';
import { ledgerEntries } from '../../src/core/exchange/booking.ts';
import type { Booking } from '../../src/core/exchange/booking.ts';
import { isLive } from '../../src/core/exchange/order.ts';
import type { Order } from '../../src/core/exchange/order.ts';
import type { ShareTerms } from '../../src/core/exchange/share-action.ts';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { refusedOrder } from '../../src/feed/trading/place-order.ts';
import type { Books } from '../../src/store/store.ts';
import { LISTINGS, START, act, now, perform, sessionOf } from '../core/exchange/made-up-markets.ts';
import type { Act, Run } from '../core/exchange/made-up-markets.ts';
import { SHARE } from '../core/exchange/made-up-book.ts';
import { NOW, TODAY, newListing, openedStore } from '../support/opened-store.ts';

/** What a market is run under, and in how many pieces its books are opened and written. */
const given = fc.record({
  mayShort: fc.boolean(),
  plan: fc.constantFrom(...PLAN_NAMES),
  participation: fc.constantFrom(0.1, 1),
  pieces: fc.array(fc.array(act, { minLength: 1, maxLength: 15 }), { minLength: 2, maxLength: 5 }),
});
type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never;

const BUYING: Act = {
  do: 'order',
  side: 'BUY',
  quantity: 1,
  prices: 1,
  at: 100,
  product: 'CNC',
  validity: 'GTC',
};
const BAR: Act = { do: 'bar', low: 0, open: 0, close: 200, high: 200, volume: 500 };

class Undone extends Error {}

/** Told by every way to fail; in its place it makes the same markets again. */
const SEED = fc.sample(fc.integer(), 1)[0] ?? 0;
const MARKETS = 60;
/** A machine that is busy with something else looks at fewer markets: the suite's limit tells no seed. */
const ENOUGH_MS = 20_000;

/** Entries as the core has them; bookings that enter nothing have no number. */
function entriesOf(bookings: readonly Booking[]) {
  const entered = bookings.map((booking) => ({ booking, entries: ledgerEntries(booking) }));
  return entered
    .filter(({ entries }) => entries.length > 0)
    .flatMap(({ booking, entries }, place) =>
      entries.map(({ ledger, amountPaise, listingId }) => ({
        journal: place,
        ledger,
        amountPaise,
        at: booking.at,
        session: booking.session,
        listingId: listingId ?? ('listingId' in booking ? booking.listingId : undefined),
      })),
    );
}

/** Compares what is kept with the book that was never put down. */
async function compare(
  books: Books,
  accountId: number,
  { book, bookings }: Run,
  others: readonly Order[],
): Promise<void> {
  const kept = (await books.orders.list()).map((one) => {
    const { placedAt: _, ...order } = one;
    return order;
  });
  const orders = [...book.orders.values(), ...others].toSorted((a, b) => a.orderId - b.orderId);
  expect(kept).toEqual(orders);
  const ledger = await books.ledger.list();
  expect(ledger.map(({ entryId }) => entryId)).toEqual(ledger.map((_, place) => place + 1));
  const journals = [...new Set(ledger.map(({ journal }) => journal))];
  expect(journals, 'in their order').toEqual(journals.toSorted((a, b) => a - b));
  expect(
    ledger.map(({ journal, ledger: name, amountPaise, at, session, listingId }) => ({
      journal: journals.indexOf(journal),
      ledger: name,
      amountPaise,
      at,
      session,
      listingId,
    })),
  ).toEqual(entriesOf(bookings));
  const rules = book.rules;
  const { book: opened } = await books.tradingBooks.open({
    rules,
    session: TODAY,
    accountId,
    listingIds: LISTINGS,
  });
  expect(opened.accounts.get(accountId)?.cashPaise).toBe(book.accounts.get(accountId)?.cashPaise);
  expect(opened.reserved.get(accountId) ?? 0).toBe(book.reserved.get(accountId) ?? 0);
  expect([opened.nextOrderId, opened.nextTradeId]).toEqual([book.nextOrderId, book.nextTradeId]);
  const lots = (one: Book) => LISTINGS.flatMap((id) => lotsOf(one, accountId, id));
  const bare = (one: Book) => lots(one).map((own) => ({ ...own, lotId: undefined }));
  expect(bare(opened)).toEqual(bare(book));
  const live = (one: Book) => [...one.orders.values()].filter(isLive).map((own) => own.orderId);
  expect(live(opened)).toEqual(live(book).toSorted((a, b) => a - b));
}

/** Runs a market twice: over one book, and over books that are written and opened again. */
async function runKept(books: Books, { mayShort, plan, participation, pieces }: Given) {
  const facts = { currency: 'INR', plan, mayShort, createdAt: instant(0) } as const;
  const account = await books.accounts.create({ name: 'kept', ...facts });
  const other = await books.accounts.create({ name: 'other', ...facts });
  if (!account || !other) throw new Error('there were accounts before');
  const { accountId } = account;
  const open = async (session: string) => {
    const wish = { rules: { participation, slippage: 0.0005 }, listingIds: LISTINGS, accountId };
    const { book } = await books.tradingBooks.open({ ...wish, session: sessionDate(session) });
    for (const [id, listing] of book.listings) {
      book.listings.set(id, { ...listing, tickPaise: paise(5) });
    }
    return book;
  };
  const whole: Run = { book: await open(TODAY), bookings: [], minute: 0 };
  const session = sessionDate(sessionOf(whole));
  const deposit: Booking = {
    kind: 'cash',
    cause: 'deposit',
    accountId,
    at: now(whole),
    session,
    amountPaise: paise(START),
    note: 'start',
  };
  changeCash(whole.book, accountId, START);
  whole.bookings.push(deposit);
  const first = await open(TODAY);
  changeCash(first, accountId, START);
  await books.tradingBooks.record(first, [deposit], { placedAt: NOW });
  const others: Order[] = [];
  let minute = 0;
  for (const piece of pieces as readonly Act[][]) {
    const part: Run = { book: await open(sessionOf(whole)), bookings: [], minute };
    for (const one of piece) {
      perform(part, one);
      perform(whole, one);
    }
    minute = part.minute;
    await books.tradingBooks.record(part.book, part.bookings, { placedAt: NOW });
    await compare(books, accountId, whole, others);
    // Somebody else is refused meanwhile, under the number that would have been next.
    const request = {
      accountId: other.accountId,
      side: 'BUY',
      type: 'MARKET',
      quantity: 1,
    } as const;
    const asked = { ...request, validity: 'DAY', product: 'CNC' } as const;
    const placing = { now: NOW, session: TODAY };
    const number = whole.book.nextOrderId++;
    const refused = refusedOrder(number, SHARE, asked, 'no money', placing);
    await books.orders.insert(refused, { placedAt: NOW });
    others.push(refused);
  }
  return whole.bookings;
}

it('books that are written and opened again are those that were never put down', async () => {
  const opened = await openedStore();
  for (const id of Array.from({ length: SHARE + 1 }, (_, place) => place + 1)) {
    expect(await newListing(opened, `SHARE${id}`)).toBe(id);
  }
  let [markets, fills, entries] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(given, async (market) => {
      let bookings: readonly Booking[] = [];
      const run = opened.store.write(async (books) => {
        bookings = await runKept(books, market);
        throw new Undone();
      });
      await run.catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
      markets++;
      fills += bookings.filter(({ kind }) => kind === 'fill').length;
      entries += entriesOf(bookings).length;
    }),
    { numRuns: MARKETS, seed: SEED, interruptAfterTimeLimit: ENOUGH_MS },
  );
  const least = markets === MARKETS ? MARKETS : 0;
  expect(fills, `the markets of seed ${SEED} were not idle`).toBeGreaterThan(least);
  expect(entries, `entries of seed ${SEED}`).toBeGreaterThan(fills * 5);
});

it('more orders and fills than go into one statement are kept as those of one', async () => {
  const opened = await openedStore();
  for (let id = 1; id <= SHARE + 1; id++) await newListing(opened, `SHARE${id}`);
  const orders = Array.from({ length: 150 }, () => BUYING);
  const market: Given = {
    mayShort: false,
    plan: 'percentage',
    participation: 1,
    pieces: [orders, [BAR], [{ ...BUYING, side: 'SELL', quantity: 150 }, BAR]],
  };
  const bookings = await opened.store.write((books) => runKept(books, market));
  expect(bookings.filter(({ kind }) => kind === 'fill')).toHaveLength(151);
});

it('shares of demergers are as old in a book that is opened again, and sold in the same order', async () => {
  const opened = await openedStore();
  for (let id = 1; id <= SHARE + 1; id++) await newListing(opened, `SHARE${id}`);
  const into = { intoListingId: SHARE + 1, costRatio: 0.5 };
  const terms: ShareTerms = { kind: 'demerger', ratio: [1, 2], ...into };
  const demerger: Act = { do: 'action', priced: true, terms };
  const buying: Act[] = [{ ...BUYING, quantity: 20 }, BAR];
  const market: Given = {
    mayShort: false,
    plan: 'none',
    participation: 1,
    pieces: [buying, [demerger, ...buying], [demerger], [demerger]],
  };
  const bookings = await opened.store.write((books) => runKept(books, market));
  expect(bookings.filter(({ kind }) => kind === 'shares')).toHaveLength(3);
});
