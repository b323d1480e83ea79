import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const JOBS = ['alerts', 'eod', 'orders', 'quotes'];

/** A ledger in which each job was started every minute until now, by timers but for `eod`. */
async function desk(minutes: number) {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const { store } = await openedStore(path);
  const raw = new SqliteDatabase(path);
  const insert = raw.prepare(`
    WITH RECURSIVE minutes (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM minutes WHERE n < @minutes)
    INSERT INTO job_runs (id, job, outcome, trigger, as_of, started_at, arguments, version, host, pid)
    SELECT @job || n, @job, 'noop', @trigger, @now - 60 * n, @now - 60 * n, @job, '0', 'desk', 1
    FROM minutes`);
  for (const job of JOBS) {
    const trigger = job === 'eod' ? 'manual' : 'systemd';
    insert.run({ job, minutes, trigger, now: NOW });
  }
  raw.close();
  return store;
}

type Desk = Awaited<ReturnType<typeof desk>>;

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 21; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[10] ?? Number.NaN;
}

const QUESTIONS: readonly (readonly [string, (store: Desk) => Promise<unknown>])[] = [
  [
    'rows of its job that died open',
    // Often in one go: ending a transaction takes longer than asking does.
    (store) =>
      store.write(async ({ runs }) => {
        for (let time = 0; time < 30; time++) await runs.closeCrashed('orders', NOW);
      }),
  ],
  ['the newest run of each job', (store) => store.runs.newestOfEach()],
  ['the last starts', (store) => store.runFigures.lastStarts(['orders', 'alerts'], instant(0))],
];

test('what every run asks takes no longer after weeks of minutes', async () => {
  const [short, long] = [await desk(20), await desk(20_000)];
  for (const [name, ask] of QUESTIONS) {
    const before = await medianMs(() => ask(short));
    const after = await medianMs(() => ask(long));
    // Read through, a thousand times the rows take hundreds of times as long.
    expect(after / before, name).toBeLessThan(12);
  }
});

test('last starts are those of the named jobs since the moment, and by whom', async () => {
  const store = await desk(3);
  const asked = [...JOBS, 'vacuum'];
  const [newest, before] = [instant(NOW - 60), instant(NOW - 59)];
  expect(await store.runFigures.lastStarts(asked, newest)).toEqual([
    { job: 'alerts', startedAt: newest, timedAt: newest },
    { job: 'eod', startedAt: newest },
    { job: 'orders', startedAt: newest, timedAt: newest },
    { job: 'quotes', startedAt: newest, timedAt: newest },
  ]);
  expect(await store.runFigures.lastStarts(['eod'], newest)).toHaveLength(1);
  expect(await store.runFigures.lastStarts(asked, before)).toEqual([]);
});
