import { Failure } from '../../core/failure.ts';
import { instant, istText } from '../../core/market/instant.ts';
import type { Pacer } from '../../ports/clock.ts';
import type { RateWindow } from '../../ports/http.ts';
import type { Log } from '../../ports/log.ts';
import type { RequestLedger } from '../../ports/request-ledger.ts';

interface PatienceOptions {
  readonly ledger: RequestLedger;
  readonly pacer: Pacer;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly wallMs: () => number;
  /** Milliseconds that this run may sleep for retries and Retry-After, all requests together. */
  readonly budgetMs: number;
}

/** All the waiting of a run's requests. */
export interface Patience {
  /** Waits until every rate window has room, and books one request. Not limited by the budget. */
  reserve(source: string, windows: readonly RateWindow[]): Promise<void>;
  /** Sleeps before a retry. @returns false when the budget does not reach that far: nothing was slept */
  spend(milliseconds: number): Promise<boolean>;
  /** Remembers that a source asked to be left alone for that long. */
  pause(source: string, milliseconds: number): void;
  /** Sleeps until the source may be asked again. @throws Failure `not-yet` when the budget is too small */
  waitOut(source: string): Promise<void>;
}

/** Every wait ends at once with a Failure `stopped` when the signal aborts. */
export function createPatience(options: PatienceOptions): Patience {
  const { ledger, pacer, log, signal, wallMs } = options;
  const pausedUntilMs = new Map<string, number>();
  let leftMs = options.budgetMs;

  async function sleep(milliseconds: number): Promise<void> {
    try {
      await pacer.sleep(milliseconds, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new Failure('stopped', 'stopped while waiting to ask a source again', { cause: error });
    }
  }

  async function spend(milliseconds: number): Promise<boolean> {
    if (milliseconds > leftMs) return false;
    leftMs -= milliseconds;
    await sleep(milliseconds);
    return true;
  }

  return {
    spend,
    reserve: async (source, windows) => {
      for (;;) {
        const waitMs = await ledger.reserve(source, windows, wallMs());
        if (waitMs <= 0) return;
        log.write('debug', 'rate window full', { source, waitMs });
        await sleep(waitMs);
      }
    },
    pause: (source, milliseconds) => {
      const untilMs = pacer.monotonicMs() + milliseconds;
      pausedUntilMs.set(source, Math.max(untilMs, pausedUntilMs.get(source) ?? 0));
    },
    waitOut: async (source) => {
      const waitMs = (pausedUntilMs.get(source) ?? 0) - pacer.monotonicMs();
      if (waitMs <= 0 || (await spend(waitMs))) return;
      const until = istText(instant((wallMs() + waitMs) / 1000));
      throw new Failure(
        'not-yet',
        `${source} asks not to be asked before ${until}, and this run may only wait ${Math.floor(leftMs / 1000)} s more; run again after that`,
        { detail: { source, until } },
      );
    },
  };
}
