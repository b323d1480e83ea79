import SqliteDatabase from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { letADayPass, rowsOf } from '../support/kept-rows.ts';
import { jsonOf, runJson, start } from '../support/program.ts';
import type { Desk, RunObject } from '../support/program.ts';
import { SEED } from './seed.ts';
import {
  expectAfter,
  expectHealed,
  expectNothingStrange,
  expectSound,
  expectTrue,
} from './struck-job.ts';
import type { StruckJob } from './struck-job.ts';

/** One thing that goes wrong with a job, and what must hold then. */
export interface Fault {
  readonly name: string;
  /** Absent: every job can be struck by it. */
  fits?(struck: Pick<StruckJob, 'sources'>): boolean;
  strike(struck: StruckJob, fraction: () => number): Promise<void>;
}

/** What a failed expectation says, so that it can be repeated. */
export function toldOf(struck: StruckJob, what: string): string {
  return `${struck.job.name}, ${what}, PAPERJOBS_TEST_SEED=${SEED}`;
}

/** Milliseconds after the start at which something strikes: before, in the midst of and after the work. */
function instantOf(struck: StruckJob, fraction: () => number): number {
  return Math.round(40 + fraction() * struck.tookMs * 1.1);
}

/** Ended by the kernel in the midst of whatever it was doing. */
export const killed: Fault = {
  name: 'killed',
  async strike(struck, fraction) {
    const desk = struck.desk();
    const after = instantOf(struck, fraction);
    const { process, ended } = start(desk, struck.words);
    await sleep(after);
    process.kill('SIGKILL');
    await ended;
    await expectHealed(struck, desk, toldOf(struck, `killed after ${after} ms`));
  },
};

/** Asked to end by systemd or a person. */
export const stopped: Fault = {
  name: 'asked to end',
  async strike(struck, fraction) {
    const desk = struck.desk();
    const after = instantOf(struck, fraction);
    const told = toldOf(struck, `SIGTERM after ${after} ms`);
    const { process, ended } = start(desk, [...struck.words, '--json']);
    await sleep(after);
    process.kill('SIGTERM');
    const end = await ended;
    if (end.stdout !== '') {
      const said = jsonOf<RunObject>(end);
      expect(['ok', 'noop', 'partial', 'stopped'], `${told}: ${end.stdout}`).toContain(
        said.outcome,
      );
      if (said.outcome === 'ok') expectAfter(struck, desk, told);
      expectTrue(struck, desk, said, told);
    } else {
      expect(end.status, `${told}: before it listened: ${end.stderr}`).toBe(143);
    }
    await expectHealed(struck, desk, told);
  },
};

/** Two to eight processes that want the same. */
export const together: Fault = {
  name: 'several at once',
  async strike(struck, fraction) {
    const desk = struck.desk();
    const many = 2 + Math.floor(fraction() * 7);
    const told = toldOf(struck, `${many} at once`);
    const ends = await Promise.all(Array.from({ length: many }, () => runJson(desk, struck.words)));
    for (const ended of ends) {
      expect(ended.exitCode, `${told}: ${JSON.stringify(ended)}`).toBe(0);
      expectTrue(struck, desk, ended, told);
    }
    expectAfter(struck, desk, told);
    expectSound(desk, told);
  },
};

/** Faults of a source that pass while the run waits. */
const PASSING = ['429*1', '500*2', '503*1', 'truncated*2', 'stall*1'];
/** Faults that last: the run may end in any way that its declaration tells. */
const LASTING = ['403', '503', '429', 'html', 'columns', 'late', 'empty', 'truncated', 'stall'];

async function struckBySource(struck: StruckJob, faults: string): Promise<[Desk, RunObject]> {
  const desk = struck.desk();
  // A source that never answers is waited for, by the product's own limit half a minute at a time.
  const patience = faults.startsWith('stall') ? { PAPERJOBS_HTTP_TIMEOUT_SECONDS: '1.5' } : {};
  const env = { ...patience, PAPERJOBS_SANDBOX_FAULTS: faults };
  return [desk, await runJson(desk, struck.words, { env })];
}

/** One or all of the job's sources: nothing behind the kind of fault, or `:` and whose answers it strikes. */
function aimOf({ sources }: StruckJob, fraction: () => number): string {
  const source = ['', ...sources][Math.floor(fraction() * (sources.length + 1))];
  return source ? `:${source}` : '';
}

/** A source that is unwell for a moment. */
export const passing: Fault = {
  name: 'a source unwell for a moment',
  fits: ({ sources }) => sources.length > 0,
  async strike(struck, fraction) {
    const faults = PASSING[Math.floor(fraction() * PASSING.length)] ?? '429*1';
    const told = toldOf(struck, `PAPERJOBS_SANDBOX_FAULTS=${faults}`);
    const [desk, ended] = await struckBySource(struck, faults);
    expectTrue(struck, desk, ended, told);
    expect(ended.exitCode, `${told}: ${JSON.stringify(ended)}`).toBe(0);
    letADayPass(desk.sandboxDatabase);
    await expectHealed(struck, desk, told);
  },
};

/** Sources, one or all of them, that are unwell as long as the run lasts. */
export const lasting: Fault = {
  name: 'a source unwell for long',
  fits: ({ sources }) => sources.length > 0,
  async strike(struck, fraction) {
    const kind = LASTING[Math.floor(fraction() * LASTING.length)] ?? '503';
    await struckForLong(struck, `${kind}${aimOf(struck, fraction)}`);
  },
};

