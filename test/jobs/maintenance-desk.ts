import { exitStatus } from '../../src/cli/exit.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { RunReport } from '../../src/core/run-report.ts';
import type { Job } from '../../src/kit/job.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import { runJob } from '../../src/kit/run-job.ts';
import { bench } from '../support/bench.ts';
import type { Bench } from '../support/bench.ts';
import { backupDesk } from '../support/backup-desk.ts';
import type { BackupDesk } from '../support/backup-desk.ts';
import { openedStore } from '../support/opened-store.ts';
import { pathsBelow } from '../support/bench.ts';

/** Flags of one run. */
interface Flags {
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** A desk on which the jobs about the database file run, on a real file. */
export interface MaintenanceDesk extends BackupDesk, Bench {
  run(job: Job, raw?: RawOptions, flags?: Flags): Promise<RunReport>;
}

/** It is Sunday night in India, and the clock stands still until it is moved. */
export async function maintenanceDesk(
  settings: Partial<Settings> = {},
  candles = 300,
): Promise<MaintenanceDesk> {
  const files = await backupDesk(candles);
  const opened = await openedStore(files.database);
  const desk = bench({ now: '2026-11-22T02:00', store: opened.store, settings });
  const ctx = { ...desk.ctx, paths: pathsBelow(files.dataDir) };
  let runs = 0;
  return {
    ...files,
    ...desk,
    ctx,
    run: (job, raw = {}, { force = false, dryRun = false } = {}) =>
      runJob(job, readOptions(job.options, raw), {
        context: {
          ...ctx,
          store: dryRun ? opened.dryStore : opened.store,
          random: { ...ctx.random, uuid: () => `run-${++runs}` },
        },
        lock: { tryAcquire: () => ({ release: () => undefined }) },
        waitSeconds: 0,
        dryRun,
        sandbox: false,
        force,
        trigger: 'manual',
        arguments: job.name,
        version: '1.2.3',
        host: 'desk',
        pid: 1,
        jobs: [],
        redact: (text) => text,
        rowsWritten: opened.rowsWritten,
        exitStatus,
      }),
  };
}
