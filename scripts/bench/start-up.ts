import SqliteDatabase from 'better-sqlite3';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { processMs, runNode } from './child.ts';
import { median } from './line.ts';
import type { BenchSettings, Group, Measured } from './line.ts';

/** A Sunday: the gate turns the job away. */
const SUNDAY = '2026-05-17T12:00';
const BARE = ['-e', '0'];

/** Starts that a desk by the minute has in a year: 250 sessions of 375 minutes, for each of its jobs. */
const YEAR_OF_STARTS = 93_750;

/** A ledger as it is after a year, of the three jobs that are started every minute. */
function fillLedger(path: string): void {
  const raw = new SqliteDatabase(path);
  raw.exec(`
    WITH RECURSIVE minutes (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM minutes WHERE n < ${YEAR_OF_STARTS})
    INSERT INTO job_runs (id, job, outcome, trigger, as_of, started_at, arguments, version, host, pid)
    SELECT job || '-' || n, job, 'ok', 'systemd', at, at, job, '0', 'desk', 1
    FROM (
      SELECT n, job.value AS job, unixepoch('2026-05-17') - 60 * n AS at
      FROM minutes, json_each('["alerts", "orders", "quotes"]') AS job
    )`);
  raw.close();
}

/** Builds the program as it is in the sources, apart from the checkout's own `dist/`. */
export function builtProgram(folder: string): string {
  const place = join(folder, 'program');
  mkdirSync(place, { recursive: true });
  cpSync('bin', join(place, 'bin'), { recursive: true });
  cpSync('package.json', join(place, 'package.json'));
  runNode(['scripts/build.js', join(place, 'dist')]);
  return join(place, 'bin/paperjobs.js');
}

/** Whole processes, start to exit, interleaved with bare Node. */
function measure({ rounds, folder }: BenchSettings): readonly Measured[] {
  const program = builtProgram(folder);
  const version = [program, '--version'];
  const data = join(folder, 'desk');
  const old = join(folder, 'old-desk');
  const jobAt = (place: string): string[] => [
    program,
    'quotes',
    '--as-of',
    SUNDAY,
    '--data-dir',
    place,
  ];
  const all = [BARE, version, jobAt(data), jobAt(old)];
  // Makes the databases, and the files warm.
  for (const words of all) runNode(words);
  fillLedger(join(old, 'paperjobs.db'));
  const times = Array.from({ length: rounds }, () => all.map(processMs));
  const [bareMs, versionMs, jobMs, oldMs] = [0, 1, 2, 3].map((place) =>
    median(times.map((round) => round[place] ?? Number.NaN)),
  ) as [number, number, number, number];
  return [
    { value: versionMs, baseline: bareMs },
    { value: jobMs, baseline: bareMs },
    { value: oldMs, baseline: jobMs },
  ];
}

/** How long the program takes before it does anything. */
export const startUp: Group = {
  lines: [
    {
      name: 'version',
      title: '`paperjobs --version`, against `node -e 0`',
      unit: 'ms CPU',
      bar: 1.35,
      kind: 'times',
    },
    {
      name: 'noop-job',
      title: 'a job on a closed market, start to exit, against `node -e 0`',
      unit: 'ms CPU',
      bar: 1.8,
      kind: 'times',
    },
    {
      name: 'noop-job-year',
      title: 'the same with a year of runs in the ledger, against an empty ledger',
      unit: 'ms CPU',
      bar: 1.2,
      kind: 'times',
    },
  ],
  measure,
};
