import { Failure } from '../core/failure.ts';
import type { Instant } from '../core/market/instant.ts';
import { outcomeOf } from '../core/outcome.ts';
import type { OutcomeWord } from '../core/outcome.ts';
import type { RunReport } from '../core/run-report.ts';
import type { RunStart, Trigger } from '../core/run.ts';
import type { HeldLocks, JobLock } from '../ports/job-lock.ts';
import type { Books } from '../store/store.ts';
import type { SystemLogEntry } from '../store/system-log.ts';
import type { Context } from './context.ts';
import { askGate } from './gate.ts';
import type { Job, Outcome } from './job.ts';
import { hearing } from './hearing.ts';
import type { OptionSpecs, OptionValues } from './options.ts';

/** What a run needs beside the context that the work gets. */
export interface RunSurroundings {
  readonly context: Omit<Context, 'run' | 'step' | 'warn' | 'log'> & Pick<Context, 'log'>;
  readonly lock: JobLock;
  /** Seconds to wait for locks. */
  readonly waitSeconds: number;
  readonly dryRun: boolean;
  readonly sandbox: boolean;
  /** Run although closed, switched off or already done. */
  readonly force: boolean;
  readonly trigger: Trigger;
  readonly invocationId?: string;
  /** The command line without secrets. */
  readonly arguments: string;
  readonly version: string;
  readonly host: string;
  readonly pid: number;
  /** Rows written by this process so far, undone ones included. */
  rowsWritten(): number;
  /** The exit status of an outcome: the only place that knows numbers is `cli/exit.ts`. */
  exitStatus(report: Pick<RunReport, 'outcome' | 'error' | 'signal'>): number;
}

const LOCK_POLL_MS = 100;

/** Waits for the job's locks, hearing signals meanwhile. */
async function acquire(
  job: Job,
  { lock, waitSeconds, context }: RunSurroundings,
): Promise<HeldLocks> {
  const { pacer, signal, store, log } = context;
  const deadline = pacer.monotonicMs() + waitSeconds * 1000;
  for (let told = false; ; told = true) {
    const answer = lock.tryAcquire(job.locks);
    if (answer.busy === undefined) return answer;
    const holder = await store.runs.holderOf(answer.busy);
    const who = holder ? `${holder.job} (process ${holder.pid})` : 'another process';
    if (pacer.monotonicMs() >= deadline) {
      throw new Failure(
        'locked',
        `waited ${waitSeconds} s for the lock "${answer.busy}", which ${who} holds: run again later, or wait longer with --wait`,
        { detail: { lock: answer.busy, holder: holder?.id } },
      );
    }
    if (!told) log.write('info', `waiting for ${who}`, { lock: answer.busy });
    await pacer.sleep(LOCK_POLL_MS, signal);
  }
}

interface Ending {
  readonly outcome: OutcomeWord;
  readonly summary: string;
  readonly counts: RunReport['counts'];
  readonly error?: NonNullable<RunReport['error']>;
  readonly signal?: 'SIGINT' | 'SIGTERM';
  readonly last?: (books: Books) => Promise<void>;
  readonly result?: unknown;
}

