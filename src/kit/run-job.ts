import type { RunReport } from '../core/run-report.ts';
import type { RunStart } from '../core/run.ts';
import type { HeldLocks } from '../ports/job-lock.ts';
import { acquireLocks } from './acquire-locks.ts';
import { closeRun } from './close-run.ts';
import { endingOfOutcome, endingOfThrown } from './ending.ts';
import type { Ending } from './ending.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './hearing.ts';
import type { Job } from './job.ts';
import { noteHealth } from './notices/health.ts';
import type { OptionSpecs, OptionValues } from './options.ts';
import type { RunSurroundings } from './run-surroundings.ts';
import { turnedAway } from './turned-away.ts';

function startOf(job: Job, around: RunSurroundings): RunStart {
  const { random, clock, wall } = around.context;
  return {
    id: around.runId ?? random.uuid(),
    job: job.name,
    trigger: around.trigger,
    asOf: clock.now(),
    startedAt: wall.now(),
    locks: job.locks,
    arguments: around.arguments,
    version: around.version,
    host: around.host,
    pid: around.pid,
    ...(around.invocationId === undefined ? {} : { invocationId: around.invocationId }),
    ...(around.parentRunId === undefined ? {} : { parentRunId: around.parentRunId }),
  };
}

const CRASHED =
  'An earlier run ended without closing its row: it was killed, or the machine went down.';

/** Opens the run's row, having closed those of earlier runs that died: the lock says that they did. */
async function openRow(
  job: Job,
  start: RunStart,
  around: RunSurroundings,
  heard: Hearing,
): Promise<void> {
  const crashed = await around.context.store.write(async (books) => {
    const closed = await books.runs.closeCrashed(start.job, start.startedAt);
    await books.runs.open(start);
    if (closed > 0) {
      const run = {
        ...start,
        outcome: 'crashed' as const,
        summary: CRASHED,
        endedAt: start.startedAt,
        jobPriority: job.priority,
      };
      await noteHealth(books, run, around.context.settings, around.redact);
    }
    return closed;
  });
  if (crashed > 0) heard.log.write('warning', 'an earlier run had crashed', { runs: crashed });
}

/** The work itself, with the context that it gets. */
async function work(
  job: Job,
  options: OptionValues<OptionSpecs>,
  around: RunSurroundings,
  start: RunStart,
  heard: Hearing,
): Promise<Ending> {
  const { context, dryRun, sandbox, force } = around;
  const step = (): void => context.signal.throwIfAborted();
  step();
  const { run } = await job.load();
  step();
  const outcome = await run(
    {
      ...context,
      run: { id: start.id, job: job.name, dryRun, sandbox, force },
      log: heard.log,
      step,
      warn: (sentence) => heard.warn(sentence),
    },
    options,
  );
  return endingOfOutcome(outcome);
}

/** How a run is told of, whatever its ending. */
function reporter(
  start: RunStart,
  around: RunSurroundings,
  heard: Hearing,
): (ending: Ending) => RunReport {
  const { dryRun, sandbox, context } = around;
  const began = context.pacer.monotonicMs();
  return (ending) => ({
    job: start.job,
    outcome: ending.outcome,
    asOf: start.asOf,
    startedAt: start.startedAt,
    durationMs: Math.round(context.pacer.monotonicMs() - began),
    summary: ending.summary,
    counts: dryRun ? { ...ending.counts, discardedRows: around.rowsWritten() } : ending.counts,
    warnings: heard.warnings(),
    dryRun,
    sandbox,
    ...(dryRun || around.unrecorded ? {} : { runId: start.id }),
    ...(ending.error ? { error: ending.error } : {}),
    ...(ending.signal ? { signal: ending.signal } : {}),
    ...(ending.result === undefined ? {} : { result: ending.result }),
    ...(ending.text === undefined ? {} : { text: ending.text }),
  });
}

/**
 * One run of a job from start to report: switch and market gate, locks, ledger row, the work, and the
 * closing row in one transaction with the work's last writing. It never throws what the work threw:
 * that becomes the report. A dry run takes no lock and leaves no row, nor does one that stands alone.
 */
export async function runJob(
  job: Job,
  options: OptionValues<OptionSpecs>,
  around: RunSurroundings,
): Promise<RunReport> {
  const { context } = around;
  const recorded = !around.dryRun && !around.unrecorded;
  const start = startOf(job, around);
  const heard = hearing(context.log, start, context.wall);
  const reportOf = reporter(start, around, heard);
  let held: HeldLocks | undefined;
  let opened = false;
  let ending: Ending;
  try {
    const away = await turnedAway(job, around, options);
    if (!away && recorded) {
      held = await acquireLocks(job, around);
      await openRow(job, start, around, heard);
      opened = true;
      around.began?.(start.id);
    }
    ending = away ?? (await work(job, options, around, start, heard));
  } catch (error) {
    ending = endingOfThrown(error, context.signal);
  }
  try {
    if (recorded) {
      ending = await closeRun({ job, start, opened, heard, reportOf }, ending, around);
    }
  } finally {
    held?.release();
  }
  return reportOf(ending);
}
