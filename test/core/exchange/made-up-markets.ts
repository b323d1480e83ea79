import * as fc from 'fast-check';
import { PLANS, PLAN_NAMES } from '../../../src/core/charges/brokerage.ts';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { amendOrder } from '../../../src/core/exchange/amend.ts';
import { openBook } from '../../../src/core/exchange/book.ts';
import type { Book } from '../../../src/core/exchange/book.ts';
import type { Booking } from '../../../src/core/exchange/booking.ts';
import { endOrder } from '../../../src/core/exchange/end-order.ts';
import { isLive } from '../../../src/core/exchange/order.ts';
import type { ShareTerms } from '../../../src/core/exchange/share-action.ts';
import { step } from '../../../src/core/exchange/step.ts';
import type { MarketEvent } from '../../../src/core/exchange/step.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { ask, moment } from './made-up-book.ts';

const SESSIONS = ['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27'];
export const START = 5_000_000;
export const LISTINGS = [7, 8];

export type Act =
  | {
      readonly do: 'order';
      readonly side: 'BUY' | 'SELL';
      readonly quantity: number;
      readonly prices: number;
      readonly at: number;
      readonly product: 'CNC' | 'MIS';
      readonly validity: 'DAY' | 'GTC' | 'IOC';
    }
  | {
      readonly do: 'bar';
      readonly low: number;
      readonly open: number;
      readonly close: number;
      readonly high: number;
      readonly volume: number;
    }
  | { readonly do: 'cancel' | 'amend'; readonly which: number; readonly quantity: number }
  | { readonly do: 'square-off' | 'session-end' }
  | { readonly do: 'action'; readonly terms: ShareTerms; readonly priced: boolean };