/** What a thrown value means for the run. */
function endingOf(thrown: unknown, aborted: AbortSignal): Ending {
  // Whatever breaks because a signal came is that signal's doing.
  const error = aborted.aborted && aborted.reason instanceof Failure ? aborted.reason : thrown;
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

/** Why the job has nothing to do before it has begun; absent: it may begin. */
async function turnedAway(job: Job, around: RunSurroundings): Promise<Ending | undefined> {
  if (around.force) return undefined;
  const { store, clock, calendar } = around.context;
  if ((await store.jobState.get(job.name, 'enabled')) === 'no') {
    const summary = `switched off: \`paperjobs enable ${job.name}\` switches it on`;
    return { outcome: 'disabled', summary, counts: {} };
  }
  if (!job.gate) return undefined;
  const { open, why } = askGate(job.gate, calendar('XNSE'), clock.now());
  return open ? undefined : { outcome: 'closed', summary: why, counts: {} };
}

function endingOfOutcome(outcome: Outcome): Ending {
  const { status, summary, counts, last, result } = outcome;
  return {
    outcome: status,
    summary,
    counts,
    ...(last ? { last } : {}),
    ...(result === undefined ? {} : { result }),
  };
}

/** How long runs that did nothing stay in the ledger is looked at once a day. */
async function pruneDaily(books: Books, keepDays: number, at: Instant): Promise<void> {
  const day = String(Math.floor(at / 86_400));
  if ((await books.jobState.get('ledger', 'pruned')) === day) return;
  await books.runs.pruneIdle((at - keepDays * 86_400) as Instant);
  await books.jobState.set('ledger', 'pruned', day, at);
}

/**
 * One run of a job from start to report: switch and market gate, locks, ledger row, the work, and the
 * closing row in one transaction with the work's last writing. It never throws what the work threw:
 * that becomes the report.
 */
export async function runJob(
  job: Job,
  options: OptionValues<OptionSpecs>,
  around: RunSurroundings,
): Promise<RunReport> {
  const { context, dryRun, sandbox } = around;
  const { store, wall, pacer, random, settings, signal } = context;
  const began = pacer.monotonicMs();
  const start: RunStart = {
    id: random.uuid(),
    job: job.name,
    trigger: around.trigger,
    asOf: context.clock.now(),
    startedAt: wall.now(),
    locks: job.locks,
    arguments: around.arguments,
    version: around.version,
    host: around.host,
    pid: around.pid,
    ...(around.invocationId === undefined ? {} : { invocationId: around.invocationId }),
  };
  const heard = hearing(context.log, start, wall);
  let held: HeldLocks | undefined;
  let opened = false;

  const open = (books: Books) => books.runs.open(start);
  const work = async (): Promise<Ending> => {
    const away = await turnedAway(job, around);
    if (away) return away;
    if (!dryRun) {
      held = await acquire(job, around);
      await store.write(async (books) => {
        const crashed = await books.runs.closeCrashed(job.name, start.startedAt);
        await open(books);
        if (crashed > 0)
          heard.log.write('warning', 'an earlier run had crashed', { runs: crashed });
      });
      opened = true;
    }
    const { run } = await job.load();
    const step = (): void => signal.throwIfAborted();
    step();
    return endingOfOutcome(
      await run(
        {
          ...context,
          run: { id: start.id, job: job.name, dryRun, sandbox },
          log: heard.log,
          step,
          warn: heard.warn,
        },
        options,
      ),
    );
  };

  let ending: Ending;
  try {
    ending = await work();
  } catch (error) {
    ending = endingOf(error, signal);
  }

  const reportOf = (end: Ending): RunReport => ({
    job: job.name,
    outcome: end.outcome,
    asOf: start.asOf,
    startedAt: start.startedAt,
    durationMs: Math.round(pacer.monotonicMs() - began),
    summary: end.summary,
    counts: dryRun ? { ...end.counts, discardedRows: around.rowsWritten() } : end.counts,
    warnings: heard.warnings(),
    dryRun,
    sandbox,
    ...(dryRun ? {} : { runId: start.id }),
    ...(end.error ? { error: end.error } : {}),
    ...(end.signal ? { signal: end.signal } : {}),
    ...(end.result === undefined ? {} : { result: end.result }),
  });

  const close = (end: Ending, entries: readonly SystemLogEntry[]) =>
    store.write(async (books) => {
      if (!opened) await open(books);
      await end.last?.(books);
      await books.systemLog.append(entries);
      const report = reportOf(end);
      await books.runs.close(start.id, {
        outcome: end.outcome,
        exitCode: around.exitStatus(report),
        summary: end.summary,
        endedAt: wall.now(),
        durationMs: report.durationMs,
        counts: end.counts,
        warnings: report.warnings,
        ...(end.error ? { error: { code: end.error.code, message: end.error.message } } : {}),
      });
      await pruneDaily(books, settings['runs.keep_noop_days'], wall.now());
    });

  try {
    if (!dryRun) await closeOrTell(ending);
  } finally {
    held?.release();
  }
  return reportOf(ending);

  async function closeOrTell(end: Ending): Promise<void> {
    try {
      await close(end, heard.entries());
    } catch (error) {
      ending = endingOf(error, new AbortController().signal);
      await closeAsFailed(ending);
    }
  }

  /** The work's last writing failed: the row is closed without it, if that can still be written. */
  async function closeAsFailed(end: Ending): Promise<void> {
    try {
      await close(end, heard.entries());
    } catch (error) {
      // The row stays open and the next run calls it crashed; this report tells why.
      const reason = error instanceof Error ? error.message : String(error);
      context.log.write('error', 'the run could not be closed in the ledger', { reason });
    }
  }
}
