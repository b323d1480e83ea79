import { PLANS } from '../../../src/core/charges/brokerage.ts';
import type { BrokeragePlan } from '../../../src/core/charges/brokerage.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { acceptOrder } from '../../../src/core/exchange/accept.ts';
import type { Acceptance } from '../../../src/core/exchange/accept.ts';
import { openBook } from '../../../src/core/exchange/book.ts';
import type { Book, BookAccount, BookListing } from '../../../src/core/exchange/book.ts';
import type { Booking, Fill } from '../../../src/core/exchange/booking.ts';
import { matchPrint } from '../../../src/core/exchange/match.ts';
import type { Order } from '../../../src/core/exchange/order.ts';
import type { AskedListing, OrderRequest } from '../../../src/core/exchange/order-request.ts';
import type { Print } from '../../../src/core/exchange/touch.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import type { Instant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

export const DAY = '2026-11-26';
export const XNSE = calendarOf('XNSE');
export const SHARE = 7;

/** `10:01` on the usual day, or a whole moment. */
export const moment = (text: string): Instant =>
  readInstant(text.length === 5 ? `${DAY}T${text}` : text);

const ACCOUNT: BookAccount = {
  accountId: 1,
  cashPaise: paise(100_000_000),
  plan: PLANS.none,
  mayShort: false,
};
const LISTING: BookListing = {
  listingId: SHARE,
  exchange: 'XNSE',
  fund: false,
  tickPaise: paise(5),
};

export interface BookGiven {
  readonly account?: Partial<BookAccount>;
  readonly listing?: Partial<BookListing>;
  readonly plan?: BrokeragePlan;
  readonly participation?: number;
  readonly slippage?: number;
}

/** A book of one account with ten lakh rupees, no charges but taxes, no slippage unless asked. */
export function madeUpBook(given: BookGiven = {}): Book {
  return openBook({
    rules: { participation: given.participation ?? 1, slippage: given.slippage ?? 0 },
    accounts: [{ ...ACCOUNT, ...(given.plan ? { plan: given.plan } : {}), ...given.account }],
    listings: [
      { ...LISTING, ...given.listing },
      { ...LISTING, listingId: SHARE + 1 },
    ],
    orders: [],
    lots: [],
  });
}

const LISTED: AskedListing = {
  listingId: SHARE,
  symbol: 'TEAPOT&CO',
  series: 'EQ',
  kind: 'share',
  provisional: false,
  lastPaise: paise(10_000),
};

/** In rupees; `at` is a time of the usual day. */
export interface AskedFor {
  readonly quantity: number;
  readonly type?: OrderRequest['type'];
  readonly validity?: OrderRequest['validity'];
  readonly product?: OrderRequest['product'];
  readonly limit?: number;
  readonly trigger?: number;
  readonly target?: number;
  readonly stop?: number;
  readonly at?: string;
  readonly listing?: Partial<AskedListing>;
  readonly account?: number;
  readonly maxValue?: number;
  readonly freeze?: number;
}

const priced = (name: string, rupees: number | undefined) =>
  rupees === undefined ? {} : { [name]: paise(Math.round(rupees * 100)) };

/** Asks for an order; its type follows from its prices unless told. */
export function ask(book: Book, side: 'BUY' | 'SELL', asked: AskedFor): Acceptance {
  const { limit, trigger } = asked;
  const guessed =
    trigger === undefined
      ? limit === undefined
        ? 'MARKET'
        : 'LIMIT'
      : limit === undefined
        ? 'STOP'
        : 'STOP_LIMIT';
  return acceptOrder(
    book,
    {
      request: {
        accountId: asked.account ?? 1,
        side,
        type: asked.type ?? guessed,
        validity: asked.validity ?? 'DAY',
        product: asked.product ?? 'CNC',
        quantity: asked.quantity,
        ...priced('limitPaise', limit),
        ...priced('triggerPaise', trigger),
        ...priced('targetPaise', asked.target),
        ...priced('stopPaise', asked.stop),
      },
      listing: { ...LISTED, ...asked.listing },
      limits: {
        freezeQuantity: asked.freeze ?? 1_000_000,
        ...priced('maxValuePaise', asked.maxValue),
      },
      now: moment(asked.at ?? '10:00'),
    },
    XNSE,
    false,
  );
}

/** Asks for an order that must be taken. @returns the order, or the target of a sale's pair */
export function place(book: Book, side: 'BUY' | 'SELL', asked: AskedFor): Order {
  const answer = ask(book, side, asked);
  const [order] = answer.accepted ? answer.orders : [];
  if (!order) throw new Error(answer.accepted ? 'no order came of it' : answer.reason);
  return order;
}

/** A one-minute bar in rupees: open, high, low, close, volume. */
export function bar(
  start: string,
  [open, high, low, close]: readonly [number, number, number, number],
  volume = 1_000_000,
): Print {
  const inPaise = (rupees: number) => paise(Math.round(rupees * 100));
  return {
    start: moment(start),
    end: (moment(start) + 60) as Instant,
    openPaise: inPaise(open),
    highPaise: inPaise(high),
    lowPaise: inPaise(low),
    closePaise: inPaise(close),
    volume,
  };
}

/** Lets a bar of the usual day, or of the day that its start names, pass. */
export function pass(
  book: Book,
  start: string,
  prices: readonly [number, number, number, number],
  volume?: number,
): Booking[] {
  const day = start.length === 5 ? DAY : start.slice(0, 10);
  return matchPrint(book, SHARE, sessionDate(day), bar(start, prices, volume));
}

/** Fills as `BUY 10 at 95`, in their order. */
export function fillsIn(bookings: readonly Booking[]): string[] {
  return bookings
    .filter((booking): booking is Fill => booking.kind === 'fill')
    .map(({ side, quantity, pricePaise }) => `${side} ${quantity} at ${pricePaise / 100}`);
}

/** What became of an order: `filled 10/10`, with the reason where there is one. */
export function fate(book: Book, { orderId }: Order): string {
  const order = book.orders.get(orderId);
  if (!order) return 'nowhere';
  const told = order.reason === undefined ? '' : `: ${order.reason}`;
  return `${order.state} ${order.filled}/${order.quantity}${told}`;
}
