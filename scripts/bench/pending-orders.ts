import { PLANS } from '../../src/core/charges/brokerage.ts';
import { openBook, changeCash, changeOrder } from '../../src/core/exchange/book.ts';
import type { CashChange } from '../../src/core/exchange/booking.ts';
import { bookListing } from '../../src/core/exchange/traded-listing.ts';
import { instant, istInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { openStore } from '../../src/store/store.ts';

const SHARES = 2000;
export const PENDING = 10_000;
const SESSION = sessionDate('2026-11-26');
/** When the orders are placed, and the moment at which one minute of every share is there. */
const PLACED = istInstant(SESSION, '10:00');
export const TICK = `${SESSION}T10:01:05`;

/**
 * A desk with ten thousand limit orders over two thousand shares and one minute of prices for all of
 * them.
 *
 * @param limitPaise 10,000 fills each, at the price of the minute; less fills none
 */
export async function makePendingOrders(path: string, limitPaise: number): Promise<void> {
  const opened = await openStore(path);
  await opened.store.write(async (books) => {
    const list = Array.from({ length: SHARES }, (_, place) => ({
      exchange: 'XNSE' as const,
      symbol: `S${place}`,
      series: 'EQ',
      name: `S${place}`,
      kind: 'share' as const,
      isin: `INE${String(place).padStart(6, '0')}010`,
    }));
    await books.instruments.learn(list, sessionDate('2026-01-01'), PLACED);
    const listings = await books.instruments.find(
      'XNSE',
      list.map(({ symbol }) => symbol),
    );
    const price = paise(10_000);
    const prices = { openPaise: price, highPaise: price, lowPaise: price, closePaise: price };
    for (const { listingId } of listings) {
      const bar = { start: PLACED, volume: 100_000, ...prices };
      books.candles.saveIntraday('1m', listingId, 'upstox', [bar]);
    }
    const account = await books.accounts.create({
      name: 'main',
      currency: 'INR',
      plan: 'zero-delivery',
      mayShort: false,
      createdAt: PLACED,
    });
    const accountId = account?.accountId ?? 0;
    const traded = await books.tradedListings.of(
      listings.map(({ listingId }) => listingId),
      SESSION,
    );
    const book = openBook({
      rules: { participation: 1, slippage: 0 },
      accounts: [{ accountId, cashPaise: paise(0), plan: PLANS['zero-delivery'], mayShort: false }],
      listings: traded.map((listing) => bookListing(listing, SESSION)),
      orders: [],
      lots: [],
    });
    const deposit: CashChange = {
      kind: 'cash',
      cause: 'deposit',
      accountId,
      at: PLACED,
      session: SESSION,
      amountPaise: paise(100_000_000_000),
      note: 'deposit',
    };
    changeCash(book, accountId, deposit.amountPaise);
    for (let place = 0; place < PENDING; place++) {
      changeOrder(book, {
        orderId: place + 1,
        accountId,
        listingId: listings[place % SHARES]?.listingId ?? 0,
        side: 'BUY',
        type: 'LIMIT',
        validity: 'GTC',
        product: 'CNC',
        role: 'plain',
        intent: 'open',
        quantity: 10,
        filled: 0,
        valuePaise: paise(0),
        limitPaise: paise(limitPaise),
        triggered: false,
        state: 'open',
        since: instant(PLACED),
        session: SESSION,
        boundPaise: paise(limitPaise),
        dayValuePaise: paise(0),
        daySession: SESSION,
      });
    }
    await books.tradingBooks.record(book, [deposit], { placedAt: PLACED });
  });
  await opened.close();
}
