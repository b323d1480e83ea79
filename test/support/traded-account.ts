import { acceptOrder } from '../../src/core/exchange/accept.ts';
import { changeCash } from '../../src/core/exchange/book.ts';
import { matchPrint } from '../../src/core/exchange/match.ts';
import type { Side } from '../../src/core/exchange/order.ts';
import { askedListing } from '../../src/core/exchange/traded-listing.ts';
import type { Calendar } from '../../src/core/calendar/calendar.ts';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { instant, readInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { fillRules, orderLimits } from '../../src/kit/trading-rules.ts';
import type { Books, Store } from '../../src/store/store.ts';
import { defaultSettings } from './defaults.ts';

const XNSE = calendarOf('XNSE');
const SETTINGS = defaultSettings({ 'trading.slippage_percent': 0 });

/** What is traded, in rupees, at 10:00 of the session. */
export interface MadeTrade {
  readonly on: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly key?: string;
}

/** An account of a store, for putting through it what the test needs. */
export interface TradedAccount {
  readonly accountId: number;
  /** Money in rupees that comes (above zero) or goes, at 09:30 of the session. */
  cash(on: string, amount: number): Promise<void>;
  trade(listingId: number, trade: MadeTrade): Promise<void>;
}

/** Opens an account without brokerage or slippage; taxes and fees there are. */
export async function tradedAccount(
  store: Store,
  { name = 'main', calendar = XNSE }: { readonly name?: string; readonly calendar?: Calendar } = {},
): Promise<TradedAccount> {
  const made = await store.write((books) =>
    books.accounts.create({
      name,
      currency: 'INR',
      plan: 'none',
      mayShort: false,
      createdAt: instant(0),
    }),
  );
  if (!made) throw new Error(`there is an account "${name}" already`);
  const { accountId } = made;
  const open = async (books: Books, on: string, listingIds: readonly number[]) =>
    books.tradingBooks.open({
      rules: fillRules(SETTINGS),
      session: sessionDate(on),
      accountId,
      listingIds,
    });
  return {
    accountId,
    cash: (on, amount) =>
      store.write(async (books) => {
        const { book } = await open(books, on, []);
        const at = readInstant(`${on}T09:30`);
        const amountPaise = paise(amount * 100);
        const cause = amount > 0 ? ('deposit' as const) : ('withdrawal' as const);
        const facts = { accountId, at, session: sessionDate(on), amountPaise, note: cause };
        changeCash(book, accountId, amountPaise);
        await books.tradingBooks.record(book, [{ kind: 'cash', cause, ...facts }], {
          placedAt: at,
        });
      }),
    trade: (listingId, { on, side, quantity, price, key }) =>
      store.write(async (books) => {
        const { book, listings } = await open(books, on, [listingId]);
        const listing = listings.get(listingId);
        if (!listing) throw new Error(`listing ${listingId} is unknown`);
        const now = readInstant(`${on}T10:00`);
        const limitPaise = paise(Math.round(price * 100));
        const answer = acceptOrder(
          book,
          {
            request: {
              accountId,
              side,
              type: 'LIMIT',
              validity: 'DAY',
              product: 'CNC',
              quantity,
              limitPaise,
            },
            // A share of made-up sessions is on no list.
            listing: { ...askedListing(listing), provisional: false, lastPaise: limitPaise },
            limits: orderLimits(SETTINGS),
            now,
          },
          calendar,
          false,
        );
        if (!answer.accepted) throw new Error(answer.reason);
        const bookings = matchPrint(book, listingId, sessionDate(on), {
          start: instant(now + 60),
          end: instant(now + 120),
          openPaise: limitPaise,
          highPaise: limitPaise,
          lowPaise: limitPaise,
          closePaise: limitPaise,
          volume: 100_000_000,
        });
        const papers = { placedAt: now, ...(key === undefined ? {} : { clientKey: key }) };
        await books.tradingBooks.record(book, bookings, papers);
      }),
  };
}
