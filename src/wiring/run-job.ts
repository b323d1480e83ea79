import { exitStatus } from '../cli/exit.ts';
import { Failure } from '../core/failure.ts';
import { outcomeOf } from '../core/outcome.ts';
import type { RunReport } from '../core/run-report.ts';
import { isRunId } from '../core/run.ts';
import type { Trigger } from '../core/run.ts';
import { standsAlone } from '../kit/job.ts';
import type { Context } from '../kit/context.ts';
import type { Job } from '../kit/job.ts';
import { readOptions } from '../kit/options.ts';
import type { OptionSpecs, OptionValues, RawOptions } from '../kit/options.ts';
import { repeatOf, repeated } from '../kit/repeat.ts';
import { runJob } from '../kit/run-job.ts';
import { unitHasNetwork } from '../kit/unit-network.ts';
import type { RunSurroundings } from '../kit/run-surroundings.ts';
import { pacer, wallClock } from '../platform/clock.ts';
import { files } from '../platform/files.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { random } from '../platform/random.ts';
import { hearSignals } from '../platform/signals.ts';
import { runLine, runObject } from '../render/run-report.ts';
import { jobLock } from '../store/job-lock.ts';
import { openStore } from '../store/store.ts';
import { sendWaiting } from './after-run.ts';
import { asConfigured, calendarsOf, openedOrTold, setDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import { globalFlags } from './invocation.ts';
import type { GlobalFlags, Process } from './invocation.ts';
import { processesOf } from './processes.ts';
import { lateSources } from './late-sources.ts';
import { lateWorkers } from './late-workers.ts';
import { pingsFor } from './pings.ts';

function triggerOf({ env, stdinIsTty, stderrIsTty }: Process): Trigger {
  const told = env['PAPERJOBS_TRIGGER'];
  if (told === 'cron' || told === 'chain' || told === 'api') return told;
  if (env['INVOCATION_ID']) return 'systemd';
  return stdinIsTty || stderrIsTty ? 'manual' : 'unattended';
}

/**
 * Whether the run itself sends what waits and pings. Units of jobs that ask nobody may have no network, so
 * that theirs goes out with the next run; a chain's step holds up the chain, which sends at its end.
 */
function tellsAtEnd({ self, settings }: Desk, job: Job): boolean {
  const trigger = triggerOf(self);
  return trigger !== 'chain' && (trigger !== 'systemd' || unitHasNetwork(job, settings));
}

/** The name that a starter has given the run, and the run of the chain that it belongs to. */
function givenRunIds({ env }: Process): Pick<RunSurroundings, 'runId' | 'parentRunId'> {
  const [runId, parentRunId] = [env['PAPERJOBS_RUN_ID'], env['PAPERJOBS_PARENT_RUN']];
  return {
    ...(runId !== undefined && isRunId(runId) ? { runId } : {}),
    ...(parentRunId !== undefined && isRunId(parentRunId) ? { parentRunId } : {}),
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

/** One pass of the job, or as many as it is to be repeated. */
async function passes(
  job: Job,
  options: OptionValues<OptionSpecs>,
  around: RunSurroundings,
): Promise<RunReport> {
  const repeat = repeatOf(options);
  if (!repeat) return runJob(job, options, around);
  // An id that was handed over names one run, and a monitor hears of one: the first pass.
  const { runId: _first, began: _began, ...others } = around;
  const { pacer: own, signal } = around.context;
  let count = 0;
  return repeated(repeat, { pacer: own, signal }, () =>
    runJob(job, options, count++ === 0 ? around : others),
  );
}

/** What a run of a job is asked with. */
interface Asked {
  readonly job: Job;
  /** Every job of the program. */
  readonly jobs: readonly Job[];
  readonly raw: RawOptions;
  readonly version: string;
}

/**
 * Runs the job, tells how it went, and only then what waits for other people.
 *
 * @param say tells the report to whoever started the run
 */
async function runOn(desk: Desk, asked: Asked, say: (report: RunReport) => void): Promise<void> {
  const { job, jobs, raw, version } = asked;
  const { self, flags, settings } = desk;
  const options = readOptions(job.options, raw);
  const alone = standsAlone(job, options);
  const opened = await storeFor(desk, alone);
  const heard = hearSignals(self.node);
  const pings = pingsFor(desk, job.name, alone);
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
        bots: desk.resolved.bots,
        targets: desk.resolved.targets,
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
        chartLibrary: async () => (await import('../platform/chart-library.ts')).chartLibrary(),
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
      jobs,
      redact: desk.redact,
      ...(tellsAtEnd(desk, job) ? { began: (runId: string) => pings.start(runId) } : {}),
      rowsWritten: () => opened.rowsWritten(),
      exitStatus,
    };
    const report = await passes(late.job, options, around);
    desk.progress.stop();
    for (const title of opened.discardedNotifications()) {
      desk.log.write('notice', 'a dry run sends no notification', { title });
    }
    say(report);
    if (!tellsAtEnd(desk, job)) return;
    await pings.end(report, exitStatus(report));
    if (!flags.dryRun) await sendWaiting(desk, opened, heard.signal);
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
    return;
  }
  const text = report.error ? undefined : report.text;
  if (text !== undefined) self.out(redact(text));
  // Beside a result the line about the run is no part of it: `paperjobs screen … --csv > file`.
  const say = text === undefined ? self.out : self.err;
  if (!flags.quiet) say(redact(runLine(report)));
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
  let report: RunReport | undefined;
  const say = (ended: RunReport): void => {
    report = ended;
    tell(self, flags, ended, desk);
  };
  try {
    // A slip in the options is told before anything is opened.
    if (repeatOf(readOptions(job.options, raw)) && flags.asOf !== undefined) {
      throw new Failure('usage', 'expected --repeat-every without --as-of: a clock that stands');
    }
    desk = await setDesk(self, flags);
    const configured = await asConfigured(jobs, desk);
    const wanted = configured.find(({ name }) => name === job.name) ?? job;
    await runOn(desk, { job: wanted, jobs: configured, raw, version }, say);
  } catch (error) {
    // What breaks after the run was told of is not the run's.
    if (report) desk?.log.write('warning', 'after the run', { reason: String(error) });
    else say(stillborn(job, flags, error));
  }
  await desk?.close();
  return report ? exitStatus(report) : 1;
}
