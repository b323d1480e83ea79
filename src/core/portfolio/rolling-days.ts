import type { SessionDate } from '../market/session-date.ts';
import type { DailyPerformance } from './account-days.ts';
import { rollingBeta, rollingFigures } from './period-tables.ts';
import { SESSIONS_A_YEAR } from './statistics.ts';

/** How an account did in the window that ends with a session. Fractions; absent where undefined. */
export interface RollingDay {
  readonly session: SessionDate;
  readonly totalReturn: number;
  readonly maxDrawdown: number;
  readonly volatility?: number;
  readonly sharpe?: number;
  /** Over as many sessions whose return of the benchmark is known, the last of them this one. */
  readonly beta?: number;
}

/** The value at each session, NaN where the series of those that have one does not reach it. */
function betasOf(days: readonly DailyPerformance[], window: number): Map<SessionDate, number> {
  const paired = days.filter(({ benchmarkReturn }) => benchmarkReturn !== undefined);
  const betas = rollingBeta(
    {
      own: Float64Array.from(paired, (day) => day.return),
      benchmark: Float64Array.from(paired, ({ benchmarkReturn }) => benchmarkReturn ?? Number.NaN),
    },
    window,
  );
  return new Map(paired.map(({ session }, place) => [session, betas[place] ?? Number.NaN]));
}

const told = <Name extends string>(
  name: Name,
  value = Number.NaN,
): { readonly [Key in Name]?: number } =>
  (Number.isNaN(value) ? {} : { [name]: value }) as { readonly [Key in Name]?: number };

/**
 * The figures of every whole window of sessions, oldest first; none while there are fewer sessions.
 *
 * @param window sessions in each, at least two
 * @param riskFree a year, a fraction
 */
export function rollingDays(
  days: readonly DailyPerformance[],
  window: number,
  riskFree: number,
): RollingDay[] {
  const returns = Float64Array.from(days, (day) => day.return);
  const figures = rollingFigures(returns, window, riskFree / SESSIONS_A_YEAR);
  const betas = betasOf(days, window);
  return days.slice(window - 1).map(({ session }, at) => {
    const place = at + window - 1;
    return {
      session,
      totalReturn: figures.totalReturn[place] ?? Number.NaN,
      maxDrawdown: figures.maxDrawdown[place] ?? Number.NaN,
      ...told('volatility', figures.volatility[place]),
      ...told('sharpe', figures.sharpe[place]),
      ...told('beta', betas.get(session)),
    };
  });
}
