import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { INSTRUMENTS, SESSIONS } from './analysis-child.ts';
import { childrenMs, numbersFrom, runNode } from './child.ts';
import { median } from './line.ts';
import type { BenchSettings, Group, Line, Measured } from './line.ts';
import { reporter } from './memory.ts';
import { builtProgram } from './start-up.ts';
import { talibMs, talibProgram } from './talib.ts';

/** The first that has pandas is taken: a system's own may stand behind another. */
const PYTHONS = ['python3', '/usr/bin/python3'];
/** Outlives the run: fetching and compiling takes longer than measuring. */
const YARDSTICK = 'node_modules/.cache/talib';
/** More rounds would take minutes. */
const ROUNDS = 3;

/** A folder with the database of the whole market and its bars in a file, made once in a run. */
export function market({ folder }: BenchSettings): string {
  const place = join(folder, 'market');
  if (!existsSync(place)) {
    mkdirSync(place);
    numbersFrom(['make-market', place, '0']);
  }
  return place;
}

function rounds<Result>(settings: BenchSettings, work: (round: number) => Result): Result[] {
  return Array.from({ length: Math.min(settings.rounds, ROUNDS) }, (_, round) => work(round));
}

const unmeasured = (why: string): Measured => ({ value: Number.NaN, unmeasured: why });

/** Indicators and patterns alone, over bars in memory. */
export const analysisAlone: Group = {
  lines: [
    {
      name: 'indicators',
      title: '20 indicators of 2,200 instruments, five years, in memory, against TA-Lib in C',
      unit: 'ms CPU',
      bar: 0.45,
      kind: 'speed',
    },
    {
      name: 'patterns',
      title: '61 candlestick patterns of the same, against TA-Lib in C',
      unit: 'ms CPU',
      bar: 0.5,
      kind: 'speed',
    },
  ],
  measure(settings) {
    const yardstick = talibProgram(YARDSTICK);
    if (yardstick === undefined) {
      const why = 'TA-Lib cannot be fetched or compiled';
      return [unmeasured(why), unmeasured(why)];
    }
    const folder = market(settings);
    const all = rounds(settings, () => ({
      ours: numbersFrom(['analysis-alone', folder, '0']),
      theirs: talibMs(yardstick, join(folder, 'bars'), INSTRUMENTS, SESSIONS),
    }));
    return (['indicators', 'patterns'] as const).map((name) => ({
      value: median(all.map(({ ours }) => ours[name] ?? Number.NaN)),
      baseline: median(all.map(({ theirs }) => theirs[name])),
    }));
  },
};

/** Reading and computing. */
export const analysisScan: Group = {
  lines: [
    {
      name: 'scan',
      title:
        'reading 2.75 million daily candles and computing 20 indicators, against pandas on wide frames',
      unit: 'ms CPU',
      bar: 0.12,
      kind: 'times',
    },
  ],
  measure(settings) {
    const python = PYTHONS.find((path) => spawnSync(path, ['-c', 'import pandas']).status === 0);
    if (python === undefined) return [unmeasured('pandas is not installed')];
    const folder = market(settings);
    const one = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const all = rounds(settings, () => {
      const ours = numbersFrom(['analysis-scan', folder, '0'])['spent'] ?? Number.NaN;
      const words = ['-W', 'ignore', 'scripts/bench/scan.py', join(folder, 'paperjobs.db')];
      const { status, stdout, stderr } = spawnSync(python, words, {
        encoding: 'utf8',
        env: { ...process.env, ...one },
      });
      if (status !== 0) throw new Error(`scan.py ended with ${status}: ${stderr}`);
      return { ours, theirs: Number(stdout) };
    });
    return [
      {
        value: median(all.map(({ ours }) => ours)),
        baseline: median(all.map(({ theirs }) => theirs)),
      },
    ];
  },
};

/** The newest sessions of the market, newest first. */
export function newestSessions(folder: string, count: number): string[] {
  const raw = new SqliteDatabase(join(folder, 'paperjobs.db'), { readonly: true });
  const sessions = raw
    .prepare('SELECT session FROM candles_1d WHERE listing_id = 1 ORDER BY session DESC LIMIT ?')
    .pluck()
    .all(count) as string[];
  raw.close();
  return sessions;
}

const JOBS = ['indicators', 'patterns'] as const;

function wallMs(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function measureJobs(settings: BenchSettings): readonly Measured[] {
  const folder = market(settings);
  const program = builtProgram(settings.folder);
  const file = join(settings.folder, 'kilobytes');
  const sessions = newestSessions(folder, Math.min(settings.rounds, ROUNDS) + 1);
  const words = (job: string, session: string): string[] => [
    program,
    job,
    '--date',
    session,
    '--data-dir',
    folder,
    '--quiet',
  ];
  // Brings the schema up to date, and the files warm.
  for (const job of JOBS) runNode(words(job, sessions.at(-1) ?? ''));
  const all = sessions.slice(0, -1).map((session) => {
    const before = childrenMs();
    const sizes = JOBS.map((job) => {
      runNode(['--import', reporter(file), ...words(job, session)]);
      return (Number(readFileSync(file, 'utf8')) * 1024) / 1e6;
    });
    const spent = childrenMs() - before;
    // Once more: nothing changes, so that both only read and compute.
    const again = words('indicators', session);
    const [one, two] = ['1', '2'].map((threads) =>
      wallMs(() => runNode(again, { environment: { PAPERJOBS_ANALYSIS_THREADS: threads } })),
    );
    return { spent, megabytes: Math.max(...sizes), one, two };
  });
  return [
    { value: median(all.map(({ spent }) => spent)) },
    { value: median(all.map(({ megabytes }) => megabytes)) },
    {
      value: median(all.map(({ two = Number.NaN }) => two)),
      baseline: median(all.map(({ one = Number.NaN }) => one)),
    },
  ];
}

const JOB_LINES: readonly Line[] = [
  {
    name: 'new-session',
    title:
      '`indicators` and `patterns` of one new session, 2,200 instruments with five years behind them, start to exit',
    unit: 'ms CPU',
    bar: 8000,
    kind: 'value',
  },
  {
    name: 'analysis-memory',
    title: 'largest resident size of the two',
    unit: 'MB',
    bar: 256,
    kind: 'value',
  },
  {
    name: 'analysis-threads',
    title: '`indicators` of that session on two threads, against one',
    unit: 'ms',
    bar: 0.75,
    kind: 'times',
  },
];

/** The jobs as they are run after the close. */
export const analysisJobs: Group = { lines: JOB_LINES, measure: measureJobs };
