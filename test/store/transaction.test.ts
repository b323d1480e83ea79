import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { Books, Store } from '../../src/store/store.ts';
import { dailyBars } from '../support/rows-of-bars.ts';
import { NOW, TODAY, openedStore, share } from '../support/opened-store.ts';
import { plainRows } from '../support/plain-rows.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A day's work: a list, and candles that hang on what it brought in. */
async function work(store: Store): Promise<unknown> {
  const learned = await store.write(async ({ instruments, jobState }) => {
    await jobState.set('instruments', 'nse', 'now', NOW);
    return {
      counts: await instruments.learn([share('ACME', { isin: 'INE001A01018' })], TODAY, NOW),
      listings: await instruments.find('XNSE', ['ACME']),
    };
  });
  const listingId = learned.listings[0]?.listingId ?? 0;
  const changed = await store.write(async ({ candles }) =>
    candles.saveDaily(listingId, 'raw', 'nse', dailyBars(70)),
  );
  return { learned, changed };
}

describe('a transaction', () => {
  test('is undone whole when its work fails, and the failure is told', async () => {
    const { store } = await openedStore();
    const broken = store.write(async ({ jobState }) => {
      await jobState.set('a', 'b', 'c', NOW);
      throw new Failure('stopped', 'in the middle');
    });
    await expect(broken).rejects.toThrow('in the middle');
    expect(await store.jobState.get('a', 'b')).toBeUndefined();
  });

  test('sees what it wrote itself', async () => {
    const { store } = await openedStore();
    const seen = await store.write(async ({ jobState }) => {
      await jobState.set('a', 'b', 'c', NOW);
      return jobState.get('a', 'b');
    });
    expect(seen).toBe('c');
  });

  test('waits for the one before it, and readers wait for both', async () => {
    const { store } = await openedStore();
    const add = async ({ jobState }: Books): Promise<void> => {
      const before = Number((await jobState.get('a', 'count')) ?? 0);
      await jobState.set('a', 'count', String(before + 1), NOW);
    };
    const all = Array.from({ length: 20 }, () => store.write(add));
    const read = store.jobState.get('a', 'count');
    await Promise.all(all);
    expect(await read).toBe('20');
  });

  test('that failed leaves the store usable', async () => {
    const { store } = await openedStore();
    const write = store.write((books) => books.quotes.save([{ listingId: 9 }] as never, NOW));
    await expect(write).rejects.toThrow();
    await store.write((books) => books.watchlist.add('ACME', 'XNSE', NOW));
    expect(await store.watchlist.symbols('XNSE')).toEqual(['ACME']);
  });
});

describe('a dry run', () => {
  test('comes to the same result as the store, and keeps nothing', async () => {
    const path = join(temporaryFolder(), 'paperjobs.db');
    const dry = await openedStore(path);
    const expected = await work((await openedStore()).store);
    expect(await work(dry.dryStore)).toEqual(expected);
    expect(dry.rowsWritten(), 'undone rows are counted').toBeGreaterThan(70);
    for (const table of [
      'instruments',
      'listings',
      'instrument_symbols',
      'candles_1d',
      'job_state',
    ]) {
      const [row] = plainRows(path, `SELECT count(*) AS rows FROM ${table}`);
      expect(row, table).toEqual({ rows: 0 });
    }
    expect(await work(dry.store), 'in earnest after it').toEqual(expected);
  });

  test('leaves the store beside it strict about what rows hang on', async () => {
    const { store, dryStore } = await openedStore();
    await work(dryStore);
    const write = store.write(async ({ candles }) =>
      candles.saveDaily(4711, 'raw', 'nse', dailyBars(1)),
    );
    await expect(write).rejects.toThrow(/FOREIGN KEY/);
  });

  test('fails where the store fails', async () => {
    const { dryStore } = await openedStore();
    const broken = dryStore.write(async () => {
      throw new Failure('bad-data', 'refused');
    });
    await expect(broken).rejects.toThrow('refused');
  });
});
