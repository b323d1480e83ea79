import type { Instant } from '../core/market/instant.ts';

/** Tells the time. A run is given one that may stand in the past (`--as-of`) beside the wall's. */
export interface Clock {
  now(): Instant;
}

/** Waits and measures in real time, whatever the as-of clock says. */
export interface Pacer {
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Resolves after the time, or at once with a rejection of the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
