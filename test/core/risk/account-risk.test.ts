import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import { accountRisk } from '../../../src/core/risk/account-risk.ts';
import type { RiskBasis } from '../../../src/core/risk/account-risk.ts';
import { breachesOf } from '../../../src/core/risk/breaches.ts';
import type { RiskHolding } from '../../../src/core/risk/risk-figures.ts';

const FIRST = sessionDate('2026-01-01');
const sessions = (count: number, from = 0) =>
  Array.from({ length: count }, (_, day) => addDays(FIRST, from + day));

function holding(
  symbol: string,
  valuePaise: number,
  returns: readonly number[],
  facts: Partial<RiskHolding> = {},
): RiskHolding {
  const closes = [100];
  for (const one of returns) closes.push((closes.at(-1) ?? 0) * (1 + one));
  return {
    listingId: symbol.charCodeAt(0),
    symbol,
    sector: 'Tea',
    quantity: 100,
    valuePaise,
    sessions: sessions(closes.length),
    closes: Float64Array.from(closes),
    volumes: new Float64Array(closes.length).fill(1000),
    ...facts,
  };
}

const basis = (facts: Partial<RiskBasis>): RiskBasis => ({
  valuePaise: 1000,
  holdings: [],
  underwater: new Float64Array([0]),
  levels: new Map(),
  window: 250,
  participation: 0.1,
  ...facts,
});

/** 100 returns: −10 % to −1 % in tenths of a per cent, each once, mixed up. */
const HUNDRED = Array.from({ length: 100 }, (_, place) => ((place * 37) % 100) / 1000 - 0.05);

