import { describe, expect, it } from 'vitest';
import { NO_CHARGES } from '../../../src/core/charges/charges.ts';
import { cashEffect, ledgerEntries } from '../../../src/core/exchange/booking.ts';
import type { Booking } from '../../../src/core/exchange/booking.ts';
import type { Closing } from '../../../src/core/exchange/lot.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, SHARE, moment } from './made-up-book.ts';

const WHEN = { accountId: 1, listingId: SHARE, at: moment('10:00'), session: sessionDate(DAY) };
const closing = (quantity: number, cost: number, proceeds: number): Closing => ({
  lotId: 1,
  product: 'CNC',
  openedOn: WHEN.session,
  quantity,
  costPaise: paise(cost),
  proceedsPaise: paise(proceeds),
});

function fill(side: 'BUY' | 'SELL', quantity: number, closings: readonly Closing[]): Booking {
  return {
    ...WHEN,
    kind: 'fill',
    tradeId: 1,
    orderId: 1,
    side,
    product: 'CNC',
    quantity,
    pricePaise: paise(120),
    charges: { ...NO_CHARGES, stt: paise(5), gst: paise(2) },
    closings,
  };
}

const cash = (
  cause: 'dividend' | 'fraction' | 'deposit' | 'withdrawal',
  amount: number,
): Booking => ({ ...WHEN, kind: 'cash', cause, amountPaise: paise(amount), note: '' });

const shares = (closings: readonly Closing[]): Booking => ({
  ...WHEN,
  kind: 'shares',
  tradeId: 1,
  cause: 'consolidation',
  side: 'SELL',
  product: 'CNC',
  quantity: 10,
  closings,
});

describe('double entry', () => {
  it.each<[string, Booking, Record<string, number>]>([
    [
      'bought: cash becomes shares and charges',
      fill('BUY', 10, []),
      { cash: -1207, shares: 1200, 'charges.stt': 5, 'charges.gst': 2 },
    ],
    [
      'sold with a gain: shares leave at their cost',
      fill('SELL', 10, [closing(10, 1000, 1200)]),
      { cash: 1193, shares: -1000, gains: -200, 'charges.stt': 5, 'charges.gst': 2 },
    ],
    ['a dividend', cash('dividend', 30), { cash: 30, dividends: -30 }],
    ['a part of a share', cash('fraction', 30), { cash: 30, gains: -30 }],
    ['paid in', cash('deposit', 500), { cash: 500, capital: -500 }],
    ['taken out', cash('withdrawal', -500), { cash: -500, capital: 500 }],
    [
      'shares that ended for their part of one',
      shares([closing(0, 1140, 990)]),
      { cash: 990, shares: -1140, gains: 150 },
    ],
    ['shares that a company joined', shares([]), {}],
  ])('%s', (_, booking, expected) => {
    const entries = ledgerEntries(booking);
    expect(Object.fromEntries(entries.map((one) => [one.ledger, one.amountPaise]))).toEqual(
      expected,
    );
    expect(entries).toHaveLength(Object.keys(expected).length);
    expect(
      entries.reduce((sum, one) => sum + one.amountPaise, 0),
      'adds up to nothing',
    ).toBe(0);
    expect(cashEffect(booking)).toBe(expected['cash'] ?? 0);
  });

  it('what a demerger carries over leaves the one share and comes to the other', () => {
    const carried = { fromListingId: SHARE + 1, costPaise: paise(300) };
    const booking: Booking = { ...shares([]), carried } as Booking;
    expect(ledgerEntries(booking)).toEqual([
      { ledger: 'shares', amountPaise: -300, listingId: SHARE + 1 },
      { ledger: 'shares', amountPaise: 300 },
    ]);
    expect(cashEffect(booking)).toBe(0);
  });
});
