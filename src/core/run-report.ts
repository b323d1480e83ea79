import type { FailureCode } from './failure.ts';
import type { Instant } from './market/instant.ts';
import type { Counts, OutcomeWord } from './outcome.ts';

/** What a run has to say when it is over: the final line and the `--json` object come from it. */
export interface RunReport {
  readonly job: string;
  readonly outcome: OutcomeWord;
  /** Absent for a dry run, which has no row in the ledger, and for a run that never got that far. */
  readonly runId?: string;
  readonly asOf: Instant;
  readonly startedAt: Instant;
  readonly durationMs: number;
  readonly summary: string;
  readonly counts: Counts;
  readonly warnings: readonly string[];
  readonly error?: {
    readonly code: FailureCode | 'bug';
    readonly message: string;
    /** Only of a bug. */
    readonly stack?: string;
  };
  /** Which signal stopped it. */
  readonly signal?: 'SIGINT' | 'SIGTERM';
  readonly dryRun: boolean;
  readonly sandbox: boolean;
  /** What a job prints under `--json` instead of this object. */
  readonly result?: unknown;
  /** What a job prints for people before anything else is said of the run. */
  readonly text?: string;
}
