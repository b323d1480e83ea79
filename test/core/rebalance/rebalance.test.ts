import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paise } from '../../../src/core/market/money.ts';
import { planTrades } from '../../../src/core/rebalance/plan-trades.ts';
import { readWeights } from '../../../src/core/rebalance/read-weights.ts';
import { USUAL_TARGETS } from '../../../src/core/rebalance/target-plan.ts';
import type { TargetPlan } from '../../../src/core/rebalance/target-plan.ts';
import { targetWeights } from '../../../src/core/rebalance/weights.ts';
import { failureFrom } from '../../config/failure-of.ts';

const plan = (facts: Partial<TargetPlan>): TargetPlan => ({
  ...USUAL_TARGETS,
  account: 'main',
  place: 'paperjobs.toml:1',
  ...facts,
});
const closes = (...moves: readonly number[]) => {
  const found = [100];
  for (const move of moves) found.push((found.at(-1) ?? 0) * (1 + move));
  return Float64Array.from(found);
};
const swinging = (size: number, bars = 20) =>
  closes(...Array.from({ length: bars }, (_, bar) => (bar % 2 ? -size : size)));

describe('target weights', () => {
  it('are as written, the same for each, or the index’s own', () => {
    const shares = ['A', 'B'].map((symbol) => ({ symbol, closes: closes() }));
    const of = (facts: Partial<TargetPlan>, published?: Map<string, number>) =>
      Object.fromEntries(targetWeights(plan(facts), shares, published).weights);
    expect(of({ weighting: 'fixed', weights: { A: 60, B: 20 } })).toEqual({ A: 0.6, B: 0.2 });
    expect(of({ weighting: 'equal' })).toEqual({ A: 0.5, B: 0.5 });
    const file = new Map([
      ['A', 9],
      ['B', 3],
      ['GONE', 50],
    ]);
    expect(of({ weighting: 'index' }, file)).toEqual({ A: 0.75, B: 0.25 });
    const lacking = failureFrom(() =>
      targetWeights(plan({ weighting: 'index', index: 'NIFTY50' }), shares, new Map([['A', 1]])),
    );
    expect(lacking.message).toMatch(/a weight of every member of NIFTY50 .*found none of B/);
  });

  it('are by the inverse of volatility: twice the swing, half the weight', () => {
    const shares = [
      { symbol: 'CALM', closes: swinging(0.01) },
      { symbol: 'WILD', closes: swinging(0.02) },
      { symbol: 'NEW', closes: swinging(0.01, 5) },
      { symbol: 'STILL', closes: new Float64Array(30).fill(100) },
    ];
    const { weights, left } = targetWeights(
      plan({ weighting: 'inverse-volatility', windowSessions: 20 }),
      shares,
    );
    expect(weights.get('CALM')).toBeCloseTo(2 / 3, 12);
    expect(weights.get('WILD')).toBeCloseTo(1 / 3, 12);
    expect(left.map(({ symbol }) => symbol)).toEqual(['NEW', 'STILL']);
    expect(left[0]?.why).toMatch(/needs 21 closes that move, 6 are kept/);
  });

  it('are read from a file as exchanges write them', () => {
    const text =
      '\uFEFF"Index weights, made up",,\r\nNo.,Security Symbol,Security Name,Weightage(%)\r\n1,teapot,"Teapot, Limited",60.5\r\n2,M&M,Kettle,39.5%\r\n,,Total,100\r\n';
    expect(Object.fromEntries(readWeights(text, 'w.csv'))).toEqual({ TEAPOT: 60.5, 'M&M': 39.5 });
    const none = failureFrom(() => readWeights('a,b\n1,2\n', 'w.csv'));
    expect(none.message).toMatch(
      /a header with the columns symbol and weight in "w\.csv", found none/,
    );
    const twice = failureFrom(() => readWeights('symbol,weight\nA,1\na,2\n', 'w.csv'));
    expect(twice.message).toMatch(/expected A once in "w\.csv"/);
    const below = failureFrom(() => readWeights('weight,symbol\n1,A\n-1,B\n', 'w.csv'));
    expect(below.message).toMatch(/a weight of at least 0 of B in "w\.csv", found -1/);
    const empty = failureFrom(() => readWeights('symbol,weight\n', 'w.csv'));
    expect(empty.message).toMatch(/a line for each member in "w\.csv", found none/);
    const notes = 'the symbol of each,\nsymbol,weight\nA,0\nB,none\n,5\nC,\n';
    expect(Object.fromEntries(readWeights(notes, 'w.csv'))).toEqual({ A: 0 });
  });
});

const share = (symbol: string, shares: number, rupees: number, weight: number) => ({
  listingId: symbol.charCodeAt(0),
  symbol,
  shares,
  pricePaise: paise(rupees * 100),
  weight,
});

