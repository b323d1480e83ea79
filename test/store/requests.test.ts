import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requestLedgerContract } from '../contracts/request-ledger.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import { plainRows } from '../support/plain-rows.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

requestLedgerContract('SQLite request ledger', async () => (await openedStore()).requests);

const NOW_MS = NOW * 1000;
const perMinute = [{ seconds: 60, requests: 3 }];

test('bookings outlive the process that made them', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const first = await openedStore(path);
  for (let i = 0; i < 3; i++) await first.requests.reserve('nse', perMinute, NOW_MS);
  const second = await openedStore(path);
  expect(await second.requests.reserve('nse', perMinute, NOW_MS + 1000)).toBeGreaterThan(58_000);
});

test('a wall clock that was set back by a day counts every booking once and then lets it pass', async () => {
  const { requests } = await openedStore();
  for (let i = 0; i < 3; i++) await requests.reserve('nse', perMinute, NOW_MS + i * 15_000);
  const backMs = NOW_MS - 86_400_000;
  const waitMs = await requests.reserve('nse', perMinute, backMs);
  expect(waitMs).toBeGreaterThan(59_000);
  expect(waitMs).toBeLessThanOrEqual(60_100);
  expect(await requests.reserve('nse', perMinute, backMs + 30_000)).toBeGreaterThan(29_000);
  for (let i = 0; i < 3; i++) {
    expect(await requests.reserve('nse', perMinute, backMs + waitMs), `request ${i}`).toBe(0);
  }
});

test('a process with a clock some seconds behind counts what others booked', async () => {
  const { requests } = await openedStore();
  for (let i = 0; i < 3; i++) await requests.reserve('nse', perMinute, NOW_MS);
  expect(await requests.reserve('nse', perMinute, NOW_MS - 5000)).toBeGreaterThan(59_000);
  expect(await requests.reserve('nse', perMinute, NOW_MS + 59_000)).toBeGreaterThan(0);
});

test('bookings that have left every window are forgotten', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const { requests } = await openedStore(path);
  for (let minute = 0; minute < 10; minute++) {
    await requests.reserve('nse', perMinute, NOW_MS + minute * 60_000);
  }
  const [row] = plainRows(path, 'SELECT count(*) AS rows FROM source_requests');
  expect(row).toEqual({ rows: 2 });
});

test('health that was saved is told of every source, by name', async () => {
  const { requests, store } = await openedStore();
  const well = { failuresInRow: 0, throttlesInRow: 0, opened: 0 };
  await requests.saveHealth({ ...well, source: 'yahoo', lastOkAt: NOW });
  await requests.saveHealth({ ...well, source: 'nse', failuresInRow: 2, lastError: '503' });
  expect(await store.sourceHealth.all()).toEqual([
    { ...well, source: 'nse', failuresInRow: 2, lastError: '503' },
    { ...well, source: 'yahoo', lastOkAt: NOW },
  ]);
});
