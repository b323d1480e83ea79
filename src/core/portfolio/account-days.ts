import type { SessionDate } from '../market/session-date.ts';
import { underwater } from './drawdown.ts';
import { dailyReturns, growthOf } from './returns.ts';
import type { EquityPoint } from './returns.ts';

/** An account at the end of a session. Money in paise. */
export interface AccountClose {
  readonly session: SessionDate;
  readonly valuePaise: number;
  /** Paid in less taken out since the close before. */
  readonly flowPaise: number;
  /** What its holdings would fetch; owed ones count against it. */
  readonly sharesPaise: number;
  /** What the session won beside the flow. */
  readonly dayPaise: number;
  /** Whether every price in it is the session's official close. */
  readonly closes: boolean;
}

/** The closing levels of an index by session; any unit. */
export type Levels = ReadonlyMap<SessionDate, number>;

/** What accounts are compared with: the index of prices, and the one that counts dividends too. */
export interface BenchmarkLevels {
  readonly price?: Levels;
  readonly total?: Levels;
}

/** How an account did on a session. Returns are fractions; absent where they cannot be known. */
export interface DailyPerformance extends AccountClose {
  readonly return: number;
  /** Compounded since the account's first session. */
  readonly totalReturn: number;
  /** Share below the highest value so far, zero or negative. */
  readonly drawdown: number;
  readonly benchmarkReturn?: number;
  readonly benchmarkTotalReturn?: number;
  /**
   * Compounded from the close before the account's first session on, or from the first level that is
   * known; without and with dividends.
   */
  readonly benchmarkSince?: number;
  readonly benchmarkTotalSince?: number;
}

/**
 * The account's course as a series that begins, with nothing, at the close before its first session:
 * what the first session won counts, measured against what was paid in.
 *
 * @param start session before the first one
 */
export function equityPoints(closes: readonly AccountClose[], start: SessionDate): EquityPoint[] {
  if (closes.length === 0) return [];
  return [
    { session: start, equity: 0 },
    ...closes.map(({ session, valuePaise, flowPaise }) => ({
      session,
      equity: valuePaise,
      flow: flowPaise,
    })),
  ];
}

interface Compared {
  readonly change?: number;
  readonly since?: number;
}

/** What a benchmark did on the sessions. @param start session before the first one */
function comparedWith(
  levels: Levels = new Map(),
  start: SessionDate,
  sessions: readonly SessionDate[],
): Compared[] {
  const first = [start, ...sessions].map((session) => levels.get(session)).find((level) => level);
  return sessions.map((session, place) => {
    const before = levels.get(sessions[place - 1] ?? start);
    const now = levels.get(session);
    if (now === undefined) return {};
    return {
      ...(before === undefined || before <= 0 ? {} : { change: now / before - 1 }),
      ...(first === undefined || first <= 0 ? {} : { since: now / first - 1 }),
    };
  });
}

const named = <Name extends string>(
  name: Name,
  value: number | undefined,
): { readonly [Key in Name]?: number } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: number };

/**
 * How an account did on each session, against its benchmark over the same spans. Nothing is filled
 * in: a session of which the benchmark's level is unknown has no return of it, nor has the next one.
 *
 * @param closes official ones, oldest first
 * @param start session before the first one
 */
export function dailyPerformance(
  closes: readonly AccountClose[],
  start: SessionDate,
  { price, total }: BenchmarkLevels,
): DailyPerformance[] {
  const series = dailyReturns(equityPoints(closes, start));
  const growth = growthOf(series.returns);
  const below = underwater(series);
  const sessions = closes.map(({ session }) => session);
  const own = comparedWith(price, start, sessions);
  const whole = comparedWith(total, start, sessions);
  return closes.map((close, place) => ({
    ...close,
    return: series.returns[place] ?? 0,
    totalReturn: (growth[place + 1] ?? 1) - 1,
    drawdown: below[place + 1] ?? 0,
    ...named('benchmarkReturn', own[place]?.change),
    ...named('benchmarkTotalReturn', whole[place]?.change),
    ...named('benchmarkSince', own[place]?.since),
    ...named('benchmarkTotalSince', whole[place]?.since),
  }));
}
