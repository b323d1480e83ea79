import type { SessionDate } from '../market/session-date.ts';
import type { ReturnSeries } from '../portfolio/returns.ts';
import type { RiskHolding } from './risk-figures.ts';

/** Fewer returns than this say nothing about the worst in twenty. */
export const FEWEST_RETURNS = 20;

/** What the holdings as they are now would have made of the account, and how much of them is in it. */
export interface Simulated extends ReturnSeries {
  /** Part of the gross value whose holdings have a past. */
  readonly covered: number;
}

interface Past {
  readonly weight: number;
  readonly closeOn: ReadonlyMap<SessionDate, number>;
}

/**
 * Historical simulation (Jorion, Value at Risk, 3rd ed., 10.2): the returns that the account would have
 * had in past sessions with today's holdings, r = Σ value ÷ account × the share's return. A session
 * counts where every holding has a close of it, and a return goes from one such session to the next; a
 * holding with too short a past is left out as a whole.
 *
 * @param window sessions looked back at most
 * @returns absent without enough common sessions
 */
export function simulateReturns(
  holdings: readonly RiskHolding[],
  valuePaise: number,
  window: number,
): Simulated | undefined {
  if (valuePaise <= 0) return undefined;
  const gross = holdings.reduce((sum, one) => sum + Math.abs(one.valuePaise), 0);
  const enough = holdings.filter(({ sessions }) => sessions.length > FEWEST_RETURNS);
  const [longest] = enough.toSorted((a, b) => b.sessions.length - a.sessions.length);
  if (!longest) return undefined;
  const pasts = enough.map(({ valuePaise: value, sessions, closes }): Past => {
    const closeOn = new Map(
      sessions.map((session, place) => [session, closes[place] ?? Number.NaN]),
    );
    return { weight: value / valuePaise, closeOn };
  });
  const sessions = longest.sessions
    .filter((session) => pasts.every(({ closeOn }) => (closeOn.get(session) ?? 0) > 0))
    .slice(-window - 1);
  if (sessions.length <= FEWEST_RETURNS) return undefined;
  const returns = Float64Array.from(sessions.slice(1), (session, place) => {
    const before = sessions[place];
    let sum = 0;
    for (const { weight, closeOn } of pasts) {
      const last = before === undefined ? Number.NaN : (closeOn.get(before) ?? Number.NaN);
      sum += weight * ((closeOn.get(session) ?? Number.NaN) / last - 1);
    }
    return sum;
  });
  const inIt = enough.reduce((sum, one) => sum + Math.abs(one.valuePaise), 0);
  return { sessions, returns, covered: gross === 0 ? 0 : inIt / gross };
}
