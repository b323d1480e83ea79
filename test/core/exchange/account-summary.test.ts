import { expect, it } from 'vitest';
import { summarise } from '../../../src/core/exchange/account-summary.ts';
import type { Holding } from '../../../src/core/exchange/account-summary.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, moment } from './made-up-book.ts';

const at = moment('15:30');
const OF = {
  accountId: 1,
  session: sessionDate(DAY),
  official: true,
  takenAt: at,
  closes: true,
} as const;
const TOTALS = {
  cashPaise: paise(5000),
  realisedPaise: paise(70),
  chargesPaise: paise(8),
  dividendsPaise: paise(9),
  flowPaise: paise(1000),
};

function holding(quantity: number, cost: number, price?: number, stale = false): Holding {
  const mark = price === undefined ? {} : { mark: { pricePaise: paise(price), at, stale } };
  return { listingId: 1, quantity, costPaise: paise(cost), ...mark };
}

it('an account is its cash and what its holdings would fetch; those owed count against it', () => {
  const holdings = [
    holding(10, 1000, 120),
    holding(-5, -600, 110, true),
    holding(4, 333),
    holding(0, 0, 99),
  ];
  // 1,200 − 550, and 333 at cost
  expect(summarise(OF, TOTALS, holdings, paise(4500))).toEqual({
    ...OF,
    ...TOTALS,
    sharesPaise: 983,
    valuePaise: 5983,
    unrealisedPaise: 983 - (1000 - 600 + 333),
    dayPaise: 5983 - 4500 - 1000,
    positions: 3,
    stale: 2,
  });
  expect(summarise(OF, TOTALS, [], undefined)).toMatchObject({ valuePaise: 5000, dayPaise: 4000 });
});
