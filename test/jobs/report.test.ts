import { describe, expect, it } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { options } from '../../src/jobs/report/job.ts';
import { run } from '../../src/jobs/report/run.ts';
import { run as perf } from '../../src/jobs/perf/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import type { Settings } from '../../src/config/settings.ts';
import { kept, session } from '../store/session-rows.ts';
import { bench } from '../support/bench.ts';
import { openedStore } from '../support/opened-store.ts';
import { tradedAccount } from '../support/traded-account.ts';

const ISIN = 'INE001A01018';
const DAYS = ['2026-11-13', '2026-11-16', '2026-11-17', '2026-11-18'] as const;
const NOTHING = { equity: undefined, benchmark: undefined, riskFree: undefined };

/** A share that is bought on Monday and followed; Wednesday evening. */
async function desk({
  now = '2026-11-18T20:00',
  wall = now,
  dryRun = false,
  settings = {},
}: { now?: string; wall?: string; dryRun?: boolean; settings?: Partial<Settings> } = {}) {
  const opened = await openedStore();
  const { store } = opened;
  for (const [place, day] of DAYS.entries()) {
    await kept(opened, session(day, `ACME EQ ${ISIN} ${10_000 + 100 * place}`));
  }
  const account = await tradedAccount(store);
  const [listing] = await store.instruments.find('XNSE', ['ACME']);
  await account.cash('2026-11-16', 100_000);
  await account.trade(listing?.listingId ?? 0, {
    on: '2026-11-16',
    side: 'BUY',
    quantity: 10,
    price: 100,
  });
  const { ctx, moveTo } = bench({ now, store, dryRun, dataDir: '/data', settings });
  moveTo(now, wall);
  await perf(ctx, NOTHING);
  const files = new Map<string, string>();
  const report = async (raw: RawOptions = {}) => {
    const outcome = await run(
      {
        ...ctx,
        files: {
          read: async (path) => files.get(path),
          write: async (path, content) => void files.set(path, String(content)),
          list: async (folder) =>
            [...files.keys()]
              .filter((path) => path.startsWith(`${folder}/`))
              .map((path) => path.slice(folder.length + 1)),
          remove: async (path) => void files.delete(path),
        },
      },
      readOptions(options, raw),
    );
    const { last } = outcome;
    if (last) await store.write(last);
    return outcome;
  };
  return { store, files, report };
}

describe('report', () => {
  it('keeps the page under its day, writes it where it is asked for, and queues the digest once', async () => {
    const { store, files, report } = await desk();
    expect(await report({ html: '/tmp/here.html' })).toMatchObject({
      status: 'ok',
      counts: { accounts: 1, trades: 0, removed: 0 },
    });
    expect([...files.keys()]).toEqual(['/data/reports/daily-2026-11-18.html', '/tmp/here.html']);
    expect(files.get('/tmp/here.html')).toContain('<h2>Account main</h2>');
    await report();
    const queued = await store.notifications.newest(10);
    expect(queued.map(({ topic, title }) => `${topic}: ${title}`)).toEqual([
      'report: Day 2026-11-18',
    ]);
    expect(queued[0]?.body).toMatch(/^main: ₹1,00,0\d\d\.\d\d, won ₹10\.00/);
  });

  it('as of a past day knows nothing later, and tells nobody', async () => {
    const { store, files, report } = await desk({
      now: '2026-11-16T20:00',
      wall: '2026-11-26T20:00',
    });
    await report();
    const page = files.get('/data/reports/daily-2026-11-16.html') ?? '';
    expect(page).toContain('₹101.00');
    expect(page, 'the close of the next day').not.toContain('₹102.00');
    expect(await store.notifications.newest(10)).toEqual([]);
  });

  it('prints the digest and keeps nothing with --text', async () => {
    const { store, files, report } = await desk();
    const { text, result } = await report({ text: true, weekly: true });
    expect(text).toMatch(
      /^Week 2026-11-16 to 2026-11-18\nmain: .*\n.*official prices: 2026-11-18\n$/s,
    );
    expect(result).toMatchObject({ facts: { 'official prices': '2026-11-18' } });
    expect([files.size, await store.notifications.newest(10)]).toEqual([0, []]);
  });

  it('names jobs that failed, and no run that was typed wrongly', async () => {
    const { store, report } = await desk();
    const startedAt = instant(Date.parse('2026-11-18T19:00:00+05:30') / 1000);
    for (const [id, outcome] of [
      ['a', 'usage'],
      ['b', 'late'],
    ] as const) {
      await store.write(async ({ runs }) => {
        await runs.open({
          id,
          job: outcome === 'usage' ? 'rebalance' : 'eod',
          trigger: 'manual',
          asOf: startedAt,
          startedAt,
          locks: [],
          arguments: '',
          version: '0.1.0',
          host: 'desk',
          pid: 42,
        });
        await runs.close(id, {
          outcome,
          exitCode: 1,
          summary: outcome,
          endedAt: startedAt,
          durationMs: 1,
          counts: {},
          warnings: [],
        });
      });
    }
    expect((await report({ text: true })).text).toContain('Jobs that failed: eod 1×\n');
  });

  it('takes daily reports away that are past their days', async () => {
    const { files, report } = await desk({ settings: { 'report.keep_days': 5 } });
    for (const name of ['daily-2026-11-12', 'daily-2026-11-13', 'monthly-2026-01-30']) {
      files.set(`/data/reports/${name}.html`, '');
    }
    expect((await report()).counts).toMatchObject({ removed: 1 });
    expect([...files.keys()].filter((path) => path.includes('2026-11-12'))).toEqual([]);
    expect(files.size).toBe(3);
  });

  it('a dry run writes no file; a desk without digests queues none', async () => {
    const dry = await desk({ dryRun: true });
    await dry.report({ html: '/tmp/here.html' });
    expect(dry.files.size).toBe(0);
    const quiet = await desk({ settings: { 'report.digest': false } });
    await quiet.report();
    expect(await quiet.store.notifications.newest(10)).toEqual([]);
  });

  it('refuses two kinds, and text with a file', async () => {
    const { report } = await desk();
    await expect(report({ daily: true, weekly: true })).rejects.toThrow('--daily and --weekly');
    await expect(report({ text: true, html: 'x' })).rejects.toMatchObject({ code: 'usage' });
  });
});
