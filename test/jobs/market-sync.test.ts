import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { marketSync } from '../../src/jobs/market-sync/job.ts';
import { sandboxDesk } from './sandbox-desk.ts';
import type { SandboxDesk } from './sandbox-desk.ts';

const NOW = '2026-06-12T11:00';

async function sessions(desk: SandboxDesk, symbol: string): Promise<string[]> {
  const [listing] = await desk.opened.store.instruments.find('XNSE', [symbol]);
  if (!listing) return [];
  const series = await desk.opened.store.instruments.seriesOf([listing.instrumentId]);
  const [from, to] = [sessionDate('2000-01-01'), sessionDate('2030-01-01')];
  const ids = series.map(({ listingId }) => listingId);
  const bars = await desk.opened.store.candles.daily(ids, from, to);
  return bars.map(({ session, source }) => `${session} ${source}`);
}

describe('market-sync', () => {
  it('fills every interval of the watchlist, and a second run asks nothing', async () => {
    const desk = await sandboxDesk(NOW);
    const first = await desk.run(marketSync);
    expect(first).toMatchObject({
      outcome: 'ok',
      counts: { symbols: 2, series: 8, failed: 0, unknown: 0, refused: 0, openSlots: 0 },
    });
    expect(first.counts['changed']).toBeGreaterThan(2 * 375 * 4);
    expect((await sessions(desk, 'KITE&KIN')).at(-1)).toBe('2026-06-11 upstox');
    desk.told();
    const second = await desk.run(marketSync);
    expect(second).toMatchObject({ outcome: 'noop', counts: { changed: 0, asks: 0 } });
    expect(desk.told()).toEqual([]);
  });

  it('is partial with the nearest name when a symbol is unknown', async () => {
    const desk = await sandboxDesk(NOW);
    const raw = { symbols: 'PAPERTIGER,PAPERTIGR', interval: '1d' };
    const report = await desk.run(marketSync, raw);
    expect(report).toMatchObject({ outcome: 'partial', counts: { unknown: 1 } });
    expect(report.summary).toContain('"PAPERTIGR" (did you mean PAPERTIGER?)');
  });

  it('has a delisted share from the source that still knows it', async () => {
    const desk = await sandboxDesk(NOW);
    const raw = { symbols: 'OLDLOOMS', interval: '1d', from: '2025-03-17', to: '2025-03-27' };
    await desk.run(marketSync, raw);
    expect((await sessions(desk, 'OLDLOOMS')).at(-1)).toBe('2025-03-27 yahoo');
  });

  it('ends with the failure when no source answers, and has told each', async () => {
    const desk = await sandboxDesk(NOW, '500');
    const report = await desk.run(marketSync, { symbols: 'PAPERTIGER', interval: '1d' });
    expect(report).toMatchObject({ outcome: 'not-yet', error: { code: 'not-yet' } });
    expect(report.warnings.join()).toContain('PAPERTIGER 1d');
  });

  it.each([
    [{ date: '2026-06-03' }, ['2026-06-03']],
    [{ dates: '2026-06-03,2026-06-05' }, ['2026-06-03', '2026-06-05']],
    [{ from: '2026-06-08' }, ['2026-06-08', '2026-06-09', '2026-06-10', '2026-06-11']],
    [{ from: '2026-06-03', to: '2026-06-04' }, ['2026-06-03', '2026-06-04']],
    [{ to: '2026-05-08', backfillDays: '2' }, ['2026-05-06', '2026-05-07', '2026-05-08']],
  ])('asked for %j looks at those sessions, from whole files too', async (dates, expected) => {
    const desk = await sandboxDesk(NOW);
    const raw = { symbols: 'PAPERTIGER', source: 'nse', ...dates };
    const report = await desk.run(marketSync, raw);
    expect(report).toMatchObject({ outcome: 'ok', counts: { changed: expected.length } });
    expect(await sessions(desk, 'PAPERTIGER')).toEqual(expected.map((date) => `${date} nse`));
  });

  it.each([
    [{ date: '2026-06-03', from: '2026-06-01' }],
    [{ from: '2026-06-03', to: '2026-06-01' }],
    [{ from: '2026-06-03', backfillDays: '9' }],
    [{ symbols: 'PAPERTIGER', index: 'NIFTY50' }],
    [{ source: 'nse', interval: '5m' }],
  ])('refuses the contradiction %j before any request', async (raw) => {
    const desk = await sandboxDesk(NOW);
    expect(await desk.run(marketSync, raw)).toMatchObject({ outcome: 'usage' });
    expect(desk.told()).toEqual([]);
  });

  it('says that a Sunday has no session', async () => {
    const desk = await sandboxDesk(NOW);
    const report = await desk.run(marketSync, { symbols: 'PAPERTIGER', date: '2026-06-07' });
    expect(report).toMatchObject({
      outcome: 'noop',
      summary: 'no session in the range for 1 symbols',
    });
  });

  it('leaves the running session alone with --missing-only', async () => {
    const desk = await sandboxDesk(NOW);
    const raw = { symbols: 'PAPERTIGER', interval: '15m', from: '2026-06-11', missingOnly: true };
    expect(await desk.run(marketSync, raw)).toMatchObject({
      counts: { received: 25, changed: 25 },
    });
  });

  it('asks only the forced source, also where settings name whole files alone', async () => {
    const desk = await sandboxDesk(NOW);
    await desk.run(marketSync, { symbols: 'PAPERTIGER', interval: '1d', source: 'yahoo' });
    expect(desk.told().filter((path) => path.includes('/historical-candle/'))).toEqual([]);
    expect((await sessions(desk, 'PAPERTIGER'))[0]).toMatch(/ yahoo$/);
    const whole = { ...desk.ctx.settings, 'market_sync.sources': ['nse'] as const };
    const { run } = await marketSync.load();
    const { readOptions } = await import('../../src/kit/options.ts');
    const options = readOptions(marketSync.options, { symbols: 'MONSOONTEA', from: '2026-06-08' });
    const outcome = await run({ ...desk.ctx, settings: whole }, options);
    expect(outcome).toMatchObject({ status: 'ok', counts: { changed: 4, unknown: 0 } });
  });
});
