import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { Store } from '../../src/store/store.ts';
import type { SyncRecord } from '../../src/store/sync-history.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import { plainRows } from '../support/plain-rows.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const RANGE = { from: sessionDate('2026-11-02'), to: sessionDate('2026-11-20') };

const good: SyncRecord = {
  runId: 'run-1',
  job: 'market-sync',
  symbol: 'ACME',
  interval: '1d',
  status: 'SUCCESS',
  source: 'upstox',
  ...RANGE,
  received: 15,
  changed: 15,
  refused: 0,
  why: 'new',
  asOf: NOW,
  startedAt: NOW,
  endedAt: instant(NOW + 1),
};

async function record(store: Store, ...records: readonly Partial<SyncRecord>[]): Promise<void> {
  await store.write(async ({ syncHistory }) => {
    for (const one of records) await syncHistory.record({ ...good, ...one });
  });
}

test('ranges that a source answered since a moment are told', async () => {
  const { store } = await openedStore();
  const asOf = instant(NOW - 60);
  await record(
    store,
    { asOf },
    { status: 'PARTIAL', source: 'yahoo' },
    { status: 'FAILED' },
    { startedAt: instant(NOW - 1) },
    { symbol: 'BOLT' },
    { interval: '5m' },
    { source: 'nse' },
  );
  const { from: _, to: __, source: ___, ...unanswered } = good;
  await store.write((books) => books.syncHistory.record(unanswered));
  const answered = await store.syncHistory.answered('ACME', '1d', ['upstox', 'yahoo'], NOW);
  expect(answered).toEqual([
    { ...RANGE, asOf },
    { ...RANGE, asOf: NOW },
  ]);
  expect(await store.syncHistory.answered('ACME', '1d', [], NOW)).toEqual([]);
});

test('pieces that failed since a moment are counted', async () => {
  const { store } = await openedStore();
  await record(
    store,
    good,
    { status: 'FAILED' },
    { status: 'FAILED', startedAt: instant(NOW - 1) },
  );
  expect(await store.syncHistory.failedSince(NOW)).toBe(1);
  expect(await store.syncHistory.failedSince(instant(NOW - 1))).toBe(2);
  expect(await store.syncHistory.failedSince(instant(NOW + 1))).toBe(0);
});

test('the newest failures are found with plain SQL, newest first', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const { store } = await openedStore(path);
  const error = { code: 'not-yet', message: 'timed out after 30 s' } as const;
  for (let second = 0; second < 12; second++) {
    await record(store, good, { status: 'FAILED', startedAt: instant(NOW + second), error });
  }
  const rows = plainRows(
    path,
    "SELECT * FROM sync_history WHERE status = 'FAILED' ORDER BY started_at DESC LIMIT 10",
  );
  expect(rows).toHaveLength(10);
  expect(rows[0]).toMatchObject({
    job: 'market-sync',
    symbol: 'ACME',
    interval: '1d',
    status: 'FAILED',
    started_at: NOW + 11,
    error_code: 'not-yet',
    error_message: 'timed out after 30 s',
  });
  expect(rows[9]).toMatchObject({ started_at: NOW + 2 });
});

test('a status in other words is refused', async () => {
  const { store } = await openedStore();
  await expect(record(store, { status: 'OK' as never })).rejects.toThrow(/CHECK/);
});
