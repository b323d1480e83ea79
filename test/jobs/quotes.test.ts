import { describe, expect, it } from 'vitest';
import { istTime } from '../../src/core/market/instant.ts';
import { marketSync } from '../../src/jobs/market-sync/job.ts';
import { quotes } from '../../src/jobs/quotes/job.ts';
import { sandboxDesk } from './sandbox-desk.ts';
import type { SandboxDesk } from './sandbox-desk.ts';

async function quoteOf(desk: SandboxDesk, symbol: string) {
  const [listing] = await desk.opened.store.instruments.find('XNSE', [symbol]);
  const [quote] = await desk.opened.store.quotes.of(listing ? [listing.listingId] : []);
  return quote;
}

describe('quotes', () => {
  it.each([
    ['2026-06-14T11:00', 'is closed on 2026-06-14: Sunday'],
    ['2026-06-12T08:59', 'trades from 09:15 to 15:30 IST'],
    ['2026-06-12T15:46', 'trades from 09:15 to 15:30 IST'],
  ])('is closed at %s and asks nobody', async (now, why) => {
    const desk = await sandboxDesk(now);
    const report = await desk.run(quotes);
    expect(report.outcome).toBe('closed');
    expect(report.summary).toContain(why);
    expect(desk.told()).toEqual([]);
  });

  it('keeps closed minutes and the price at the end of the last one', async () => {
    const desk = await sandboxDesk('2026-06-12T11:00:10');
    const report = await desk.run(quotes, { symbols: 'PAPERTIGER' });
    expect(report).toMatchObject({ outcome: 'ok', counts: { quotes: 1, changed: 105 } });
    const quote = await quoteOf(desk, 'PAPERTIGER');
    expect(istTime(quote?.at ?? desk.ctx.clock.now())).toBe('11:00');
    expect(quote?.volume).toBeGreaterThan(0);
  });

  it('shares its rows with market-sync', async () => {
    const desk = await sandboxDesk('2026-06-12T11:00:10');
    await desk.run(marketSync, { symbols: 'PAPERTIGER', interval: '1m', date: '2026-06-12' });
    desk.told();
    const report = await desk.run(quotes, { symbols: 'PAPERTIGER' });
    expect(report).toMatchObject({ outcome: 'noop', counts: { quotes: 1, changed: 0 } });
    expect(desk.told()).toEqual([]);
    desk.moveTo('2026-06-12T11:01:10');
    expect(await desk.run(quotes, { symbols: 'PAPERTIGER' })).toMatchObject({
      outcome: 'ok',
      counts: { changed: 1 },
    });
  });

  it('as of an earlier moment takes no price from after it', async () => {
    const desk = await sandboxDesk('2026-06-12T15:00:10');
    await desk.run(marketSync, { symbols: 'PAPERTIGER', interval: '1m', date: '2026-06-12' });
    desk.moveTo('2026-06-12T10:00:10', '2026-06-12T15:00:10');
    await desk.run(quotes, { symbols: 'PAPERTIGER' });
    const quote = await quoteOf(desk, 'PAPERTIGER');
    expect(istTime(quote?.at ?? desk.ctx.wall.now())).toBe('10:00');
  });

  it('has nothing to ask before the first bar is closed', async () => {
    const desk = await sandboxDesk('2026-06-12T09:05');
    expect(await desk.run(quotes)).toMatchObject({ outcome: 'noop', counts: { quotes: 0 } });
  });

  it('refuses a source without minutes', async () => {
    const desk = await sandboxDesk('2026-06-12T11:00');
    expect(await desk.run(quotes, { source: 'nse' })).toMatchObject({ outcome: 'usage' });
  });
});
