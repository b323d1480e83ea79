import type { RunReport } from '../core/run-report.ts';
import type { Trigger } from '../core/run.ts';
import type { JobLock } from '../ports/job-lock.ts';
import type { Context } from './context.ts';
import type { Job } from './job.ts';

/** What a run needs beside the context that the work gets. */
export interface RunSurroundings {
  readonly context: Omit<Context, 'run' | 'step' | 'warn' | 'log'> & Pick<Context, 'log'>;
  readonly lock: JobLock;
  /** Seconds to wait for locks. */
  readonly waitSeconds: number;
  readonly dryRun: boolean;
  /** The run stands alone on a file of the caller's: no lock, no ledger row. */
  readonly unrecorded?: boolean;
  readonly sandbox: boolean;
  /** Run although closed, switched off or already done. */
  readonly force: boolean;
  readonly trigger: Trigger;
  /** Its name in the ledger, where whoever started it has given it one. */
  readonly runId?: string;
  /** The run of the chain that it is a step of. */
  readonly parentRunId?: string;
  readonly invocationId?: string;
  /** The command line without secrets. */
  readonly arguments: string;
  readonly version: string;
  readonly host: string;
  readonly pid: number;
  /** Every job of the program: whatever run ends looks after those that were not started. */
  readonly jobs: readonly Job[];
  /** Blanks every secret that is known by then. */
  readonly redact: (text: string) => string;
  /** Told that the run has begun: its row stands, its locks are held. */
  readonly began?: (runId: string) => void;
  /** Rows written by this process so far, undone ones included. */
  rowsWritten(): number;
  /** The exit status of an outcome: the only place that knows numbers is `cli/exit.ts`. */
  exitStatus(report: Pick<RunReport, 'outcome' | 'error' | 'signal'>): number;
}
