import { describe, expect, it } from 'vitest';
import {
  askedListing,
  bookListing,
  hasDerivatives,
  lastPrice,
} from '../../../src/core/exchange/traded-listing.ts';
import type { TradedListing } from '../../../src/core/exchange/traded-listing.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, SHARE, moment } from './made-up-book.ts';

const LISTING: TradedListing = {
  listingId: SHARE,
  instrumentId: 1,
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  series: 'EQ',
  kind: 'share',
  provisional: false,
  pricedBy: SHARE,
  delisted: false,
};
const TODAY = sessionDate(DAY);
const close = (session: string, price: number) => ({
  close: { session: sessionDate(session), closePaise: paise(price) },
});
const quote = (time: string, more: Partial<NonNullable<TradedListing['quote']>> = {}) => ({
  quote: { lastPaise: paise(11_000), at: moment(time), ...more },
});
const TOLD = { lowerPaise: paise(9500), upperPaise: paise(10_500) };

describe('the limits of a session', () => {
  const limits = (more: Partial<TradedListing>) => {
    const { lowerPaise, upperPaise } = bookListing({ ...LISTING, ...more }, TODAY);
    return [lowerPaise, upperPaise];
  };

  it.each<[string, Partial<TradedListing>, (number | undefined)[]]>([
    ['nothing is known', {}, [undefined, undefined]],
    [
      'the band around the close before',
      { ...close('2026-11-25', 10_000), bandPercent: 20 },
      [8000, 12_000],
    ],
    // Five for one since then: around 20.00
    [
      'the band around the close in shares of after a split',
      { ...close('2026-11-25', 10_000), bandPercent: 20, sharesSinceClose: 0.2 },
      [1600, 2400],
    ],
    // 123.47 ± 5 % is 117.2965 to 129.6435; inwards onto steps of one paisa
    [
      'onto the tick, inwards',
      { ...close('2026-11-25', 12_347), bandPercent: 5 },
      [11_730, 12_964],
    ],
    // the same onto steps of five
    [
      'onto a coarser tick, inwards',
      { ...close('2026-11-25', 12_347), bandPercent: 5, monthClosePaise: paise(30_000) },
      [11_730, 12_960],
    ],
    [
      'no band is told: none',
      { ...close('2026-11-25', 10_000), bandPercent: null },
      [undefined, undefined],
    ],
    [
      'the close of the day itself tells nothing of it',
      { ...close(DAY, 10_000), bandPercent: 20 },
      [undefined, undefined],
    ],
    [
      'as the exchange tells them on the day',
      { ...quote('09:20', TOLD), ...close('2026-11-25', 10_000), bandPercent: 20 },
      [9500, 10_500],
    ],
    [
      'those of another day do not count',
      { ...quote('2026-11-25T15:00', TOLD), ...close('2026-11-25', 10_000), bandPercent: 20 },
      [8000, 12_000],
    ],
    [
      'one of the two is none',
      {
        ...quote('09:20', { lowerPaise: paise(9500) }),
        ...close('2026-11-25', 10_000),
        bandPercent: 20,
      },
      [8000, 12_000],
    ],
  ])('%s', (_, more, expected) => {
    expect(limits(more)).toEqual(expected);
  });

  it('of a session to come are around the close before it, not around an older one', () => {
    const listing = { ...LISTING, ...close('2026-11-25', 10_000), bandPercent: 20 };
    const next = sessionDate('2026-11-27');
    expect(bookListing(listing, next)).toMatchObject({ lowerPaise: 8000, upperPaise: 12_000 });
    expect(bookListing(listing, next, TODAY)).not.toHaveProperty('upperPaise');
    const closed = { ...listing, ...close(DAY, 11_000) };
    expect(bookListing(closed, next, TODAY)).toMatchObject({
      lowerPaise: 8800,
      upperPaise: 13_200,
    });
  });
});

it.each([
  ['XNSE', 'share', 30_000, 5],
  ['XBOM', 'share', 30_000, 5],
  ['XNSE', 'etf', 30_000, 1],
  ['XNYS', 'share', 30_000, 1],
] as const)(
  'on %s a %s that closed the month at %d paise steps by %d',
  (exchange, kind, month, tick) => {
    const monthClosePaise = paise(month);
    const { tickPaise, fund } = bookListing({ ...LISTING, exchange, kind, monthClosePaise }, TODAY);
    expect([tickPaise, fund]).toEqual([tick, kind === 'etf']);
  },
);

it('after a split in the month the step is that of the new price', () => {
  const month = { ...LISTING, monthClosePaise: paise(30_000) };
  expect(bookListing(month, TODAY).tickPaise).toBe(5);
  expect(bookListing({ ...month, sharesInMonth: 0.5 }, TODAY).tickPaise).toBe(1);
});

it('acceptance looks at the last price in shares of the session', () => {
  const split = { ...LISTING, ...close('2026-11-25', 10_000), sharesSinceClose: 0.2 };
  expect(askedListing(split).lastPaise).toBe(2000);
  const half = { ...split, ...close('2026-11-25', 10_001), sharesSinceClose: 0.5 };
  expect(askedListing(half).lastPaise, '50.005 is 50.01').toBe(5001);
  expect(askedListing({ ...split, ...quote('2026-11-25T15:00') }).lastPaise).toBe(2200);
  expect(askedListing({ ...split, ...quote('09:20') }).lastPaise, 'of the session').toBe(11_000);
});

it('the last price is the newer of the last quote and the last close', () => {
  expect(lastPrice(LISTING)).toBeUndefined();
  expect(lastPrice({ ...LISTING, ...quote('09:20') })).toBe(11_000);
  expect(lastPrice({ ...LISTING, ...close('2026-11-25', 10_000) })).toBe(10_000);
  const both = (time: string) => ({ ...LISTING, ...quote(time), ...close('2026-11-25', 10_000) });
  expect(
    ['09:20', '2026-11-25T15:00', '2026-11-24T15:00'].map((time) => lastPrice(both(time))),
  ).toEqual([11_000, 11_000, 10_000]);
});

it('acceptance is told the price where there is one, and that a share is gone', () => {
  expect(askedListing(LISTING)).toStrictEqual({
    listingId: SHARE,
    symbol: 'TEAPOT&CO',
    series: 'EQ',
    kind: 'share',
    provisional: false,
  });
  expect(askedListing({ ...LISTING, delisted: true, ...quote('09:20') })).toMatchObject({
    suspended: 'no list of the exchange names it any more',
    lastPaise: 11_000,
  });
});

it('a share without a fixed band has futures', () => {
  expect(hasDerivatives({ bandPercent: null })).toBe(true);
  expect([hasDerivatives({ bandPercent: 20 }), hasDerivatives({})]).toEqual([false, false]);
});
