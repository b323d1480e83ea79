import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { columnReader } from '../../src/store/column-reader.ts';
import { readDailyBars } from '../../src/store/daily-bars.ts';
import { sqliteDialect } from '../../src/store/dialect.ts';
import type { Schema } from '../../src/store/schema.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { dailyBar } from '../support/bars.ts';
import { newListing, openedStore } from '../support/opened-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TO = sessionDate('2026-01-31');

/** Keeps rows such as `05 120`, and `05 adjusted 60`: day of January 2026 and close in rupees. */
async function keep({ store }: OpenStore, listingId: number, rows: readonly string[]) {
  await store.write(async ({ candles }) => {
    for (const row of rows) {
      const [day = '', ...rest] = row.split(' ');
      const adjusted = rest[0] === 'adjusted';
      const bar = dailyBar(`2026-01-${day}`, Number(rest.at(-1)) * 100);
      const basis = adjusted ? 'split-adjusted' : 'raw';
      candles.saveDaily(listingId, basis, adjusted ? 'yahoo' : 'nse', [bar]);
    }
  });
}

/** Adjusted rows before, between and after raw ones; a listing of raw ones, and one without any. */
async function stocked(path?: string) {
  const opened = await openedStore(path);
  const mixed = await newListing(opened, 'MIXED');
  const raw = await newListing(opened, 'RAW');
  const empty = await newListing(opened, 'EMPTY');
  await keep(opened, mixed, ['05 adjusted 50', '06 102', '07 adjusted 51', '07 103', '08 104']);
  await keep(opened, mixed, ['09 adjusted 53']);
  await keep(opened, raw, ['06 201', '07 202', '08 203', '09 204', '12 205']);
  const listings = [mixed, empty, raw].map((listingId) => ({ listingId, series: 'EQ' }));
  return { ...opened, listings };
}

test('each listing of an instrument has its own rows, and bases only where one is adjusted', async () => {
  const { store, listings } = await stocked();
  const shown = (await store.dailyBars.columns({ listings }, undefined, TO)).map((kept) => ({
    days: kept.sessions.map((session) => session.slice(8)).join(' '),
    closes: [...kept.close],
    bases: kept.basis && [...kept.basis],
  }));
  expect(shown).toEqual([
    {
      days: '05 06 07 07 08 09',
      closes: [50, 102, 103, 51, 104, 53],
      bases: [1, 0, 0, 1, 0, 1],
    },
    { days: '', closes: [], bases: undefined },
    { days: '06 07 08 09 12', closes: [201, 202, 203, 204, 205], bases: undefined },
  ]);
});

test('up to a day before the newest row, and from a day on, bases stand beside their rows', async () => {
  const { store, listings } = await stocked();
  const [from, to] = [sessionDate('2026-01-07'), sessionDate('2026-01-08')];
  const [mixed, empty, raw] = await store.dailyBars.columns({ listings }, from, to);
  expect([...(mixed?.close ?? [])]).toEqual([103, 51, 104]);
  expect([...(mixed?.basis ?? [])]).toEqual([0, 1, 0]);
  expect(empty?.sessions).toEqual([]);
  expect([...(raw?.close ?? [])]).toEqual([202, 203]);
  const [closes, none, others] = await store.dailyBars.closes({ listings }, from, to);
  expect(closes, 'opens too, by which splits are seen').toEqual(mixed);
  expect(none).toEqual(empty);
  expect([...(others?.close ?? [])]).toEqual([202, 203]);
  expect([...(others?.open ?? [])]).toEqual([Number.NaN, Number.NaN]);
  const before = sessionDate('2026-01-02');
  const nothing = await store.dailyBars.columns({ listings }, undefined, before);
  expect(nothing.map(({ sessions, basis }) => [sessions, basis])).toEqual(
    Array.from({ length: 3 }, () => [[], undefined]),
  );
});

test('rows that another process writes in between are not seen in halves', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const { listings } = await stocked(path);
  const raw = new SqliteDatabase(path, { readonly: true });
  const db = new Kysely<Schema>({ dialect: sqliteDialect(raw, path) });
  onTestFinished(() => db.destroy());
  const elsewhere = new SqliteDatabase(path);
  onTestFinished(() => void elsewhere.close());
  const { basesSince } = columnReader(raw);
  const ask = basesSince.get.bind(basesSince);
  vi.spyOn(basesSince, 'get').mockImplementationOnce((listingId, from) => {
    elsewhere.exec(`INSERT INTO candles_1d SELECT listing_id, '2026-01-02', 0, open_paise, high_paise,
      low_paise, close_paise, volume, source FROM candles_1d WHERE session = '2026-01-05'`);
    return ask(listingId, from);
  });
  const [mixed] = await readDailyBars({ db, raw }).columns({ listings }, undefined, TO);
  expect([...(mixed?.close ?? [])]).toEqual([50, 50, 102, 103, 51, 104, 53]);
  expect([...(mixed?.basis ?? [])]).toEqual([0, 1, 0, 0, 1, 0, 1]);
});
