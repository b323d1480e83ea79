import type { FailureCode } from './failure.ts';
import type { Instant } from './market/instant.ts';
import type { Counts, OutcomeWord } from './outcome.ts';

/** How a run was started. */
export type Trigger = 'manual' | 'systemd' | 'cron' | 'chain' | 'api' | 'unattended';

/** A run that has begun, as the ledger has it. */
export interface RunStart {
  readonly id: string;
  readonly job: string;
  readonly trigger: Trigger;
  /** systemd's id of the unit's activation. */
  readonly invocationId?: string;
  /** The run of the chain that it is a step of. */
  readonly parentRunId?: string;
  readonly asOf: Instant;
  readonly startedAt: Instant;
  readonly locks: readonly string[];
  /** The command line without secrets. */
  readonly arguments: string;
  readonly version: string;
  readonly host: string;
  readonly pid: number;
}

/** How it ended. */
export interface RunEnd {
  readonly outcome: OutcomeWord;
  readonly exitCode: number;
  readonly summary: string;
  readonly endedAt: Instant;
  /** By the monotonic clock. */
  readonly durationMs: number;
  readonly counts: Counts;
  readonly warnings: readonly string[];
  readonly error?: { readonly code: FailureCode | 'bug'; readonly message: string };
}

/** Words that only the ledger knows: still running, or died without closing its row. */
export type LedgerOutcome = OutcomeWord | 'running' | 'crashed';

/** A row of the run ledger. */
export interface LedgerRun extends RunStart {
  readonly outcome: LedgerOutcome;
  /** Absent while running; a crashed run has one without an exit code. */
  readonly end?: Omit<RunEnd, 'outcome' | 'exitCode'> & { readonly exitCode?: number };
}

const RUN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text can be the id of a run: a UUID in lower case. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}
