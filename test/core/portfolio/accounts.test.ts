import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../../../src/core/market/session-date.ts';
import { accountFigures } from '../../../src/core/portfolio/account-figures.ts';
import { dailyPerformance } from '../../../src/core/portfolio/account-days.ts';
import { monthlyPerformance } from '../../../src/core/portfolio/account-months.ts';
import { tradesBySession } from '../../../src/core/portfolio/booked-trades.ts';
import { closedTrades } from '../../../src/core/portfolio/closed-trades.ts';
import type { BookedTrade } from '../../../src/core/portfolio/closed-trades.ts';
import { strategyPerformance } from '../../../src/core/portfolio/strategy-performance.ts';
import { FIRST, START, closes } from './account-closes.ts';
import { BY_HAND, strategiesOf, strategyKey } from '../../../src/core/portfolio/strategy-tag.ts';

it('a withdrawal is no loss, and the first day counts against what was paid in', () => {
  const days = dailyPerformance(closes([110, 100], [110, 0], [60, -50]), START, {});
  expect(days.map((day) => day.return)).toEqual([110 / 100 - 1, 0, 0]);
  expect(days.at(-1)?.totalReturn).toBeCloseTo(0.1, 12);
});

it('a hole in the benchmark is told in two returns, and nothing is filled in', () => {
  const price = new Map([
    [START, 100],
    [FIRST, 110],
    [addDays(FIRST, 2), 121],
    [addDays(FIRST, 3), 121],
  ]);
  const days = dailyPerformance(closes([1, 1], [1, 0], [1, 0], [1, 0]), START, { price });
  const returns = days.map(({ benchmarkReturn }) => benchmarkReturn);
  expect(returns[0]).toBeCloseTo(0.1, 12);
  expect(returns.slice(1)).toEqual([undefined, undefined, 0]);
  expect(days[2]?.benchmarkSince, 'levels on both ends are known').toBeCloseTo(0.21, 12);
  const [january, february] = monthlyPerformance(days, []);
  expect([january?.benchmarkReturn, february?.benchmarkReturn]).toEqual([undefined, undefined]);
});

it('months compound to the whole, and add up what was won', () => {
  const values = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 1000 })),
    { minLength: 1, maxLength: 80 },
  );
  fc.assert(
    fc.property(values, (given) => {
      const [[value] = [1], ...rest] = given;
      const days = dailyPerformance(closes([value, value], ...rest), START, {});
      const months = monthlyPerformance(days, []);
      const whole = months.reduce((growth, month) => growth * (1 + month.return), 1) - 1;
      const last = days.at(-1)?.totalReturn ?? 0;
      expect(whole).toBeCloseTo(last, Math.abs(last) > 1e3 ? 2 : 8);
      const won = months.reduce((sum, { wonPaise }) => sum + wonPaise, 0);
      const flow = months.reduce((sum, { flowPaise }) => sum + flowPaise, 0);
      expect(won + flow).toBe(days.at(-1)?.valuePaise);
      expect(accountFigures(days, 0.065).totalReturn).toBeCloseTo(last, 6);
    }),
    { numRuns: 60 },
  );
});

const trade = (facts: Partial<BookedTrade>): BookedTrade => ({
  tradeId: 1,
  listingId: 1,
  session: FIRST,
  closed: 0,
  quantity: 10,
  realisedPaise: 0,
  chargesPaise: 0,
  strategy: 'turtle',
  ...facts,
});

it('charges of opening go with the shares, a half with a half', () => {
  const closed = closedTrades([
    trade({ chargesPaise: 100 }),
    trade({ tradeId: 2, quantity: 5, closed: 5, realisedPaise: 500, chargesPaise: 30 }),
    trade({ tradeId: 3, quantity: 5, closed: 5, realisedPaise: -500, chargesPaise: 30 }),
  ]);
  expect(closed.map(({ profitPaise }) => profitPaise)).toEqual([500 - 30 - 50, -500 - 30 - 50]);
});

it('a trade that turns a position around pays for its closing half, the other half goes on', () => {
  const closed = closedTrades([
    trade({ quantity: 5, chargesPaise: 20 }),
    trade({ tradeId: 2, quantity: 10, closed: 5, realisedPaise: 500, chargesPaise: 30 }),
    trade({ tradeId: 3, quantity: 5, closed: 5, realisedPaise: 300, chargesPaise: 11 }),
    trade({ tradeId: 4, listingId: 2, quantity: 5, closed: 5, realisedPaise: 7, chargesPaise: 3 }),
  ]);
  // 500 − 20 − 15; 300 − 15 − 11; of the last the opening is not told
  expect(closed.map(({ profitPaise }) => profitPaise)).toEqual([465, 274, 4]);
});

