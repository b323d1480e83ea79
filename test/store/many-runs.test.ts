import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { NOW, TODAY, newListing, openedStore } from '../support/opened-store.ts';
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

/** Books in which so many orders were filled and sold again, and two are open. */
async function traded(ended: number) {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const opened = await openedStore(path);
  const [listingId, other] = [await newListing(opened), await newListing(opened, 'OTHER')];
  await opened.store.write((books) =>
    books.accounts.create({
      name: 'main',
      currency: 'INR',
      plan: 'zero-delivery',
      mayShort: false,
      createdAt: NOW,
    }),
  );
  const raw = new SqliteDatabase(path);
  const order = raw.prepare(`
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count)
    INSERT INTO orders (account_id, listing_id, side, type, validity, product, role, intent, quantity,
      filled, value_paise, limit_paise, triggered, state, placed_at, since, session, bound_paise,
      day_value_paise)
    SELECT 1, @listingId, 'BUY', 'LIMIT', 'DAY', 'CNC', 'plain', 'open', 10, @filled, 0, 100, 0, @state,
      @now, @now, '2026-11-26', 100, 0
    FROM numbers`);
  order.run({ count: ended, listingId, filled: 10, state: 'filled', now: NOW });
  order.run({ count: 2, listingId: other, filled: 0, state: 'open', now: NOW });
  raw.exec(`
    INSERT INTO trades SELECT order_id, 1, listing_id, order_id, 'fill', 'SELL', 'CNC', 10, 100, 0, 0, 0, 0,
      0, 0, 0, 1593, 0, placed_at, '2026-11-25', NULL FROM orders WHERE state = 'filled';
    INSERT INTO lots SELECT order_id, 1, listing_id, 'CNC', 0, 0, placed_at, '2026-11-25'
      FROM orders WHERE state = 'filled'`);
  raw.close();
  return { store: opened.store, other };
}

test('what trading jobs ask takes no longer after years of orders', async () => {
  const [few, many] = [await traded(20), await traded(60_000)];
  const rules = { participation: 1, slippage: 0 };
  const open = ({ store }: typeof few) => store.tradingBooks.open({ rules, session: TODAY });
  const standing = ({ store, other }: typeof few) => store.tradedListings.standing(other);
  const { book } = await open(many);
  expect([...book.orders.keys()]).toEqual([60_001, 60_002]);
  expect(book.lots.size).toBe(0);
  expect(await standing(many)).toBe(many.other);
  for (const ask of [open, standing]) {
    const before = await medianMs(() => ask(few));
    const after = await medianMs(() => ask(many));
    expect(after / before, ask.name).toBeLessThan(6);
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
