import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOBS } from '../../src/jobs/index.ts';
import { toldOf, unreachable } from '../faults/faults.ts';
import { EVERY_FAULT, SEED, fractionsOf } from '../faults/seed.ts';
import { expectAfter, expectHealed, expectTrue, undisturbed } from '../faults/struck-job.ts';
import type { StruckJob } from '../faults/struck-job.ts';
import { rowsOf } from '../support/kept-rows.ts';
import { mountedMemory } from '../support/mounted.ts';
import { jsonOf, run, start } from '../support/program.ts';
import type { Desk, Ended, RunObject } from '../support/program.ts';

/** Kinds of trouble that only the operating system can make; each takes a fresh desk of the job. */
type Trouble = (struck: StruckJob, fraction: () => number) => Promise<void>;

/** Words that hit system calls on the database, its log and the locks, from the n-th on. */
function hitting(desk: Desk, what: string, trace: string): string[] {
  const call = what.slice(0, what.indexOf(':'));
  return [...tracing(desk, call, trace), '-e', `inject=${what}`];
}

function tracing(desk: Desk, call: string, trace: string): string[] {
  const database = desk.sandboxDatabase;
  const words = ['strace', '-f', '-qq', '-o', trace, '-e', `trace=${call}`];
  return [...words, '-P', database, '-P', `${database}-wal`];
}

/** What was told, and that it was true; a run that broke off in its first words has told nothing. */
async function disturbed(struck: StruckJob, desk: Desk, ended: Ended, told: string) {
  if (ended.stdout !== '') {
    const said = jsonOf<RunObject>(ended);
    expect(said.outcome, `${told}: ${ended.stdout}`).not.toBe('bug');
    expectTrue(struck, desk, said, told);
    if (said.outcome === 'ok') expectAfter(struck, desk, told);
  }
  await expectHealed(struck, desk, told);
}

/** Writes of the database during an undisturbed run, so that one of them can be chosen. */
async function writesOf(struck: StruckJob, call: string): Promise<number> {
  const desk = struck.desk();
  const trace = join(desk.home, 'trace');
  const under = tracing(desk, call, trace);
  await run(desk, struck.words, { under });
  return readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line.includes(call)).length;
}

const killedAtWrite: Trouble = async (struck, fraction) => {
  const writes = await writesOf(struck, 'pwrite64');
  expect(writes, 'writes of an undisturbed run').toBeGreaterThan(0);
  const nth = 1 + Math.floor(fraction() * writes);
  const desk = struck.desk();
  const trace = join(desk.home, 'trace');
  const under = hitting(desk, `pwrite64:signal=SIGKILL:when=${nth}`, trace);
  await run(desk, [...struck.words, '--json'], { under });
  await expectHealed(struck, desk, toldOf(struck, `killed at write ${nth} of ${writes}`));
};

function failing(call: string, error: string): Trouble {
  return async (struck, fraction) => {
    const calls = await writesOf(struck, call);
    const nth = 1 + Math.floor(fraction() * Math.max(1, calls));
    const desk = struck.desk();
    const trace = join(desk.home, 'trace');
    const told = toldOf(struck, `${error} of ${call} from the ${nth}th of ${calls}`);
    const under = hitting(desk, `${call}:error=${error}:when=${nth}+`, trace);
    const ended = await run(desk, [...struck.words, '--json'], { under });
    const injected = readFileSync(trace, 'utf8').includes('INJECTED');
    if (calls > 0) expect(injected, `${told}: nothing was hit`).toBe(true);
    await disturbed(struck, desk, ended, told);
  };
}

const fullDisk: Trouble = async (struck, fraction) => {
  const disk = mountedMemory('size=64m');
  const desk = struck.desk(disk.folder);
  const used = Number(
    execFileSync('du', ['--summarize', '--block-size=1', disk.folder]).toString().split('\t')[0],
  );
  const spare = 4096 * (1 + Math.floor(fraction() * 200));
  disk.remount(`size=${used + spare}`);
  const ended = await run(desk, [...struck.words, '--json']);
  disk.remount('size=64m');
  await disturbed(struck, desk, ended, toldOf(struck, `${spare} bytes left on the disk`));
};

const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

const clockJump: Trouble = async (struck, fraction) => {
  const desk = struck.desk();
  const file = join(desk.home, 'clock');
  const hours = Math.round((fraction() - 0.5) * 96);
  writeFileSync(file, '+0');
  const env = {
    LD_PRELOAD: FAKETIME,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  const told = toldOf(struck, `the clock jumps by ${hours} hours`);
  const running = start(desk, [...struck.words, '--json'], { env });
  const jump = setTimeout(
    () => writeFileSync(file, `${hours < 0 ? '' : '+'}${hours * 3600}`),
    fraction() * struck.tookMs,
  );
  const ended = await running.ended;
  clearTimeout(jump);
  const said = jsonOf<RunObject>(ended);
  expect(said.exitCode, `${told}: ${ended.stdout}`).toBe(0);
  expectAfter(struck, desk, told);
  const [row] = rowsOf(desk.sandboxDatabase, `SELECT * FROM job_runs WHERE id = '${said.runId}'`);
  expect(Number(row?.['duration_ms']), `${told}: by the monotonic clock`).toBeLessThan(600_000);
  await expectHealed(struck, desk, told);
};

const noNames = unreachable('no name is found', 'http://exchange.invalid', ['unshare', '--net']);

/** Whether this machine lets a process be traced. */
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

const TROUBLES: readonly (readonly [string, Trouble, boolean])[] = [
  ['killed at one of its writes', killedAtWrite, canTrace],
  ['a disk that is full', fullDisk, true],
  ['writes that fail', failing('pwrite64', 'EIO'), canTrace],
  ['a disk that keeps nothing', failing('fsync', 'EIO'), canTrace],
  ['a clock that jumps', clockJump, existsSync(FAKETIME)],
];

/** Two kinds of trouble of the table for each job, or all of them; another seed changes which. */
const PAIRS = JOBS.flatMap((job, place) =>
  TROUBLES.filter((_, at) => EVERY_FAULT || (at + place + SEED) % TROUBLES.length < 2)
    .filter(([, , possible]) => possible)
    .map(([name, trouble]) => [job.name, name, job, trouble] as const),
);

describe('every job, where the machine itself fails', () => {
  it.each(PAIRS)('%s: %s', async (name, fault, job, trouble) => {
    await trouble(await undisturbed(job), fractionsOf(name, fault));
  });

  it.each(JOBS.filter(({ network }) => network).map((job) => [job.name, job] as const))(
    '%s: no name is found',
    async (name, job) => {
      const struck = await undisturbed(job);
      if (struck.sources.length > 0) await noNames.strike(struck, fractionsOf(name, 'names'));
    },
  );
});