describe('the risk of an account', () => {
  it('is exposure, spread and concentration by hand', () => {
    const { figures, exposures } = accountRisk(
      basis({
        holdings: [
          holding('A', 400, []),
          holding('B', 200, [], { sector: 'Kettles' }),
          holding('C', -200, []),
        ],
      }),
    );
    expect(figures).toMatchObject({
      grossPaise: 800,
      netPaise: 400,
      grossRatio: 0.8,
      netRatio: 0.4,
      largestRatio: 0.4,
      topFiveRatio: 0.8,
      // (1/2)² + (1/4)² + (1/4)²
      concentration: 0.375,
      // 100 shares at a tenth of 1,000 a session
      liquidityDays: 1,
    });
    expect(exposures.map(({ kind, name, valuePaise }) => `${kind} ${name} ${valuePaise}`)).toEqual([
      'symbol A 400',
      'symbol B 200',
      'symbol C -200',
      'sector Kettles 200',
      'sector Tea 200',
    ]);
  });

  it('is value at risk by what the holdings did, weighed by what they are worth now', () => {
    const { figures } = accountRisk(basis({ holdings: [holding('A', 500, HUNDRED)] }));
    // The 5 % quantile of −50 … +49 thousandths is −45.05, by linear interpolation; half is invested.
    expect(figures.historicalVar95).toBeCloseTo(0.04505 / 2, 10);
    expect(figures.historicalVar99).toBeCloseTo(0.04901 / 2, 10);
    // The mean of the five worst: −50 … −46.
    expect(figures.expectedShortfall95).toBeCloseTo(0.048 / 2, 10);
    const deviation = Math.sqrt((100 * 101) / 12) / 1000;
    expect(figures.parametricVar95).toBeCloseTo((1.6448536 * deviation + 0.0005) / 2, 8);
    expect(figures.parametricVar99).toBeCloseTo((2.3263479 * deviation + 0.0005) / 2, 8);
    expect(figures.volatility).toBeCloseTo((deviation * Math.sqrt(252)) / 2, 8);
    expect(figures.returns).toBe(100);
  });

  it('moves with the benchmark by the slope over the same sessions', () => {
    const levels = new Map<ReturnType<typeof sessionDate>, number>();
    let level = 20_000;
    for (const [place, session] of sessions(101).entries()) {
      if (place > 0) level *= 1 + (HUNDRED[place - 1] ?? 0) / 2;
      levels.set(session, level);
    }
    const { figures } = accountRisk(basis({ holdings: [holding('A', 500, HUNDRED)], levels }));
    expect(figures.beta).toBeCloseTo(1, 8);
    expect(figures.pairs).toBe(100);
  });

  it('leaves out who has too short a past, and sessions that not all know', () => {
    const young = holding('B', 300, HUNDRED.slice(0, 5));
    const { figures } = accountRisk(basis({ holdings: [holding('A', 500, HUNDRED), young] }));
    expect(figures.covered).toBeCloseTo(500 / 800, 12);
    expect(figures.historicalVar95).toBeCloseTo(0.04505 / 2, 10);
    const late = holding('C', 300, HUNDRED.slice(0, 40));
    const both = accountRisk(basis({ holdings: [holding('A', 500, HUNDRED), late] }));
    expect(both.figures.returns).toBe(40);
  });

  it('is unknown, not zero, where nothing tells it', () => {
    const { figures } = accountRisk(basis({ holdings: [holding('A', 500, [0.1])] }));
    expect(figures).not.toHaveProperty('historicalVar95');
    expect(figures).not.toHaveProperty('beta');
    const blank = holding('A', 500, HUNDRED, { volumes: new Float64Array() });
    expect(accountRisk(basis({ holdings: [blank] })).figures).not.toHaveProperty('liquidityDays');
    const worthless = accountRisk(basis({ valuePaise: 0, holdings: [holding('A', 500, HUNDRED)] }));
    expect(worthless.figures).not.toHaveProperty('grossRatio');
    expect(accountRisk(basis({})).figures).toMatchObject({ positions: 0, liquidityDays: 0 });
  });

  it('never loses by more when less is held, and a worse day in a hundred than in twenty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 21, maxLength: 60 }),
        fc.integer({ min: 1, max: 900 }),
        (returns, value) => {
          const at = (worth: number) =>
            accountRisk(basis({ holdings: [holding('A', worth, returns)] })).figures;
          const [half, whole] = [at(value / 2), at(value)];
          expect(half.historicalVar95 ?? 0).toBeLessThanOrEqual(
            (whole.historicalVar95 ?? 0) + 1e-12,
          );
          expect(whole.historicalVar99 ?? 0).toBeGreaterThanOrEqual(whole.historicalVar95 ?? 0);
          expect(whole.parametricVar99 ?? 0).toBeGreaterThanOrEqual(whole.parametricVar95 ?? 0);
          expect(whole.expectedShortfall95 ?? 0).toBeGreaterThanOrEqual(
            (whole.historicalVar95 ?? 0) - 1e-12,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is told where it is beyond a limit, with the share or industry that is', () => {
    const risk = accountRisk(
      basis({
        holdings: [holding('A', 500, HUNDRED), holding('B', 100, HUNDRED, { sector: 'Kettles' })],
        underwater: new Float64Array([0, -0.3, -0.2]),
      }),
    );
    const limits = {
      position: 0.4,
      sector: 0.5,
      gross: 0.5,
      positions: 1,
      drawdown: 0.19,
      valueAtRisk: 0.01,
      liquidityDays: 0.5,
    };
    expect(breachesOf(risk, limits).map(({ sentence }) => sentence)).toEqual([
      'the position A is 50 %, more than the 40 % of risk.max_position_percent',
      'what is at stake is 60 %, more than the 50 % of risk.max_gross_percent',
      'the number of holdings is 2, more than the 1 of risk.max_positions',
      'the drawdown is 20 %, more than the 19 % of risk.max_drawdown_percent',
      'the value at risk of a day (95 %) is 2.7 %, more than the 1 % of risk.max_var_percent',
      'the time to close A is 1 sessions, more than the 0.5 sessions of risk.max_liquidity_days',
      'the time to close B is 1 sessions, more than the 0.5 sessions of risk.max_liquidity_days',
    ]);
    expect(breachesOf(risk, {})).toEqual([]);
  });
});
