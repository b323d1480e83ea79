import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { dailyBars, intradayBars } from '../support/rows-of-bars.ts';
import { NOW, learnt, openedStore, share } from '../support/opened-store.ts';
import { plainRows } from '../support/plain-rows.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('views give rupees, Indian time and the current symbol', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const opened = await openedStore(path);
  const { store } = opened;
  const item = share('ACME', { isin: 'INE001A01018' });
  await learnt(opened, [item]);
  const [listing] = await store.instruments.find('XNSE', ['ACME']);
  await store.write(async ({ candles, runs }) => {
    candles.saveDaily(listing?.listingId ?? 0, 'raw', 'nse', dailyBars(1, 10_005));
    candles.saveIntraday('1m', listing?.listingId ?? 0, 'upstox', intradayBars(1));
    await runs.open({
      id: 'r1',
      job: 'eod',
      trigger: 'cron',
      asOf: NOW,
      startedAt: instant(NOW + 1),
      locks: [],
      arguments: 'eod',
      version: '0.1.0',
      host: 'desk',
      pid: 1,
    });
  });
  await learnt(opened, [{ ...item, symbol: 'ACMENEW' }]);
  expect(plainRows(path, 'SELECT * FROM candles_1d_in_rupees')).toEqual([
    {
      symbol: 'ACMENEW',
      series: 'EQ',
      exchange: 'XNSE',
      session: dailyBars(1)[0]?.session,
      open: 99.95,
      high: 100.35,
      low: 99.85,
      close: 100.05,
      volume: 11_005,
      basis: 'raw',
      source: 'nse',
    },
  ]);
  expect(plainRows(path, 'SELECT symbol, ist, close, source FROM candles_1m_in_rupees')).toEqual([
    { symbol: 'ACMENEW', ist: '2026-11-26 09:15', close: 100, source: 'upstox' },
  ]);
  expect(plainRows(path, 'SELECT * FROM job_runs_in_ist')).toMatchObject([
    { job: 'eod', outcome: 'running', started_ist: '2026-11-26 09:15:01', id: 'r1' },
  ]);
});

test('every table is strict', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  await openedStore(path);
  const loose = plainRows(
    path,
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0",
  );
  const tables = plainRows(path, "SELECT name FROM pragma_table_list WHERE type = 'table'");
  expect(tables.length).toBeGreaterThan(15);
  expect(loose).toEqual([{ name: 'sqlite_schema' }, { name: 'sqlite_temp_schema' }]);
});
