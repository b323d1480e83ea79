import { exitStatus } from '../../src/cli/exit.ts';
import type { RunReport } from '../../src/core/run-report.ts';
import type { Context } from '../../src/kit/context.ts';
import { defineJob } from '../../src/kit/job.ts';
import type { Job, JobDeclaration, Outcome } from '../../src/kit/job.ts';
import { runJob } from '../../src/kit/run-job.ts';
import type { RunSurroundings } from '../../src/kit/run-surroundings.ts';
import type { JobLock } from '../../src/ports/job-lock.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { bench } from '../support/bench.ts';
import type { Bench, BenchGiven } from '../support/bench.ts';
import { openedStore } from '../support/opened-store.ts';

type Work = (ctx: Context) => Promise<Outcome> | Outcome;

/** A job that does what the test says. */
export function job(work: Work, more: Partial<JobDeclaration<Record<string, never>>> = {}): Job {
  return defineJob({
    name: 'sample',
    summary: 'Does what a test says',
    priority: 'medium',
    schedules: [],
    timeoutMinutes: 1,
    options: {},
    examples: ['sample'],
    endings: [],
    network: false,
    load: async () => ({ run: async (ctx) => work(ctx) }),
    ...more,
  });
}

/** An outcome with little to say. */
export const fine = (more: Partial<Outcome> = {}): Outcome => ({
  status: 'ok',
  summary: 'all is well',
  counts: { rows: 3 },
  ...more,
});

/** Locks in memory: held by others until the test frees them. */
export interface MemoryLock extends JobLock {
  readonly held: Set<string>;
  readonly log: string[];
}

export function memoryLock(...busy: string[]): MemoryLock {
  const held = new Set(busy);
  const log: string[] = [];
  return {
    held,
    log,
    tryAcquire(names) {
      const taken = names.find((name) => held.has(name));
      if (taken !== undefined) return { busy: taken };
      names.forEach((name) => held.add(name));
      log.push(`took ${names.join(', ')}`);
      return {
        release() {
          names.forEach((name) => held.delete(name));
          log.push(`freed ${names.join(', ')}`);
        },
      };
    },
  };
}

/** A desk on which jobs are run. */
export interface Running extends Bench {
  readonly opened: OpenStore;
  readonly lock: MemoryLock;
  run(job: Job, more?: Partial<RunSurroundings>): Promise<RunReport>;
  /** Ledger rows, newest first, as `job outcome status: summary`. */
  ledger(): Promise<string[]>;
}

export async function running(
  given: Partial<BenchGiven> & { readonly opened?: OpenStore; readonly lock?: MemoryLock } = {},
): Promise<Running> {
  const opened = given.opened ?? (await openedStore());
  const lock = given.lock ?? memoryLock();
  const desk = bench({ now: '2026-06-12T10:00', store: opened.store, ...given });
  let runs = 0;
  const random = {
    fraction: () => 0.5,
    uuid: () => `00000000-0000-4000-8000-${String(++runs).padStart(12, '0')}`,
  };
  return {
    ...desk,
    opened,
    lock,
    run: (asked, more = {}) =>
      runJob(
        asked,
        {},
        {
          context: { ...desk.ctx, random },
          lock,
          waitSeconds: 2,
          dryRun: false,
          sandbox: false,
          force: false,
          trigger: 'manual',
          arguments: 'sample --quiet',
          version: '1.2.3',
          host: 'desk',
          pid: 42,
          jobs: [],
          redact: (text) => text,
          rowsWritten: opened.rowsWritten,
          exitStatus,
          ...more,
        },
      ),
    async ledger() {
      const rows = await opened.store.runs.newest(20);
      return rows.map(
        ({ job: name, outcome, end }) =>
          `${name} ${outcome} ${end?.exitCode ?? '-'}: ${end?.summary ?? '-'}`,
      );
    },
  };
}
