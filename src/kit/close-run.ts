import type { Instant } from '../core/market/instant.ts';
import type { RunReport } from '../core/run-report.ts';
import type { RunStart } from '../core/run.ts';
import type { Books } from '../store/store.ts';
import type { SystemLogEntry } from '../store/system-log.ts';
import { endingOfThrown } from './ending.ts';
import type { Ending } from './ending.ts';
import type { Hearing } from './hearing.ts';
import type { Job } from './job.ts';
import { noteDigest } from './notices/digest.ts';
import { noteHealth } from './notices/health.ts';
import { noteOverdue } from './notices/punctuality.ts';
import type { RunSurroundings } from './run-surroundings.ts';

/** A run of this process that is to be closed in the ledger. */
export interface OpenRun {
  readonly job: Job;
  readonly start: RunStart;
  /** Whether its row stands in the ledger already. */
  readonly opened: boolean;
  readonly heard: Hearing;
  reportOf(ending: Ending): RunReport;
}

/** How long runs that did nothing stay in the ledger is looked at once a day. */
async function pruneDaily(books: Books, keepDays: number, at: Instant): Promise<void> {
  const day = String(Math.floor(at / 86_400));
  if ((await books.jobState.get('ledger', 'pruned')) === day) return;
  await books.runs.pruneIdle((at - keepDays * 86_400) as Instant);
  await books.jobState.set('ledger', 'pruned', day, at);
}

/** What the run leaves in the log that outlives the journal: what it logged, and its own failure. */
function entriesOf({ start, heard }: OpenRun, { error }: Ending, at: Instant): SystemLogEntry[] {
  const entries = [...heard.entries()];
  if (!error) return entries;
  const { code, message, stack } = error;
  const fields = stack === undefined ? { code } : { code, stack };
  entries.push({ runId: start.id, job: start.job, at, level: 'error', event: message, fields });
  return entries;
}

/** What is to be told of it, and by it: in the same transaction, so that neither is without the other. */
async function note(
  books: Books,
  { job, start }: OpenRun,
  ending: Ending,
  durationMs: number,
  around: RunSurroundings,
): Promise<void> {
  const { wall, settings } = around.context;
  const endedAt = wall.now();
  const { outcome, summary } = ending;
  const { id, trigger, startedAt } = start;
  const jobPriority = job.priority;
  await noteHealth(
    books,
    { id, job: job.name, outcome, summary, endedAt, jobPriority, trigger, startedAt, durationMs },
    settings,
    around.redact,
  );
  await noteOverdue(books, around.jobs, job.name, endedAt);
  await noteDigest(books, settings, endedAt);
}

/** The closing row in one transaction with the work's last writing. */
async function close(run: OpenRun, ending: Ending, around: RunSurroundings): Promise<void> {
  const { store, wall, settings } = around.context;
  const { start, opened } = run;
  await store.write(async (books) => {
    const endedAt = wall.now();
    if (!opened) await books.runs.open(start);
    await ending.last?.(books);
    await books.systemLog.append(entriesOf(run, ending, endedAt));
    const report = run.reportOf(ending);
    await books.runs.close(start.id, {
      outcome: ending.outcome,
      exitCode: around.exitStatus(report),
      summary: ending.summary,
      endedAt,
      durationMs: report.durationMs,
      counts: ending.counts,
      warnings: report.warnings,
      ...(ending.error
        ? { error: { code: ending.error.code, message: ending.error.message } }
        : {}),
    });
    await note(books, run, ending, report.durationMs, around);
    await pruneDaily(books, settings['runs.keep_noop_days'], endedAt);
  });
}

/**
 * Closes the run in the ledger. Where the work's last writing fails, nothing of it stays and the row
 * is closed as failed, if that can still be written.
 *
 * @returns the ending that counts
 */
export async function closeRun(
  run: OpenRun,
  ending: Ending,
  around: RunSurroundings,
): Promise<Ending> {
  try {
    await close(run, ending, around);
    return ending;
  } catch (error) {
    const failed = endingOfThrown(error);
    await close(run, failed, around).catch((again: unknown) => {
      // The row stays open and the next run calls it crashed; this report tells why.
      const reason = again instanceof Error ? again.message : String(again);
      around.context.log.write('error', 'the run could not be closed in the ledger', { reason });
    });
    return failed;
  }
}
