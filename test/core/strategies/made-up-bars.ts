import { dayNumber, sessionDate } from '../../../src/core/market/session-date.ts';
import type { StrategyBars } from '../../../src/core/strategies/strategy.ts';
import { sessionsOf } from '../../support/bars.ts';
import type { Day } from './independent.ts';

/** Days in columns. */
export function barsOf(days: readonly Omit<Day, 'percent'>[]): StrategyBars {
  return {
    open: Float64Array.from(days, ({ open }) => open),
    high: Float64Array.from(days, ({ high }) => high),
    low: Float64Array.from(days, ({ low }) => low),
    close: Float64Array.from(days, ({ close }) => close),
    volume: Float64Array.from(days, ({ volume }) => volume),
    days: Int32Array.from(days, ({ date }) => dayNumber(sessionDate(date))),
  };
}

const SESSIONS = sessionsOf('2015-01-01', '2025-12-31');

/** Days with those closes: the open stands a thousandth below, the range at half a percent. */
export function closing(closes: readonly number[], volume = 1_000_000): Omit<Day, 'percent'>[] {
  return closes.map((close, place) => ({
    date: SESSIONS[place] ?? '',
    open: close * 0.999,
    high: close * 1.005,
    low: close * 0.994,
    close,
    volume,
  }));
}

/** Closes that go on from a price by those percents. */
export function moving(start: number, percents: readonly number[]): number[] {
  const closes = [start];
  for (const percent of percents) closes.push((closes.at(-1) ?? start) * (1 + percent / 100));
  return closes;
}

/** Days of a random walk with surges and limit moves, drawn by the minimal standard generator. */
export function wild(count: number, seed: number): Omit<Day, 'percent'>[] {
  let state = seed;
  const draw = (): number => {
    state = (16_807 * state) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  let close = 100 + 900 * draw();
  return Array.from({ length: count }, (_, place) => {
    const open = close * (1 + (draw() - 0.5) * 0.02);
    const kind = draw();
    const move = kind < 0.06 ? 0.1 : kind < 0.09 ? -0.1 : (draw() - 0.48) * 0.06;
    close = Math.max(1, close * (1 + move));
    const volume = Math.round(500_000 * (1 + draw() + (kind < 0.12 ? 6 * draw() : 0)));
    return {
      date: SESSIONS[place] ?? '',
      open,
      high: Math.max(open, close) * (1 + draw() * 0.01),
      low: Math.min(open, close) * (1 - draw() * 0.01),
      close,
      volume,
    };
  });
}
