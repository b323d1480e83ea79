import type { DailyPerformance } from '../../core/portfolio/account-days.ts';

/** What the days won beside flows, paise. */
export function wonIn(days: readonly DailyPerformance[]): number {
  return days.reduce((sum, { dayPaise }) => sum + dayPaise, 0);
}

/** Days' returns compounded; absent where one is not known, or there is no day. */
export function compoundedIn(
  days: readonly DailyPerformance[],
  of: (day: DailyPerformance) => number | undefined,
): number | undefined {
  if (days.length === 0) return undefined;
  let growth = 1;
  for (const day of days) {
    const change = of(day);
    if (change === undefined) return undefined;
    growth *= 1 + change;
  }
  return growth - 1;
}
