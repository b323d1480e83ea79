/** A limit that is set anew for each phase of an exchange, and an abort from outside, in one signal. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Starts the clock of a phase; the one before it is over. */
  start(phase: string): void;
  /** The phase whose time ran out; absent while none did. */
  expired(): string | undefined;
  /** Stops the clock and lets go of the outer signal. */
  end(): void;
}

/**
 * @param timeoutMs time of each phase, from its start whatever arrives meanwhile: a trickle ends too
 * @param outer aborts the exchange at once
 */
export function createTimeLimit(timeoutMs: number, outer: AbortSignal): TimeLimit {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let ranOut: string | undefined;
  const abort = (): void => controller.abort(outer.reason);
  if (outer.aborted) abort();
  outer.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    start: (phase) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        ranOut = phase;
        controller.abort(new Error(`no ${phase} within ${timeoutMs} ms`));
      }, timeoutMs);
    },
    expired: () => ranOut,
    end: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    },
  };
}
