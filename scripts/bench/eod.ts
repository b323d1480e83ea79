import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHILD, childrenMs, numbersFrom, runNode } from './child.ts';
import { median } from './line.ts';
import type { BenchSettings, Group, Measured } from './line.ts';
import { sessionDays } from './made-up-sessions.ts';
import { builtProgram } from './start-up.ts';

/** How long the made-up exchange may take to listen, milliseconds. */
const START_MS = 20_000;
const PYTHON = 'python3';

/** Starts the made-up exchange in a process of its own. */
function exchange(folder: string): { readonly origin: string; close(): void } {
  const script = process.argv[1] ?? '';
  const child = spawn(process.execPath, [script, CHILD, 'exchange', folder, '0'], {
    stdio: 'ignore',
  });
  const file = join(folder, 'origin');
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; !existsSync(file); waited += 50) {
    if (waited > START_MS) throw new Error('expected the made-up exchange to listen by now');
    Atomics.wait(sleeper, 0, 0, 50);
  }
  return { origin: readFileSync(file, 'utf8'), close: () => child.kill() };
}

/** CPU time of one whole process, milliseconds. */
function spentBy(work: () => void): number {
  const before = childrenMs();
  work();
  return childrenMs() - before;
}

function python(words: readonly string[]): void {
  const { status, stderr } = spawnSync(PYTHON, words, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`"${PYTHON} ${words.join(' ')}" ended with ${status}: ${stderr}`);
}

function measureSession(settings: BenchSettings): readonly Measured[] {
  if (spawnSync(PYTHON, ['-c', 'import pandas']).status !== 0) {
    return [{ value: Number.NaN, unmeasured: 'pandas is not installed' }];
  }
  const folder = mkdtempSync(join(settings.folder, 'eod-'));
  const program = builtProgram(settings.folder);
  const served = exchange(folder);
  try {
    // The first of them makes the databases, and the files warm.
    const days = sessionDays(settings.rounds + 1);
    const rounds = days.map((day) => {
      // On the evening of the session: price bands of longer ago are not asked for.
      const when = ['--date', day, '--as-of', `${day}T22:00`];
      const words = [program, 'eod', ...when, '--data-dir', join(folder, 'desk'), '--quiet'];
      const environment = { PAPERJOBS_BASE_URL: served.origin };
      return {
        ours: spentBy(() => runNode(words, { environment })),
        theirs: spentBy(() =>
          python(['scripts/bench/eod.py', join(folder, 'pandas.db'), served.origin, day]),
        ),
      };
    });
    const counted = rounds.slice(1);
    return [
      {
        value: median(counted.map(({ ours }) => ours)),
        baseline: median(counted.map(({ theirs }) => theirs)),
      },
    ];
  } finally {
    served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One session of the whole market, start to exit. */
export const eodSession: Group = {
  lines: [
    {
      name: 'eod-session',
      title: '`eod` of one session, 3,000 securities over HTTP, against pandas and sqlite3',
      unit: 'ms CPU',
      bar: 0.75,
      kind: 'times',
    },
  ],
  measure: measureSession,
};

/** A year of sessions that were missed. */
export const eodBacklog: Group = {
  lines: [
    {
      name: 'eod-backlog',
      title:
        'a backlog of 250 sessions as `eod` writes it, against one prepared `run()` for each of the same rows, sorted, in one go',
      unit: 'ms CPU',
      bar: 2,
      kind: 'times',
    },
  ],
  measure(settings) {
    const once = (name: string): number => {
      const folder = mkdtempSync(join(settings.folder, 'backlog-'));
      try {
        return numbersFrom([name, folder, '0'])['spent'] ?? Number.NaN;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    };
    const rounds = Array.from({ length: Math.min(settings.rounds, 3) }, () => ({
      ours: once('backlog'),
      bare: once('bare-backlog'),
    }));
    return [
      {
        value: median(rounds.map(({ ours }) => ours)),
        baseline: median(rounds.map(({ bare }) => bare)),
      },
    ];
  },
};
