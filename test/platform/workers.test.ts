import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { analysisPieces } from '../../src/feed/adjusted-series.ts';
import type { AnalysisPiece } from '../../src/feed/adjusted-series.ts';
import { patternsTask } from '../../src/jobs/patterns/task.ts';
import type { PackedFindings } from '../../src/jobs/patterns/task.ts';
import { workerThreads } from '../../src/platform/workers.ts';
import { openStore } from '../../src/store/store.ts';
import { sessionsOf } from '../support/bars.ts';
import { learnt, share } from '../support/opened-store.ts';
import { walkedBars } from '../jobs/analysis-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperjobs-threads-'));
const database = join(folder, 'paperjobs.db');
const symbols = Array.from({ length: 40 }, (_, place) => `S${place}`);
const until = sessionDate('2026-01-08');
let pieces: readonly AnalysisPiece[] = [];
let expected: readonly (readonly PackedFindings[])[] = [];

beforeAll(async () => {
  const opened = await openStore(database);
  const { store } = opened;
  await learnt(
    opened,
    symbols.map((symbol, place) => share(symbol, { isin: `INE0000${String(place + 10)}01` })),
  );
  const sessions = sessionsOf('2025-01-01', until);
  for (const { listingId } of await store.instruments.find('XNSE', symbols)) {
    await store.write(async (books) =>
      books.candles.saveDaily(listingId, 'raw', 'nse', walkedBars(listingId, sessions)),
    );
  }
  const instruments = await store.dailyBars.instruments({ exchange: 'XNSE' });
  pieces = await analysisPieces(store, { instruments, sessions: {}, until, unknown: [] });
  expected = await Promise.all(pieces.map((piece) => patternsTask.work(store, piece)));
  await opened.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What threads make of the pieces, in the order in which it is handed over. */
async function done(threads: number, task = 'patterns', stop = new AbortController()) {
  const results: (readonly PackedFindings[])[] = [];
  await workerThreads(database, threads, stop.signal).run(
    task,
    pieces,
    async (result: readonly PackedFindings[]) => void results.push(result),
  );
  return results;
}

describe('threads', () => {
  it.each([1, 2, 3])(
    '%i find what one process finds, in the order of the pieces',
    async (count) => {
      expect(pieces.length).toBeGreaterThan(2);
      expect(expected.flat()).toHaveLength(symbols.length);
      expect(await done(count)).toEqual(expected);
    },
  );

  it.each([1, 2, 3])(
    '%i, this one at work among them, find the same in the same order',
    async (count) => {
      const opened = await openStore(database, 'read');
      let here = 0;
      const results: (readonly PackedFindings[])[] = [];
      await workerThreads(database, count, new AbortController().signal).run(
        'patterns',
        pieces,
        async (result: readonly PackedFindings[]) => void results.push(result),
        async (piece: AnalysisPiece) => {
          here++;
          return patternsTask.work(opened.store, piece);
        },
      );
      await opened.close();
      expect(results).toEqual(expected);
      expect(here, 'it begins while the others start').toBeGreaterThan(0);
      if (count === 1) expect(here).toBe(pieces.length);
    },
  );

  it('a piece that this thread cannot do ends the others', async () => {
    const asked = workerThreads(database, 2, new AbortController().signal).run(
      'patterns',
      pieces,
      async () => undefined,
      () => Promise.reject(new Error('broken here')),
    );
    await expect(asked).rejects.toThrow('broken here');
  });

  it('that cannot do their task say why', async () => {
    await expect(done(2, 'nothing')).rejects.toThrow('there is no task "nothing" for threads');
    const nowhere = workerThreads(join(folder, 'none.db'), 2, new AbortController().signal);
    const asked = nowhere.run('patterns', pieces, async () => undefined);
    await expect(asked).rejects.toMatchObject({ code: 'config' });
  });

  it('end when the run is asked to, and when what they found cannot be kept', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    const asked = workerThreads(database, 2, stop.signal).run('patterns', pieces, async () =>
      stop.abort(reason),
    );
    await expect(asked).rejects.toBe(reason);
    await expect(done(2, 'patterns', stop)).rejects.toBe(reason);
    const full = workerThreads(database, 2, new AbortController().signal);
    await expect(
      full.run('patterns', pieces, () => Promise.reject(new Error('no room'))),
    ).rejects.toThrow('no room');
  });
});

it('a thread’s word is no command for people', async () => {
  const { newDesk, run } = await import('../support/program.ts');
  expect((await run(newDesk(), ['--worker-thread'])).status).toBe(64);
});
