import { describe, expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import type { RunEnd, RunStart } from '../../src/core/run.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

function run(id: string, facts: Partial<RunStart> = {}): RunStart {
  return {
    id,
    job: 'eod',
    trigger: 'systemd',
    asOf: NOW,
    startedAt: NOW,
    locks: ['eod'],
    arguments: 'eod --date 2026-11-26',
    version: '0.1.0',
    host: 'desk',
    pid: 42,
    ...facts,
  };
}

const end: RunEnd = {
  outcome: 'ok',
  exitCode: 0,
  summary: '1 session',
  endedAt: instant(NOW + 5),
  durationMs: 5000,
  counts: { rows: 3000 },
  warnings: ['one row was refused'],
};

async function open(store: Store, ...runs: readonly RunStart[]): Promise<void> {
  await store.write(async (books) => {
    for (const one of runs) await books.runs.open(one);
  });
}

/** A run that began so many seconds after now and ended at once. */
async function ended(
  store: Store,
  id: string,
  after: number,
  job: string,
  outcome: RunEnd['outcome'],
) {
  await open(store, run(id, { job, startedAt: instant(NOW + after) }));
  await store.write((books) => books.runs.close(id, { ...end, outcome }));
}

describe('the run ledger', () => {
  test('has an open run as running, with all that was told of it', async () => {
    const { store } = await openedStore();
    const started = run('a', { invocationId: 'unit-1', locks: ['eod', 'market'] });
    await open(store, started);
    expect(await store.runs.newest(5)).toEqual([{ ...started, outcome: 'running' }]);
  });

  test('has a closed run with how it ended', async () => {
    const { store } = await openedStore();
    await open(store, run('a'), run('b'));
    const error = { code: 'late', message: 'still missing' } as const;
    await store.write(async ({ runs }) => {
      await runs.close('a', end);
      await runs.close('b', { ...end, outcome: 'late', exitCode: 69, error });
    });
    const { outcome, ...rest } = end;
    expect(await store.runs.newest(5)).toEqual([
      { ...run('b'), outcome: 'late', end: { ...rest, exitCode: 69, error } },
      { ...run('a'), outcome, end: rest },
    ]);
  });

  test('refuses two runs of one id', async () => {
    const { store } = await openedStore();
    await open(store, run('a'));
    await expect(open(store, run('a'))).rejects.toThrow(/UNIQUE/);
  });

  test('tells the newest runs first, of one job or of all', async () => {
    const { store } = await openedStore();
    await ended(store, 'old', 0, 'eod', 'ok');
    await ended(store, 'middle', 10, 'news', 'ok');
    await ended(store, 'new', 20, 'eod', 'noop');
    const ids = async (limit: number, job?: string): Promise<string[]> =>
      (await store.runs.newest(limit, job)).map(({ id }) => id);
    expect(await ids(9)).toEqual(['new', 'middle', 'old']);
    expect(await ids(1)).toEqual(['new']);
    expect(await ids(9, 'eod')).toEqual(['new', 'old']);
    const newest = (await store.runs.newestOfEach()).map(({ id }) => id);
    expect(newest.toSorted()).toEqual(['middle', 'new']);
  });

  test('names the newest running run as the holder of a lock', async () => {
    const { store } = await openedStore();
    await open(
      store,
      run('died', { job: 'vacuum', locks: ['maintenance'] }),
      run('runs', { job: 'backup', locks: ['x', 'maintenance'], startedAt: instant(NOW + 9) }),
    );
    await ended(store, 'ended', 20, 'eod', 'ok');
    expect((await store.runs.holderOf('maintenance'))?.id).toBe('runs');
    expect(await store.runs.holderOf('eod'), 'that run has ended').toBeUndefined();
    expect(await store.runs.holderOf('maint'), 'no lock of that name').toBeUndefined();
  });

  test('closes open runs of a job as crashed, and no others', async () => {
    const { store } = await openedStore();
    await open(store, run('dead'), run('other', { job: 'news' }));
    await ended(store, 'fine', 0, 'eod', 'ok');
    const close = () => store.write((books) => books.runs.closeCrashed('eod', instant(NOW + 60)));
    expect(await close()).toBe(1);
    expect(await close()).toBe(0);
    const runs = await store.runs.newest(9);
    expect(runs.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['other', 'running'],
      ['fine', 'ok'],
      ['dead', 'crashed'],
    ]);
    expect(runs[2]?.end?.endedAt).toBe(NOW + 60);
  });
});

describe('pruning', () => {
  test('removes old runs that did nothing, and keeps the newest of each job', async () => {
    const { store } = await openedStore();
    await ended(store, 'did-something', 0, 'eod', 'ok');
    await ended(store, 'failed', 1, 'eod', 'late');
    for (const outcome of ['noop', 'closed', 'disabled', 'locked'] as const) {
      await ended(store, outcome, 2, 'eod', outcome);
    }
    await ended(store, 'newest-of-eod', 3, 'eod', 'noop');
    await ended(store, 'only-of-news', 4, 'news', 'noop');
    await ended(store, 'young', 100, 'alerts', 'noop');
    await ended(store, 'younger', 101, 'alerts', 'noop');
    await open(store, run('running', { job: 'bot' }));
    const prune = () => store.write((books) => books.runs.pruneIdle(instant(NOW + 100)));
    expect(await prune()).toBe(4);
    expect((await store.runs.newest(99)).map(({ id }) => id).toSorted()).toEqual([
      'did-something',
      'failed',
      'newest-of-eod',
      'only-of-news',
      'running',
      'young',
      'younger',
    ]);
    expect(await prune(), 'a second time there is nothing').toBe(0);
  });
});
