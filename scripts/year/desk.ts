import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exitStatus } from '../../src/cli/exit.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { ResolvedSettings } from '../../src/config/resolve.ts';
import type { RunReport } from '../../src/core/run-report.ts';
import { JOBS } from '../../src/jobs/index.ts';
import type { Sources } from '../../src/kit/context.ts';
import type { Job } from '../../src/kit/job.ts';
import { readOptions } from '../../src/kit/options.ts';
import { runJob } from '../../src/kit/run-job.ts';
import { chartLibrary } from '../../src/platform/chart-library.ts';
import { files } from '../../src/platform/files.ts';
import { createHttp } from '../../src/platform/http/http.ts';
import type { RunHttp } from '../../src/platform/http/http.ts';
import { inParallel } from '../../src/platform/in-parallel.ts';
import type { JobProcesses, StartedBy } from '../../src/ports/job-processes.ts';
import type { Log } from '../../src/ports/log.ts';
import type { RequestLedger } from '../../src/ports/request-ledger.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import { parseFaults } from '../../src/sandbox/faults.ts';
import { SANDBOX_FEEDS } from '../../src/sandbox/news/feeds.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { jobLock } from '../../src/store/job-lock.ts';
import { openStore } from '../../src/store/store.ts';
import type { OpenStore, Store } from '../../src/store/store.ts';
import { sourcesOf } from '../../src/wiring/sources.ts';
import type { YearClock } from './clock.ts';
import { rawOptions } from './words.ts';

/** The seed of the pretend market. */
export const SEED = 20_260_101;
/** Shares that are followed: liquid ones, and one with a bonus. */
export const FOLLOWED = ['PAPERTIGER', 'MONSOONTEA', 'KITE&KIN', 'MANGOSOFT', 'BANYANBANK'];

const CONFIG = `[bots.channel]
account = "robot"
strategy = "donchian"
parameters = { entry = 10, exit = 5 }
symbols = ["PAPERTIGER", "MONSOONTEA", "KITE&KIN"]
size = 5
max_positions = 3
stop_percent = 4
`;

/** A desk in its folder, with the pretend exchange beside it. */
export interface YearDesk {
  readonly clock: YearClock;
  readonly resolved: ResolvedSettings;
  readonly database: string;
  /** Runs a job as a timer would: its own store, client and locks, a row in the ledger. */
  run(job: Job, words: readonly string[], by?: StartedBy): Promise<RunReport>;
  /** The pretend exchange begins anew, with these faults: none when empty. */
  exchangeWith(faults: string): Promise<void>;
  close(): Promise<void>;
}

/** What stands between a run and its books. Absent: nothing. */
export type Between = (store: Store) => Store;

const SILENT: Log = { write: () => undefined };

function settingsOf(dataDir: string): ResolvedSettings {
  return resolveSettings({
    env: {},
    flags: {
      watchlist: FOLLOWED.join(','),
      'news.feeds': SANDBOX_FEEDS.join(','),
      'market_sync.daily_backfill_days': '60',
    },
    configText: CONFIG,
    configPath: 'year.toml',
    configMode: 0o600,
    defaults: { data_dir: dataDir },
  });
}

/**
 * Opens the desk: the wiring of the program, with a clock of its own in place of the machine's.
 *
 * @param between for runs that are to die while they write
 */
export async function yearDesk(
  dataDir: string,
  clock: YearClock,
  between: Between = (store) => store,
): Promise<YearDesk> {
  const resolved = settingsOf(dataDir);
  const database = join(dataDir, 'paperjobs.db');
  const calendar = sandboxCalendar();
  const begin = (faults: string) =>
    startSandbox({ seed: SEED, now: () => clock.now(), faults: parseFaults(faults) });
  let sandbox = await begin('');
  // While one connection is open no run is the last one, which would move the whole log at its end.
  const held = await openStore(database);

  const clientOf = (job: Job, ledger: RequestLedger, signal: AbortSignal): RunHttp =>
    createHttp({
      ledger,
      pacer: clock.pacer,
      random: { fraction: () => 0.5, uuid: randomUUID },
      wallClock: clock,
      wallMs: () => clock.ms(),
      log: SILENT,
      signal,
      secrets: [],
      keepFolder: join(dataDir, 'refused'),
      budgetMs: resolved.settings['http.budget_seconds'] * 1000,
      retries: resolved.settings['http.retries'],
      lowPriority: job.priority === 'low',
    });

  const processes: JobProcesses = {
    async start(words, by) {
      const [name = '', ...rest] = words;
      const job = JOBS.find((one) => one.name === name);
      if (!job) throw new Error(`a chain starts "${name}", which is no job`);
      const ended = run(job, rest, by).then(exitStatus);
      return { pid: process.pid, ended, stop: () => undefined };
    },
  };

  async function run(job: Job, words: readonly string[], by?: StartedBy): Promise<RunReport> {
    const opened: OpenStore = await openStore(database);
    const { signal } = new AbortController();
    const settings = { ...resolved.settings, base_url: sandbox.origin };
    let client: RunHttp | undefined;
    let sources: Sources | undefined;
    const open = (): Sources => {
      client ??= clientOf(job, opened.requests, signal);
      const token = () => Promise.resolve('sandbox');
      return sourcesOf(settings, client, { upstox: token, newsApi: token });
    };
    try {
      return await runJob(job, readOptions(job.options, rawOptions(job, words)), {
        context: {
          clock,
          wall: clock,
          pacer: clock.pacer,
          random: { fraction: () => 0.5, uuid: randomUUID },
          store: between(opened.store),
          get sources() {
            return (sources ??= open());
          },
          settings,
          bots: resolved.bots,
          targets: resolved.targets,
          paths: {
            dataDir,
            database,
            locks: join(dataDir, 'locks'),
            refused: join(dataDir, 'refused'),
            credentials: join(dataDir, 'credentials'),
            configDefault: join(dataDir, 'paperjobs.toml'),
          },
          files,
          log: SILENT,
          progress: { update: () => undefined, stop: () => undefined },
          inParallel,
          processes,
          chartLibrary,
          signal,
          calendar: () => calendar,
        },
        lock: jobLock(join(dataDir, 'locks')),
        waitSeconds: 0,
        dryRun: false,
        sandbox: true,
        force: false,
        trigger: by?.trigger ?? 'systemd',
        ...(by ? { runId: by.runId } : {}),
        ...(by?.parentRunId === undefined ? {} : { parentRunId: by.parentRunId }),
        arguments: [job.name, ...words].join(' '),
        version: '0.0.0',
        host: 'year',
        pid: process.pid,
        jobs: JOBS,
        redact: (text) => text,
        rowsWritten: () => opened.rowsWritten(),
        exitStatus,
      });
    } finally {
      await client?.close();
      await opened.close();
    }
  }

  return {
    clock,
    resolved,
    database,
    run,
    async exchangeWith(faults) {
      await sandbox.close();
      sandbox = await begin(faults);
    },
    async close() {
      await held.close();
      await sandbox.close();
    },
  };
}
