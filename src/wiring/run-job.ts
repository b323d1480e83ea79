import { exitStatus } from '../cli/exit.ts';
import { Failure } from '../core/failure.ts';
import { outcomeOf } from '../core/outcome.ts';
import type { RunReport } from '../core/run-report.ts';
import type { Trigger } from '../core/run.ts';
import { standsAlone } from '../kit/job.ts';
import type { Context } from '../kit/context.ts';
import type { Job } from '../kit/job.ts';
import { readOptions } from '../kit/options.ts';
import type { RawOptions } from '../kit/options.ts';
import { repeatOf, repeated } from '../kit/repeat.ts';
import { runJob } from '../kit/run-job.ts';
import type { RunSurroundings } from '../kit/run-surroundings.ts';
import { pacer, wallClock } from '../platform/clock.ts';
import { files } from '../platform/files.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { random } from '../platform/random.ts';
import { hearSignals } from '../platform/signals.ts';
import { runLine, runObject } from '../render/run-report.ts';
import { jobLock } from '../store/job-lock.ts';
import { openStore } from '../store/store.ts';
import { asConfigured, calendarsOf, openedOrTold, setDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import { globalFlags } from './invocation.ts';
import type { GlobalFlags, Process } from './invocation.ts';
import { processesOf } from './processes.ts';
import { lateSources } from './late-sources.ts';
import { lateWorkers } from './late-workers.ts';

function triggerOf({ env, stdinIsTty, stderrIsTty }: Process): Trigger {
  const told = env['PAPERJOBS_TRIGGER'];
  if (told === 'cron' || told === 'chain' || told === 'api') return told;
  if (env['INVOCATION_ID']) return 'systemd';
  return stdinIsTty || stderrIsTty ? 'manual' : 'unattended';
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The name that a starter has given the run, and the run of the chain that it belongs to. */
function givenRunIds({ env }: Process): Pick<RunSurroundings, 'runId' | 'parentRunId'> {
  const [runId, parentRunId] = [env['PAPERJOBS_RUN_ID'], env['PAPERJOBS_PARENT_RUN']];
  return {
    ...(runId !== undefined && UUID.test(runId) ? { runId } : {}),
    ...(parentRunId !== undefined && UUID.test(parentRunId) ? { parentRunId } : {}),
  };
}

/** A database that is not there yet need not be made for a run of which nothing stays. */
async function storeFor(desk: Desk, alone: boolean): ReturnType<typeof openStore> {
  const { database } = desk.paths;
  if (alone) return openStore(':memory:');
  if (!desk.flags.dryRun) return openedOrTold(desk, () => openStore(database));
  return openStore((await exists(database)) ? database : ':memory:');
}

async function exists(path: string): Promise<boolean> {
  const { stat } = await import('node:fs/promises');
  return stat(path).then(
    () => true,
    () => false,
  );
}

function threadsFor(desk: Desk, signal: AbortSignal): Pick<Context, 'workers'> {
  const workers = lateWorkers(desk.paths.database, desk.settings['analysis.threads'], signal);
  return workers ? { workers } : {};
}

async function runOn(desk: Desk, job: Job, raw: RawOptions, version: string): Promise<RunReport> {
  const { self, flags, settings } = desk;
  const options = readOptions(job.options, raw);
  const alone = standsAlone(job, options);
  const opened = await storeFor(desk, alone);
  const heard = hearSignals(self.node);
  const late = lateSources(desk, job, opened.requests, heard.signal);
  const store = flags.dryRun ? opened.dryStore : opened.store;
  try {
    const learned = await opened.store.calendarDays.learned();
    const around: RunSurroundings = {
      context: {
        clock: desk.clock,
        wall: desk.wall,
        pacer,
        random,
        store,
        // Read when the work begins, which is when they are there.
        get sources() {
          return late.sources();
        },
        settings,
        paths: desk.paths,
        files,
        log: desk.log,
        progress: desk.progress,
        inParallel,
        // A run of which nothing stays may have a database that no thread can see.
        ...(alone || flags.dryRun ? {} : threadsFor(desk, heard.signal)),
        processes: processesOf(desk),
        signal: heard.signal,
        calendar: calendarsOf(desk, learned),
      },
      lock: jobLock(desk.paths.locks),
      waitSeconds: settings['lock.wait_seconds'],
      dryRun: flags.dryRun,
      unrecorded: alone,
      sandbox: flags.sandbox,
      force: flags.force,
      trigger: triggerOf(self),
      ...givenRunIds(self),
      ...(self.env['INVOCATION_ID'] ? { invocationId: self.env['INVOCATION_ID'] } : {}),
      arguments: desk.redact(self.argv.join(' ')),
      version,
      host: self.host,
      pid: self.pid,
      rowsWritten: () => opened.rowsWritten(),
      exitStatus,
    };
    const repeat = repeatOf(options);
    if (!repeat) return await runJob(late.job, options, around);
    // An id that was handed over names one run: the first pass.
    const { runId: _first, ...others } = around;
    let passes = 0;
    return await repeated(repeat, { pacer, signal: heard.signal }, () =>
      runJob(late.job, options, passes++ === 0 ? around : others),
    );
  } finally {
    heard.ignore();
    await late.close();
    await opened.close();
  }
}

/** The report of a run that never got to its job. */
function stillborn(job: Job, flags: GlobalFlags, error: unknown): RunReport {
  const failure = error instanceof Failure ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const stack = failure === undefined && error instanceof Error ? error.stack : undefined;
  const now = wallClock.now();
  return {
    job: job.name,
    outcome: failure ? outcomeOf(failure.code) : 'bug',
    asOf: now,
    startedAt: now,
    durationMs: 0,
    summary: message,
    counts: {},
    warnings: [],
    error: { code: failure?.code ?? 'bug', message, ...(stack ? { stack } : {}) },
    dryRun: flags.dryRun,
    sandbox: flags.sandbox,
  };
}

/** Says how the run went: the result on stdout; an error's sentence in the log, on stderr. */
function tell(self: Process, flags: GlobalFlags, report: RunReport, desk?: Desk): void {
  const status = exitStatus(report);
  const redact = desk?.redact ?? ((text: string): string => text);
  if (report.error) {
    const detail = report.error.stack ?? report.error.message;
    if (desk) desk.log.write('error', report.error.stack ?? `${report.outcome}: ${detail}`);
    else self.err(`paperjobs: ${report.outcome}: ${detail}\n`);
  }
  if (flags.json) {
    const printed =
      report.result !== undefined && !report.error ? report.result : runObject(report, status);
    self.out(`${redact(JSON.stringify(printed, undefined, 2))}\n`);
  } else if (!flags.quiet) {
    self.out(redact(runLine(report)));
  }
}

/** Runs a job as the command line asks for it. @returns the exit status */
export async function runJobFrom(
  self: Process,
  job: Job,
  jobs: readonly Job[],
  raw: RawOptions,
  version: string,
): Promise<number> {
  const flags = globalFlags(raw);
  let desk: Desk | undefined;
  let report: RunReport;
  try {
    // A slip in the options is told before anything is opened.
    if (repeatOf(readOptions(job.options, raw)) && flags.asOf !== undefined) {
      throw new Failure('usage', 'expected --repeat-every without --as-of: a clock that stands');
    }
    desk = await setDesk(self, flags);
    const wanted = (await asConfigured(jobs, desk)).find(({ name }) => name === job.name);
    report = await runOn(desk, wanted ?? job, raw, version);
  } catch (error) {
    report = stillborn(job, flags, error);
  }
  await desk?.close();
  tell(self, flags, report, desk);
  return exitStatus(report);
}
