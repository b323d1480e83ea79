import { expect, it } from 'vitest';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import type { RiskHolding } from '../../../src/core/risk/risk-figures.ts';
import { FEWEST_RETURNS, simulateReturns } from '../../../src/core/risk/simulate.ts';

const FIRST = sessionDate('2026-01-01');

/** A holding that rises by the same part each session from its first one on. */
function rising(valuePaise: number, by: number, count: number, from = 0): RiskHolding {
  return {
    listingId: 1,
    symbol: 'ACME',
    quantity: 1,
    valuePaise,
    sessions: Array.from({ length: count }, (_, day) => addDays(FIRST, from + day)),
    closes: Float64Array.from({ length: count }, (_, day) => 100 * (1 + by) ** day),
    volumes: new Float64Array(count).fill(1),
  };
}

it('today’s holdings have the returns of their past, by their part of the account', () => {
  // 600 of 1,000 that rise by 1 %, 100 owed that rise by 2 %
  const holdings = [rising(600, 0.01, 40), rising(-100, 0.02, 30, 10)];
  const simulated = simulateReturns(holdings, 1000, 250);
  expect(simulated?.sessions).toEqual(holdings[1]?.sessions);
  expect(simulated?.returns).toHaveLength(29);
  for (const one of simulated?.returns ?? []) expect(one).toBeCloseTo(0.004, 12);
  expect(simulated?.covered).toBe(1);
});

it('looks back no farther than the window', () => {
  const simulated = simulateReturns([rising(600, 0.01, 40)], 1000, 25);
  expect(simulated?.returns).toHaveLength(25);
  expect(simulated?.sessions[0]).toBe(addDays(FIRST, 14));
});

it('leaves a holding without enough of a past out, and tells how much is in it', () => {
  const simulated = simulateReturns([rising(600, 0.01, 40), rising(-200, 0.5, 20, 20)], 1000, 250);
  expect(simulated?.returns).toHaveLength(39);
  expect(simulated?.covered).toBe(0.75);
});

it('goes over a session that one of them lacks', () => {
  const holed = rising(1000, 0.01, 30);
  const holding = {
    ...holed,
    sessions: holed.sessions.filter((_, day) => day !== 15),
    closes: holed.closes.filter((_, day) => day !== 15),
  };
  const simulated = simulateReturns([holding, rising(0, 0, 30)], 1000, 250);
  expect(simulated?.returns).toHaveLength(28);
  expect(simulated?.returns[14]).toBeCloseTo(1.01 ** 2 - 1, 12);
});

it('tells nothing of fewer returns than are enough, or of an account without value', () => {
  const enough = (count: number) => simulateReturns([rising(600, 0.01, count)], 1000, 250);
  expect(enough(FEWEST_RETURNS + 1)?.returns).toHaveLength(20);
  expect(enough(FEWEST_RETURNS)).toBeUndefined();
  expect(simulateReturns([rising(600, 0.01, 40)], 1000, FEWEST_RETURNS - 1)).toBeUndefined();
  expect(simulateReturns([rising(600, 0.01, 40), rising(600, 0.01, 40, 30)], 1000, 250)).toBe(
    undefined,
  );
  expect([0, -5].map((value) => simulateReturns([rising(600, 0.01, 40)], value, 250))).toEqual([
    undefined,
    undefined,
  ]);
  expect(simulateReturns([], 1000, 250)).toBeUndefined();
  expect(simulateReturns([rising(0, 0.01, 40)], 1000, 250)?.covered).toBe(0);
});
