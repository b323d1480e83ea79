import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import type { EquityPoint } from '../../../src/core/portfolio/returns.ts';

const FIRST = sessionDate('2026-01-01');

/** A day's value, or that with the money paid in that day. */
export type Day = number | readonly [number, number];

/** A point for each day from 2026-01-01 on. */
export function equity(...values: readonly Day[]): EquityPoint[] {
  return values.map((value, index) => {
    const session = addDays(FIRST, index);
    return typeof value === 'number'
      ? { session, equity: value }
      : { session, equity: value[0], flow: value[1] };
  });
}
