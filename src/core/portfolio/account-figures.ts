import { addDays } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { equityPoints } from './account-days.ts';
import type { DailyPerformance } from './account-days.ts';
import { performanceOf } from './performance.ts';
import type { Performance } from './performance.ts';

/**
 * All figures of an account from its days, against the index of prices where that is known.
 *
 * @param days from the account's first session on, oldest first
 * @param riskFree a year, a fraction
 */
export function accountFigures(days: readonly DailyPerformance[], riskFree: number): Performance {
  const [first] = days;
  if (!first) return performanceOf([], { riskFree });
  const start = addDays(first.session, -1);
  const known = days.flatMap(({ session, benchmarkSince }): [SessionDate, number][] =>
    benchmarkSince === undefined ? [] : [[session, 1 + benchmarkSince]],
  );
  // Where the level before the first session is not known, the index begins with the first that is.
  const before: [SessionDate, number][] = first.benchmarkReturn === undefined ? [] : [[start, 1]];
  const figures = performanceOf(equityPoints(days, start), {
    riskFree,
    ...(known.length === 0 ? {} : { benchmark: new Map([...before, ...known]) }),
  });
  return { ...figures, from: first.session };
}