describe('trades towards the weights', () => {
  const rules = { bandPercent: 1, minimumRupees: 1000, cashPercent: 0 };

  it('sell first, buy the largest drift first, and say of the rest why not', () => {
    const lines = planTrades(
      [
        share('A', 700, 100, 0.5),
        share('B', 0, 100, 0.15),
        share('C', 0, 100, 0.3),
        share('D', 45, 100, 0.05),
        share('E', 3, 100, 0),
      ],
      10_000_000,
      rules,
    );
    expect(
      lines.map(({ symbol, side, quantity }) => `${symbol} ${side ?? 'keep'} ${quantity}`),
    ).toEqual(['A SELL 200', 'E SELL 3', 'C BUY 300', 'B BUY 150', 'D keep 0']);
    expect(lines.at(-1)?.reason).toBe('4.5 % of the account, 5 % wanted: inside the band of 1 %');
  });

  it('go by band and smallest trade to the very edge, and by symbol where drifts are equal', () => {
    const [held] = planTrades([share('A', 500, 100, 0.25)], 10_000_000, {
      ...rules,
      bandPercent: 25,
    });
    expect(held?.reason).toBe('50 % of the account, 25 % wanted: inside the band of 25 %');
    const [least] = planTrades([share('A', 0, 100, 0.1)], 1_000_000, rules);
    expect(least).toMatchObject({ side: 'BUY', quantity: 10 });
    const [nothing] = planTrades([share('A', 0, 100, 0)], 1_000_000, rules);
    expect(nothing, 'what is neither held nor wanted').toMatchObject({ quantity: 0, now: 0 });
    expect(nothing).not.toHaveProperty('side');
    const [broke] = planTrades([share('A', 5, 100, 0.5)], 0, rules);
    expect(broke).toMatchObject({ quantity: 0, now: 0, reason: 'the account has no value' });
    const bought = [share('C', 0, 100, 0.25), share('A', 0, 100, 0.25), share('B', 0, 100, 0.5)];
    const order = planTrades([...bought, share('D', 250, 100, 0.25)], 10_000_000, rules);
    expect(order.map(({ symbol }) => symbol)).toEqual(['B', 'A', 'C', 'D']);
    expect(order.map(({ side }) => side)).toEqual(['BUY', 'BUY', 'BUY', undefined]);
  });

  it('are whole per cents to the share, whatever binary fractions make of them', () => {
    for (let percent = 1; percent <= 100; percent++) {
      const weight = percent / 100;
      const [line] = planTrades([share('A', 0, 100, weight)], 100_000_000, {
        ...rules,
        bandPercent: 0,
      });
      expect(line?.quantity, `${percent} %`).toBe(percent * 100);
      const drifted = share('A', percent * 100 + 100, 100, weight);
      const [kept] = planTrades([drifted], 100_000_000, rules);
      expect(kept, `${percent + 1} % held`).toMatchObject({ quantity: 0 });
    }
  });

  it('leave the cash buffer, trade nothing too small, nothing without a price', () => {
    const [bought] = planTrades([share('A', 0, 100, 1)], 10_000_000, { ...rules, cashPercent: 5 });
    expect(bought).toMatchObject({ quantity: 950, target: 0.95 });
    const [small] = planTrades([share('A', 0, 100, 0.02)], 1_000_000, rules);
    expect(small?.reason).toMatch(/200\.00 rupees are less than the smallest trade of 1000/);
    const blank = { listingId: 1, symbol: 'A', shares: 0, weight: 0.5 };
    expect(planTrades([blank], 1_000_000, rules)[0]?.reason).toBe('no price of it is known');
  });

  it('end within a share of every target, and then have nothing more to do', () => {
    const one = fc.record({
      shares: fc.integer({ min: 0, max: 5000 }),
      rupees: fc.integer({ min: 1, max: 5000 }),
      part: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 50 }),
        (made, cash, cashPercent) => {
          const sum = made.reduce((total, { part }) => total + part, 0);
          const shares = made.map(({ shares: held, rupees, part }, place) => ({
            ...share(`S${place}`, held, rupees, sum === 0 ? 0 : part / sum),
            listingId: place,
          }));
          const value =
            cash * 100 + shares.reduce((total, s) => total + s.shares * s.pricePaise, 0);
          if (value === 0) return;
          const exact = { bandPercent: 0, minimumRupees: 0, cashPercent };
          const lines = planTrades(shares, value, exact);
          const after = lines.map((line) => ({
            ...line,
            shares: line.shares + (line.side === 'SELL' ? -1 : 1) * line.quantity,
          }));
          let spent = 0;
          for (const line of after) {
            expect(line.shares).toBeGreaterThanOrEqual(0);
            const price = line.pricePaise ?? 0;
            spent += line.shares * price;
            expect(Math.abs(line.shares * price - line.target * value)).toBeLessThanOrEqual(
              price + 1,
            );
          }
          expect(spent).toBeLessThanOrEqual(value + 1);
          for (const line of planTrades(after, value, exact)) expect(line.quantity).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});
