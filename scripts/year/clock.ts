import { instant } from '../../src/core/market/instant.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import type { Clock, Pacer } from '../../src/ports/clock.ts';

/** A clock that only moves when it is moved, and by what is slept. */
export interface YearClock extends Clock {
  readonly pacer: Pacer;
  /** Epoch milliseconds. */
  ms(): number;
  /** Moves on; what slept past the moment stays there. */
  moveTo(at: Instant): void;
}

export function yearClock(begin: Instant): YearClock {
  let ms = begin * 1000;
  return {
    now: () => instant(Math.floor(ms / 1000)),
    ms: () => ms,
    moveTo(at) {
      ms = Math.max(ms, at * 1000);
    },
    pacer: {
      monotonicMs: () => ms,
      async sleep(milliseconds, signal) {
        signal?.throwIfAborted();
        ms += Math.max(0, milliseconds);
      },
    },
  };
}