it('trades of several sessions are told by session, oldest first', () => {
  const [second, third] = [addDays(FIRST, 1), addDays(FIRST, 2)];
  const trades = [
    trade({ tradeId: 1, session: second, chargesPaise: 10 }),
    trade({ tradeId: 2, session: third, closed: 4, quantity: 4, realisedPaise: 50 }),
    trade({
      tradeId: 3,
      session: third,
      closed: 3,
      quantity: 3,
      realisedPaise: -20,
      chargesPaise: 2,
    }),
    trade({ tradeId: 4, session: FIRST, listingId: 2, chargesPaise: 5 }),
    trade({ tradeId: 5, session: third, closed: 3, quantity: 3, realisedPaise: 3 }),
  ];
  const none = { wins: 0, losses: 0, realisedPaise: 0 };
  // the last wins 3 and pays 3 of the opening's charges: neither won nor lost
  expect(tradesBySession(trades, closedTrades(trades))).toEqual([
    { session: FIRST, trades: 1, ...none, chargesPaise: 5 },
    { session: second, trades: 1, ...none, chargesPaise: 10 },
    { session: third, trades: 3, wins: 1, losses: 1, realisedPaise: 33, chargesPaise: 2 },
  ]);
});

it('of an account that is flat again, profits are what was realised less every charge', () => {
  const round = fc.record({
    parts: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
    charges: fc.integer({ min: 0, max: 10_000 }),
    realised: fc.integer({ min: -100_000, max: 100_000 }),
  });
  fc.assert(
    fc.property(fc.array(round, { minLength: 1, maxLength: 8 }), (rounds) => {
      const trades = rounds.flatMap(({ parts, charges, realised }, place) => {
        const quantity = parts.reduce((sum, part) => sum + part, 0);
        return [
          trade({ tradeId: place * 10, quantity, chargesPaise: charges }),
          ...parts.map((part, at) =>
            trade({
              tradeId: place * 10 + at + 1,
              quantity: part,
              closed: part,
              realisedPaise: realised,
              chargesPaise: charges,
            }),
          ),
        ];
      });
      const closed = closedTrades(trades);
      const profit = closed.reduce((sum, { profitPaise }) => sum + profitPaise, 0);
      const net = trades.reduce((sum, one) => sum + one.realisedPaise - one.chargesPaise, 0);
      expect(Math.abs(profit - net), 'but for rounding').toBeLessThanOrEqual(closed.length);
      const last = strategyPerformance(trades, closed).at(-1);
      expect(last?.fills).toBe(trades.length);
      const sessions = tradesBySession(trades, closed);
      const told = sessions.reduce((sum, { wins, losses }) => sum + wins + losses, 0);
      expect(told).toBe(closed.filter(({ profitPaise }) => profitPaise !== 0).length);
    }),
    { numRuns: 60 },
  );
});

it('each strategy is told of by itself, session for session', () => {
  const second = addDays(FIRST, 1);
  const trades = [
    trade({ chargesPaise: 10 }),
    trade({ tradeId: 2, listingId: 2, strategy: 'grid', chargesPaise: 1 }),
    trade({ tradeId: 3, closed: 4, quantity: 4, realisedPaise: 100, session: second }),
    trade({ tradeId: 4, closed: 6, quantity: 6, realisedPaise: -60, session: second }),
    trade({
      tradeId: 5,
      listingId: 2,
      strategy: 'grid',
      closed: 10,
      realisedPaise: 7,
      session: second,
    }),
  ];
  const course = strategyPerformance(trades, closedTrades(trades));
  expect(
    course.map(({ strategy, from, session, fills, realisedPaise, chargesPaise, closed }) => [
      `${strategy} ${from} ${session}`,
      [fills, realisedPaise, chargesPaise, closed.trades, closed.wins, closed.losses],
    ]),
  ).toEqual([
    [`grid ${FIRST} ${FIRST}`, [1, 0, 1, 0, 0, 0]],
    [`grid ${FIRST} ${second}`, [2, 7, 1, 1, 1, 0]],
    [`turtle ${FIRST} ${FIRST}`, [1, 0, 10, 0, 0, 0]],
    [`turtle ${FIRST} ${second}`, [3, 40, 10, 2, 1, 1]],
  ]);
});

it('shares that a company gave are nobody’s trade', () => {
  const { strategy: _, ...given } = trade({ quantity: 10 });
  const sold = trade({ tradeId: 2, quantity: 20, closed: 20, realisedPaise: 100 });
  const trades = [trade({}), given, sold];
  expect(tradesBySession(trades, closedTrades(trades))).toMatchObject([{ trades: 2, wins: 1 }]);
  expect(strategyPerformance(trades, closedTrades(trades)).at(-1)).toMatchObject({ fills: 2 });
});

it('an order is of the strategy that its name tells, or of its parent’s', () => {
  const strategyOf = strategiesOf([
    { orderId: 1, clientKey: strategyKey('turtle', '2026-01-30 ACME') },
    { orderId: 2, parentId: 1 },
    { orderId: 3, clientKey: 'mine' },
    { orderId: 4, parentId: 4 },
  ]);
  expect([1, 2, 3, 4, 5].map(strategyOf)).toEqual(['turtle', 'turtle', BY_HAND, BY_HAND, BY_HAND]);
});
