import { describe, expect, it } from 'vitest';
import { costOf, realised, takeFirstIn } from '../../../src/core/exchange/lot.ts';
import type { Lot } from '../../../src/core/exchange/lot.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, SHARE, moment } from './made-up-book.ts';

const lot = (lotId: number, quantity: number, cost: number): Lot => ({
  lotId,
  accountId: 1,
  listingId: SHARE,
  product: 'CNC',
  quantity,
  costPaise: paise(cost),
  openedAt: moment('10:00'),
  openedOn: sessionDate(DAY),
});

describe('the cost of a part', () => {
  // whole paise for each share, then so much of the paise that are over, rounded towards zero
  it.each([
    [100, 3, 1, 33],
    [100, 3, 2, 66],
    [200, 3, 1, 66],
    [101, 3, 2, 67],
    [101, 3, 3, 101],
    [-101, -3, -2, -67],
    [-200, -3, -1, -66],
  ])('of %d for %d shares, %d of them cost %d', (cost, quantity, part, expected) => {
    expect(costOf(paise(cost), quantity, part)).toBe(expected);
  });
});

describe('closing shares', () => {
  it('takes the oldest first, and leaves the rest of a cost with the rest of the shares', () => {
    const { lots, closings } = takeFirstIn([lot(1, 4, 400), lot(2, 3, 500)], 5, paise(120));
    expect(lots).toMatchObject([
      { lotId: 1, quantity: 0, costPaise: 0 },
      { lotId: 2, quantity: 2, costPaise: 334 },
    ]);
    expect(closings).toMatchObject([
      { lotId: 1, quantity: 4, costPaise: 400, proceedsPaise: 480 },
      { lotId: 2, quantity: 1, costPaise: 166, proceedsPaise: 120 },
    ]);
    expect(realised(closings)).toBe(480 - 400 + 120 - 166);
  });

  it('leaves a lot alone that is not needed', () => {
    const second = lot(2, 3, 500);
    expect(takeFirstIn([lot(1, 4, 400), second], 4, paise(1)).lots[1]).toBe(second);
  });

  it('buys back what was sold short: a lower price gains', () => {
    const { lots, closings } = takeFirstIn([lot(1, -4, -400)], 3, paise(90));
    expect(lots).toMatchObject([{ quantity: -1, costPaise: -100 }]);
    expect(realised(closings)).toBe(30);
  });
});
