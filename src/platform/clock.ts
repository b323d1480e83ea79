import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { Clock, Pacer } from '../ports/clock.ts';

/** Node takes a longer timer for one of a millisecond. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Epoch milliseconds on this machine's wall; jumps when somebody sets the clock. */
export function wallMs(): number {
  return Date.now();
}

/** This machine's wall clock. */
export const wallClock: Clock = { now: () => instant(wallMs() / 1000) };

/** A clock that stands still: `--as-of`, and tests. */
export function fixedClock(at: Instant): Clock {
  return { now: () => at };
}

/** Real time of this process: undisturbed by a wall clock that is set. */
export const pacer: Pacer = {
  monotonicMs: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    const wait = Math.min(Math.max(milliseconds, 0), LONGEST_TIMER_MS);
    try {
      await delay(wait, undefined, signal ? { signal } : {});
    } catch (error) {
      // The timer rejects with an error of its own; callers are promised the signal's reason.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