/** The end is true, and the next day heals it. */
async function struckForLong(struck: StruckJob, faults: string): Promise<RunObject> {
  const told = toldOf(struck, `PAPERJOBS_SANDBOX_FAULTS=${faults}`);
  const [desk, ended] = await struckBySource(struck, faults);
  expectTrue(struck, desk, ended, told);
  // Without an answer a job may make do with what it has; a bad one must add nothing.
  if (faults.startsWith('garbage-row')) expectNothingStrange(struck, desk, told);
  expectSound(desk, told);
  letADayPass(desk.sandboxDatabase);
  // "No records" is an answer that is believed: who knows better has it asked for again.
  const more = faults.startsWith('empty') && !struck.words.includes('--force') ? ['--force'] : [];
  await expectHealed(struck, desk, told, more);
  return ended;
}

/** Connections that are taken and never answered. */
export const stalled: Fault = {
  name: 'a source that never answers',
  fits: ({ sources }) => sources.length > 0,
  async strike(struck, fraction) {
    const ended = await struckForLong(struck, `stall${aimOf(struck, fraction)}`);
    expect(ended.outcome, toldOf(struck, JSON.stringify(ended))).not.toBe('bad-data');
  },
};

/** A row that cannot be in every answer: it is kept nowhere, and the run tells of it. */
export const impossibleRow: Fault = {
  name: 'an impossible row',
  fits: ({ sources }) => sources.length > 0,
  async strike(struck, fraction) {
    const faults = `garbage-row${aimOf(struck, fraction)}`;
    const ended = await struckForLong(struck, faults);
    const told = ended.outcome !== 'ok' || (ended.counts['refused'] ?? 0) > 0;
    expect(told, toldOf(struck, `${faults} passed over in silence: ${JSON.stringify(ended)}`)).toBe(
      true,
    );
  },
};

/** A database that a newer program has written, or one that is broken. */
export const unusable: Fault = {
  name: 'a newer or broken database',
  async strike(struck, fraction) {
    const desk = struck.desk();
    const newer = fraction() < 0.5;
    const told = toldOf(struck, newer ? 'newer database' : 'broken database');
    if (newer) {
      const database = new SqliteDatabase(desk.sandboxDatabase);
      database.pragma('user_version = 9999');
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    } else {
      const file = openSync(desk.sandboxDatabase, 'r+');
      // The schema's own page: whatever is asked has to read it.
      writeSync(file, Buffer.alloc(3000, 0x5a), 0, 3000, 100);
      closeSync(file);
    }
    const bytes = readFileSync(desk.sandboxDatabase);
    const ended = await runJson(desk, struck.words);
    const said = `${told}: ${JSON.stringify(ended)}`;
    expect(newer ? ['config'] : ['config', 'disk'], said).toContain(ended.outcome);
    expect(ended.error?.message, said).toContain(desk.sandboxDatabase);
    expect(readFileSync(desk.sandboxDatabase).equals(bytes), `${told}: untouched`).toBe(true);
  },
};

const NOBODY = '65534';

/** A data folder in which nothing can be written. */
export const readOnly: Fault = {
  name: 'a read-only folder',
  async strike(struck) {
    const desk = struck.desk();
    const told = toldOf(struck, 'read-only folder');
    const asRoot = process.getuid?.() === 0;
    // For root nothing is read-only: somebody else has to run.
    if (asRoot) execFileSync('chown', ['-R', NOBODY, desk.home]);
    const folder = dirname(desk.sandboxDatabase);
    for (const path of [folder, desk.dataDir, desk.home]) chmodSync(path, 0o555);
    const bytes = readFileSync(desk.sandboxDatabase);
    const under = asRoot ? ['setpriv', `--reuid=${NOBODY}`, '--clear-groups'] : [];
    try {
      const ended = await runJson(desk, struck.words, { under });
      expect(ended.outcome, `${told}: ${JSON.stringify(ended)}`).toBe('disk');
      expect(readFileSync(desk.sandboxDatabase).equals(bytes), told).toBe(true);
    } finally {
      for (const path of [desk.home, desk.dataDir, folder]) chmodSync(path, 0o755);
      if (asRoot) execFileSync('chown', ['-R', '0', desk.home]);
    }
    await expectHealed(struck, desk, told);
  },
};

/** A desk as one without the sandbox would be: the same rows in the real place. */
export function realDeskOf(struck: StruckJob): Desk {
  const desk = struck.desk();
  writeFileSync(desk.database, readFileSync(desk.sandboxDatabase), { mode: 0o600 });
  return desk;
}

/** A network that is not there; `under` says how. */
export function unreachable(name: string, baseUrl: string, under: readonly string[] = []): Fault {
  return {
    name,
    fits: ({ sources }) => sources.length > 0,
    async strike(struck) {
      const desk = realDeskOf(struck);
      const told = toldOf(struck, name);
      const words = struck.words.filter((word) => word !== '--sandbox');
      const env = { PAPERJOBS_BASE_URL: baseUrl };
      const before = rowsOf(desk.database, 'SELECT count(*) AS rows FROM candles_1d');
      const ended = await runJson(desk, words, { env, under });
      const said = `${told}: ${JSON.stringify(ended)}`;
      // After a few refusals in a row the source is given up for a while, which is told as blocked.
      expect(['not-yet', 'late', 'blocked', 'partial'], said).toContain(ended.outcome);
      expect(rowsOf(desk.database, 'SELECT count(*) AS rows FROM candles_1d'), said).toEqual(
        before,
      );
      const open = rowsOf(desk.database, 'SELECT * FROM job_runs WHERE ended_at IS NULL');
      expect(open, said).toEqual([]);
    },
  };
}

/** What strikes each job that asks a network, whatever the seed. */
export const OF_SOURCES: readonly Fault[] = [stalled, impossibleRow];

/** What any machine can do to a job. */
export const FAULTS: readonly Fault[] = [
  stopped,
  lasting,
  together,
  unusable,
  passing,
  readOnly,
  unreachable('a refused connection', 'http://127.0.0.1:9'),
];
