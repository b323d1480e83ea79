import { expect } from 'vitest';
import type { Job } from '../../src/kit/job.ts';
import { integrity, rowsOf } from '../support/kept-rows.ts';
import { runJson } from '../support/program.ts';
import type { Desk, RunObject } from '../support/program.ts';
import { baseDesk, copyOf } from './base-desk.ts';
import { JOB_CASES } from './job-cases.ts';
import type { JobCase } from './job-cases.ts';
import { flawsIn, keptTables, tableDifferences } from './kept-tables.ts';

type Tables = ReturnType<typeof keptTables>;

/** A job, its case and what it does when nothing goes wrong. */
export interface StruckJob {
  readonly job: Job;
  readonly words: readonly string[];
  readonly sources: NonNullable<JobCase['sources']>;
  /** What the desk kept before. */
  readonly before: Tables;
  /** What it keeps after an undisturbed run. */
  readonly after: Tables;
  readonly tookMs: number;
  /** A desk on which the job has not run yet. */
  desk(dataDir?: string): Desk;
}

let base: Promise<Desk> | undefined;

/** Runs the job undisturbed; it must end well and do something. */
export async function undisturbed(job: Job): Promise<StruckJob> {
  base ??= baseDesk();
  const origin = await base;
  const jobCase = JOB_CASES[job.name];
  if (jobCase === undefined) {
    return expect.fail(`test/faults/job-cases.ts has no entry for ${job.name}`);
  }
  const gate = job.gate === undefined ? [] : ['--force'];
  const words = [job.name, '--sandbox', '--wait', '240', ...jobCase.words, ...gate];
  const alone = copyOf(origin);
  const before = keptTables(alone.sandboxDatabase);
  const began = performance.now();
  const told = await runJson(alone, words);
  const tookMs = performance.now() - began;
  expect(told, JSON.stringify(told)).toMatchObject({ exitCode: 0 });
  const after = keptTables(alone.sandboxDatabase);
  if (jobCase.keepsAll) expect(tableDifferences(after, before)).toEqual([]);
  else expect(after, 'an undisturbed run that does nothing proves nothing').not.toEqual(before);
  const { sources = [] } = jobCase;
  return { job, words, sources, before, after, tookMs, desk: (dataDir) => copyOf(origin, dataDir) };
}

/** The file is whole by SQLite's word, and the books balance. */
export function expectSound(desk: Desk, told: string): void {
  expect(integrity(desk.sandboxDatabase), told).toBe('ok');
  expect(flawsIn(desk.sandboxDatabase), told).toEqual([]);
}

/** The next run ends well, and what is kept is what an undisturbed run keeps. */
export async function expectHealed(
  struck: StruckJob,
  desk: Desk,
  told: string,
  more: readonly string[] = [],
): Promise<void> {
  expectSound(desk, told);
  const next = await runJson(desk, [...struck.words, ...more]);
  expect(next.exitCode, `${told}: ${JSON.stringify(next)}`).toBe(0);
  expectSound(desk, told);
  expectAfter(struck, desk, told);
  const open = rowsOf(desk.sandboxDatabase, 'SELECT * FROM job_runs WHERE ended_at IS NULL');
  expect(open, `${told}: runs left open`).toEqual([]);
}

/** The desk keeps what an undisturbed run keeps. */
export function expectAfter(struck: StruckJob, desk: Desk, told: string): void {
  const differences = tableDifferences(keptTables(desk.sandboxDatabase), struck.after);
  expect(differences, `${told}: tables`).toEqual([]);
}

/** Tables that tell what was asked for and how much of it came: after a fault, less. */
const OF_ASKING = ['data_gaps', 'flow_lists', 'nse_index_lists', 'session_files'];

/** The desk keeps nothing besides what it kept before and what an undisturbed run keeps. */
export function expectNothingStrange(struck: StruckJob, desk: Desk, told: string): void {
  const kept = keptTables(desk.sandboxDatabase);
  const known = Object.fromEntries(
    Object.keys(kept).map((table) => [
      table,
      new Set([...(struck.before[table] ?? []), ...(struck.after[table] ?? [])]),
    ]),
  );
  const madeDo = ['["previous_close_paise",null]', '["nse_symbol",null]', '["bse_code",null]'];
  const strange = Object.entries(kept).flatMap(([table, lines]) =>
    lines
      .filter((line) => !OF_ASKING.includes(table) && !known[table]?.has(line))
      // A quote that could not be had is made of the session's minutes, and the last price follows it;
      // an action that one exchange's list cannot tell is told by the other alone.
      .filter((line) => table !== 'instruments' && !madeDo.some((made) => line.includes(made)))
      .map((line) => `${table}: ${line}`),
  );
  expect(strange.slice(0, 5), `${told}: rows that no undisturbed run keeps`).toEqual([]);
}

/** An ending that the job's declaration knows, and whose rows are what it says. */
export function expectTrue(struck: StruckJob, desk: Desk, ended: RunObject, told: string): void {
  const said = `${told}: ${JSON.stringify(ended)}`;
  expect(['ok', ...struck.job.endings], said).toContain(ended.outcome);
  const rows = rowsOf(
    desk.sandboxDatabase,
    `SELECT outcome, exit_code FROM job_runs WHERE id = '${ended.runId ?? ''}'`,
  );
  // Where the closing row could not be written the next run closes it.
  for (const row of rows.filter(({ outcome }) => outcome !== 'running')) {
    expect(row, said).toEqual({ outcome: ended.outcome, exit_code: ended.exitCode });
  }
}
