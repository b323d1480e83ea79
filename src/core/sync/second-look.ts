import type { SessionDate } from '../market/session-date.ts';

/** How many rows of an answer about a session were impossible. */
export interface LookedAt {
  /** What was asked for. */
  readonly symbol: string;
  readonly session: SessionDate;
  readonly refused: number;
}

/** The name of an answer in what `secondLooks` gives. */
export function lookName(symbol: string, session: SessionDate): string {
  return `${session} ${symbol}`;
}

/**
 * Answers with impossible rows that are asked for once more: what was spoilt on the way is whole then.
 * An answer that has as many of them again is as its exchange made it, and believed.
 *
 * @param answers oldest first
 * @returns names as `lookName` makes them
 */
export function secondLooks(answers: readonly LookedAt[]): ReadonlySet<string> {
  const seen = new Map<string, readonly number[]>();
  for (const { symbol, session, refused } of answers) {
    const name = lookName(symbol, session);
    seen.set(name, [...(seen.get(name) ?? []), refused].slice(-2));
  }
  const doubtful = [...seen].filter(([, counts]) => {
    const [before, last = before] = counts;
    return last !== 0 && (counts.length === 1 || before !== last);
  });
  return new Set(doubtful.map(([name]) => name));
}