const ratio = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }));
const terms: fc.Arbitrary<ShareTerms> = fc.oneof(
  ratio.map((r) => ({ kind: 'split' as const, ratio: r })),
  ratio.map((r) => ({ kind: 'bonus' as const, ratio: r })),
  fc
    .integer({ min: 0, max: 90_000_000 })
    .map((n) => ({ kind: 'dividend' as const, perShare: millionths(n) })),
  fc
    .record({ ratio, costRatio: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map((one) => ({ kind: 'demerger' as const, intoListingId: 8, ...one })),
  fc.constant({ kind: 'none' as const, text: 'rights that are not taken up' }),
);
const offset = fc.integer({ min: 0, max: 400 });
export const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      quantity: fc.integer({ min: 1, max: 60 }),
      prices: fc.integer({ min: 0, max: 15 }),
      at: fc.integer({ min: 60, max: 140 }),
      product: fc.constantFrom('CNC' as const, 'MIS' as const),
      validity: fc.constantFrom('DAY' as const, 'GTC' as const, 'IOC' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('bar' as const),
      low: offset,
      open: offset,
      close: offset,
      high: offset,
      volume: fc.integer({ min: 0, max: 500 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'amend' as const),
      which: fc.nat(20),
      quantity: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('square-off' as const, 'session-end' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('action' as const), terms, priced: fc.boolean() }),
  },
);

export interface Run {
  readonly book: Book;
  readonly bookings: Booking[];
  /** One after another: sixty-second bars of four sessions. */
  minute: number;
}

const BARS_A_SESSION = 20;
export const sessionOf = (run: Run): string =>
  SESSIONS[Math.min(SESSIONS.length - 1, Math.floor(run.minute / BARS_A_SESSION))] ?? '';
export const now = (run: Run) => instant(moment(`${sessionOf(run)}T10:00`) + run.minute * 60);

function place(
  run: Run,
  { side, quantity, prices, at, product, validity }: Act & { do: 'order' },
): void {
  const price = at - (at % 5);
  const [limit, trigger, target, stop] = [1, 2, 4, 8].map((bit) => (prices & bit) !== 0);
  const long = side === 'BUY' || product === 'CNC';
  const both = { target: long ? price + 10 : price - 10, stop: long ? price - 10 : price + 10 };
  ask(run.book, side, {
    quantity,
    product,
    validity,
    at: new Date((now(run) + 19_800) * 1000).toISOString().slice(0, 19),
    ...(limit ? { limit: price } : {}),
    ...(trigger ? { trigger: side === 'BUY' ? price - 5 : price + 5 } : {}),
    ...(target ? { target: both.target } : {}),
    ...(stop ? { stop: both.stop } : {}),
  });
}

function eventOf(run: Run, one: Act): MarketEvent | undefined {
  const session = sessionDate(sessionOf(run));
  const at = now(run);
  switch (one.do) {
    case 'bar': {
      const prices = [one.low, one.open, one.close, one.high]
        .map((more) => 6000 + more * 20)
        .sort((a, b) => a - b);
      const [low = 1, open = 1, close = 1, high = 1] = prices;
      run.minute++;
      const print = {
        start: at,
        end: instant(at + 60),
        openPaise: paise(open),
        highPaise: paise(high),
        lowPaise: paise(low),
        closePaise: paise(close),
        volume: one.volume,
      };
      return { kind: 'print', at, listingId: 7, session, print };
    }
    case 'square-off':
    case 'session-end':
      return { kind: one.do, at, listingId: 7, session };
    case 'action': {
      const priced = one.priced ? { exPricePaise: paise(9000) } : {};
      // An action comes before the first bar of its day.
      const ex = sessionDate(
        SESSIONS[Math.min(SESSIONS.length - 1, Math.floor(run.minute / BARS_A_SESSION) + 1)] ?? '',
      );
      run.minute = Math.ceil((run.minute + 1) / BARS_A_SESSION) * BARS_A_SESSION;
      return {
        kind: 'action',
        at: now(run),
        action: { listingId: 7, exDate: ex, at: now(run), terms: one.terms, ...priced },
      };
    }
    case 'order':
    case 'cancel':
    case 'amend':
      return undefined;
  }
}

export function perform(run: Run, one: Act): void {
  const { book, bookings } = run;
  const event = eventOf(run, one);
  if (event) bookings.push(...step(book, event));
  if (one.do === 'order') place(run, one);
  if (one.do !== 'cancel' && one.do !== 'amend') return;
  const orders = [...book.orders.values()].filter(isLive);
  const order = orders[one.which % Math.max(1, orders.length)];
  if (!order) return;
  const at = now(run);
  if (one.do === 'cancel') {
    const session = sessionDate(sessionOf(run));
    bookings.push(...endOrder(book, order.orderId, { at, session }, 'cancelled', 'by hand'));
  } else {
    const listing = {
      listingId: 7,
      symbol: 'TEAPOT&CO',
      series: 'EQ',
      kind: 'share' as const,
      provisional: false,
    };
    amendOrder(
      book,
      order.orderId,
      { quantity: one.quantity },
      { listing, limits: { freezeQuantity: 1000 } },
      at,
    );
  }
}

export const given = fc.record({
  mayShort: fc.boolean(),
  plan: fc.constantFrom(...PLAN_NAMES),
  participation: fc.constantFrom(0.1, 1),
  slippage: fc.constantFrom(0, 0.0005, 0.01),
});

export function newRun({
  mayShort,
  plan,
  participation,
  slippage,
}: {
  mayShort: boolean;
  plan: (typeof PLAN_NAMES)[number];
  participation: number;
  slippage: number;
}): Run {
  return {
    book: openBook({
      rules: { participation, slippage },
      accounts: [{ accountId: 1, cashPaise: paise(START), plan: PLANS[plan], mayShort }],
      listings: LISTINGS.map((listingId) => ({
        listingId,
        exchange: 'XNSE' as const,
        fund: false,
        tickPaise: paise(5),
      })),
      orders: [],
      lots: [],
    }),
    bookings: [],
    minute: 0,
  };
}
