import { Failure } from '../core/failure.ts';
import { outcomeOf } from '../core/outcome.ts';
import type { OutcomeWord } from '../core/outcome.ts';
import type { RunReport } from '../core/run-report.ts';
import type { Books } from '../store/store.ts';
import type { Outcome } from './job.ts';

/** How a run ended, whether its work returned, threw or never began. */
export interface Ending {
  readonly outcome: OutcomeWord;
  readonly summary: string;
  readonly counts: RunReport['counts'];
  readonly error?: NonNullable<RunReport['error']>;
  readonly signal?: 'SIGINT' | 'SIGTERM';
  readonly last?: (books: Books) => Promise<void>;
  readonly result?: unknown;
  readonly text?: string;
}

/** The ending of work that returned. */
export function endingOfOutcome(outcome: Outcome): Ending {
  const { status, summary, counts, last, result, text } = outcome;
  return {
    outcome: status,
    summary,
    counts,
    ...(last ? { last } : {}),
    ...(result === undefined ? {} : { result }),
    ...(text === undefined ? {} : { text }),
  };
}

/**
 * What a thrown value means for the run.
 *
 * @param signal the run's; whatever breaks because it aborted is that signal's doing. Absent: the
 *   value stands for itself
 */
export function endingOfThrown(thrown: unknown, signal?: AbortSignal): Ending {
  const error = signal?.aborted && signal.reason instanceof Failure ? signal.reason : thrown;
  if (error instanceof Failure) {
    const name = error.detail['signal'];
    return {
      outcome: outcomeOf(error.code),
      summary: error.message,
      counts: {},
      error: { code: error.code, message: error.message },
      ...(name === 'SIGINT' || name === 'SIGTERM' ? { signal: name } : {}),
    };
  }
  const bug = error instanceof Error ? error : new Error(String(error));
  return {
    outcome: 'bug',
    summary: bug.message,
    counts: {},
    error: { code: 'bug', message: bug.message, ...(bug.stack ? { stack: bug.stack } : {}) },
  };
}
