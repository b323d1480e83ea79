import type { HoldingFacts } from '../../render/report/facts.ts';

/** Whose news, patterns and events are told one by one. */
export interface Followed {
  readonly held: ReadonlySet<string>;
  /** Held ones first, then those of the watchlist. */
  readonly symbols: readonly string[];
}

/** What is held, and what is on the watchlist. */
export function followedOf(
  holdings: readonly HoldingFacts[],
  watchlist: readonly string[],
): Followed {
  const held = new Set(holdings.map(({ symbol }) => symbol));
  return { held, symbols: [...new Set([...held, ...watchlist])] };
}
