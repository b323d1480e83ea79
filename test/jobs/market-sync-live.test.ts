import { describe, expect, it } from 'vitest';
import { istText } from '../../src/core/market/instant.ts';
import { marketSync } from '../../src/jobs/market-sync/job.ts';
import { quotes } from '../../src/jobs/quotes/job.ts';
import { sandboxDesk } from './sandbox-desk.ts';
import type { SandboxDesk } from './sandbox-desk.ts';

const NOW = '2026-06-12T11:00:10';
const TOKEN = { token: 'sandbox' };
const LIVE = { what: 'quotes,indices,options' };

async function shown(desk: SandboxDesk): Promise<string[]> {
  return (await desk.opened.store.quotes.shown()).map(
    ({ symbol, at, source }) => `${symbol} ${istText(at).slice(11, 19)} ${source}`,
  );
}

const paths = (desk: SandboxDesk): string[] =>
  desk.told().map((path) => path.split('?')[0]?.replace(/^\/(?:v2|v3|api)\//, '') ?? '');

describe('market-sync with the token of Upstox', () => {
  it('keeps quotes, index values and chains; again it changes nothing', async () => {
    const desk = await sandboxDesk(NOW, '', TOKEN);
    const first = await desk.run(marketSync, LIVE);
    expect(first, JSON.stringify(first)).toMatchObject({
      outcome: 'ok',
      warnings: [],
      counts: { quotes: 2, indices: 2, optionChains: 4, contracts: 320, contractsChanged: 320 },
    });
    expect(await shown(desk)).toEqual([
      'BANKNIFTY 11:00:10 upstox',
      'KITE&KIN 11:00:10 upstox',
      'NIFTY 11:00:10 upstox',
      'PAPERTIGER 11:00:10 upstox',
    ]);
    const rows = desk.opened.rowsWritten();
    desk.told();
    const again = await desk.run(marketSync, LIVE);
    expect(again).toMatchObject({ outcome: 'noop', counts: { contractsChanged: 0 } });
    expect(desk.opened.rowsWritten() - rows, 'the ledger and the history of asking').toBeLessThan(
      8,
    );
    expect(paths(desk).filter((path) => path.includes('quotes'))).toEqual([]);
  });

  it('asks for candles and quotes unless told otherwise, and each part is counted', async () => {
    const desk = await sandboxDesk(NOW, '', TOKEN);
    const report = await desk.run(marketSync);
    expect(report.summary).toMatch(/^\d+ rows changed over 2 symbols; 2 quotes, 2 of them new$/);
    expect(report).toMatchObject({ outcome: 'ok', counts: { series: 8, quotes: 2, failed: 0 } });
    desk.told();
    expect(await desk.run(marketSync)).toMatchObject({ outcome: 'noop' });
    expect(desk.told()).toEqual([]);
  });

  it('gives open interest as contracts, as NSE does', async () => {
    const [first, second] = [
      await sandboxDesk(NOW, '', TOKEN),
      await sandboxDesk(NOW, '', {}),
    ] as const;
    const chainOf = async (desk: SandboxDesk) => {
      await desk.run(marketSync, { underlyings: 'PAPERTIGER' });
      const [chain] = await desk.opened.store.optionChains.newest(
        'PAPERTIGER',
        desk.ctx.clock.now(),
      );
      return {
        source: chain?.source,
        spot: chain?.spotPaise,
        open: chain?.contracts.map((one) => [
          one.strikePaise,
          one.type,
          one.openInterest,
          one.volume,
        ]),
      };
    };
    const [upstox, nse] = [await chainOf(first), await chainOf(second)];
    expect([upstox.source, nse.source]).toEqual(['upstox', 'nse']);
    expect(nse.open).toEqual(upstox.open);
    expect(nse.spot).toBe(upstox.spot);
  });
});

describe('market-sync without a token', () => {
  it('asks NSE, without a request to Upstox', async () => {
    const desk = await sandboxDesk(NOW, '', {});
    expect(await desk.run(marketSync, LIVE)).toMatchObject({
      outcome: 'ok',
      counts: { quotes: 2, indices: 2, optionChains: 4 },
    });
    const asked = paths(desk);
    expect(asked.filter((path) => /market-quote\/quotes|^option\//.test(path))).toEqual([]);
    expect(asked.filter((path) => path === 'allIndices')).toHaveLength(1);
    expect((await shown(desk)).map((line) => line.split(' ')[2])).toEqual([
      'nse',
      'nse',
      'nse',
      'nse',
    ]);
  });

  it('asks Yahoo where NSE refuses', async () => {
    const desk = await sandboxDesk(NOW, '403:nse', {});
    const report = await desk.run(marketSync, { what: 'quotes', symbols: 'PAPERTIGER' });
    expect(report, JSON.stringify(report)).toMatchObject({ outcome: 'ok', counts: { quotes: 1 } });
    expect(await shown(desk)).toEqual([expect.stringMatching(/^PAPERTIGER 11:00:10 yahoo$/)]);
  });

  it('spares NSE a request where the candles tell the price', async () => {
    const desk = await sandboxDesk(NOW, '', {});
    expect(await desk.run(marketSync)).toMatchObject({ outcome: 'ok', counts: { quotes: 2 } });
    expect(paths(desk).filter((path) => path.includes('GetQuoteApi'))).toEqual([]);
    expect(await shown(desk)).toEqual(['KITE&KIN 11:00:00 upstox', 'PAPERTIGER 11:00:00 upstox']);
  });

  it('says what to do when only Upstox is to be asked', async () => {
    const desk = await sandboxDesk(NOW, '', {});
    for (const raw of [{ what: 'quotes', symbols: 'PAPERTIGER' }, { what: 'options' }]) {
      expect(await desk.run(marketSync, { ...raw, source: 'upstox' })).toMatchObject({
        outcome: 'auth',
        summary: expect.stringContaining('paperjobs auth upstox'),
      });
    }
  });
});

describe('a part that fails', () => {
  it('of quotes leaves the candles, and the run is partial', async () => {
    const desk = await sandboxDesk(NOW, '', { token: 'wrong' });
    const raw = {
      what: 'candles,options',
      symbols: 'PAPERTIGER',
      interval: '1d',
      source: 'upstox',
    };
    const report = await desk.run(marketSync, raw);
    expect(report).toMatchObject({ outcome: 'partial', counts: { series: 1, failedParts: 1 } });
    expect(report.summary).toMatch(/^\d+ rows changed over 1 symbols; failed: options$/);
    expect(report.warnings.join()).toContain('options: ');
  });

  it('is told of where the token is refused and another source answers', async () => {
    const desk = await sandboxDesk(NOW, '', { token: 'wrong' });
    const report = await desk.run(marketSync, { what: 'quotes', symbols: 'PAPERTIGER' });
    expect(report).toMatchObject({ outcome: 'ok', counts: { quotes: 1 } });
    expect(report.warnings).toEqual([expect.stringMatching(/^upstox: .*credential/)]);
    expect(await shown(desk)).toEqual(['PAPERTIGER 11:00:10 nse']);
  });

  it('with impossible values is refused by row, the next source answers', async () => {
    const desk = await sandboxDesk(NOW, 'garbage-row:upstox', TOKEN);
    const report = await desk.run(marketSync, { what: 'quotes', symbols: 'PAPERTIGER' });
    expect(report).toMatchObject({ outcome: 'partial', counts: { quotes: 1, quotesRefused: 1 } });
    expect(await shown(desk)).toEqual(['PAPERTIGER 11:00:10 nse']);
  });
});

describe('what a run is about', () => {
  it.each([
    [{ interval: '1d' }],
    [{ date: '2026-06-10' }],
    [{ from: '2026-06-10' }],
    [{ missingOnly: true }],
    [{ backfillDays: '2' }],
  ])('options that only candles have leave quotes out: %j', async (raw) => {
    const desk = await sandboxDesk(NOW, '', TOKEN);
    await desk.run(marketSync, { symbols: 'PAPERTIGER', ...raw });
    expect(await shown(desk)).toEqual([]);
  });

  it('names symbols that no list names, and the nearest', async () => {
    const desk = await sandboxDesk(NOW, '', TOKEN);
    const raw = { what: 'quotes', symbols: 'PAPERTIGER,PAPERTIGR' };
    expect(await desk.run(marketSync, raw)).toMatchObject({
      outcome: 'partial',
      summary: '1 quotes, 1 of them new; quotes missing: "PAPERTIGR" (did you mean PAPERTIGER?)',
    });
    const none = await desk.run(marketSync, { underlyings: 'MONSOONTEA' });
    expect(none).toMatchObject({ outcome: 'bad-data' });
    expect(none.summary).toContain('no source knows options on it');
  });

  it('refuses a part that the forced source does not have', async () => {
    const desk = await sandboxDesk(NOW, '', TOKEN);
    const raw = { what: 'options', source: 'yahoo' };
    expect(await desk.run(marketSync, raw)).toMatchObject({ outcome: 'usage' });
    expect(desk.told()).toEqual([]);
  });

  it('as of the past leaves out what is of now, and refuses it by name', async () => {
    const desk = await sandboxDesk(NOW, '', TOKEN);
    desk.moveTo('2026-06-11T11:00', NOW);
    const { run } = await marketSync.load();
    const { readOptions } = await import('../../src/kit/options.ts');
    const real = { ...desk.ctx, run: { ...desk.ctx.run, sandbox: false } };
    const asked = (raw: Record<string, string>) => run(real, readOptions(marketSync.options, raw));
    expect(await asked({ symbols: 'PAPERTIGER' })).toMatchObject({ status: 'ok' });
    expect(await shown(desk)).toEqual([]);
    await expect(asked({ what: 'quotes' })).rejects.toMatchObject({ code: 'usage' });
    await expect(asked({ underlyings: 'NIFTY' })).rejects.toMatchObject({ code: 'usage' });
    const mirrored = { ...real.settings, base_url: desk.sandbox.origin };
    const there = readOptions(marketSync.options, { what: 'quotes', symbols: 'PAPERTIGER' });
    expect(await run({ ...real, settings: mirrored }, there)).toMatchObject({ status: 'ok' });
    expect(await shown(desk)).toEqual(['PAPERTIGER 11:00:00 upstox']);
  });
});

describe('quotes', () => {
  it('takes the same batches, a minute after the other', async () => {
    const desk = await sandboxDesk(NOW, '', TOKEN);
    expect(await desk.run(quotes)).toMatchObject({
      outcome: 'ok',
      counts: { quotes: 2, series: 2 },
    });
    expect(await shown(desk)).toEqual(['KITE&KIN 11:00:10 upstox', 'PAPERTIGER 11:00:10 upstox']);
    desk.told();
    desk.moveTo('2026-06-12T11:01:10');
    const report = await desk.run(quotes);
    expect(report).toMatchObject({
      outcome: 'ok',
      counts: { quotes: 2, changed: 2, quotesChanged: 2 },
    });
    expect(paths(desk).filter((path) => path === 'market-quote/quotes')).toHaveLength(1);
    expect(await shown(desk)).toEqual(['KITE&KIN 11:01:10 upstox', 'PAPERTIGER 11:01:10 upstox']);
  });

  it('before the open has the prices of the close before', async () => {
    const desk = await sandboxDesk('2026-06-12T09:05', '', TOKEN);
    expect(await desk.run(quotes)).toMatchObject({
      outcome: 'ok',
      counts: { quotes: 2, quotesStale: 0 },
    });
    expect(await shown(desk)).toEqual(['KITE&KIN 15:30:00 upstox', 'PAPERTIGER 15:30:00 upstox']);
  });

  it('is partial where quotes come and candles do not', async () => {
    const desk = await sandboxDesk(NOW, '500:yahoo', TOKEN);
    const candles = desk.ctx.sources.prices;
    const none = { ...desk.ctx.sources, prices: candles.filter(({ name }) => name === 'yahoo') };
    const { run } = await quotes.load();
    const outcome = await run({ ...desk.ctx, sources: none }, { symbols: ['PAPERTIGER'] });
    expect(outcome).toMatchObject({ status: 'partial', counts: { quotes: 1, failedParts: 1 } });
  });
});
