import { describe, expect, it } from 'vitest';
import { run } from '../../src/commands/show-candles/run.ts';
import type { PriceFactor } from '../../src/core/corporate-actions/price-factor.ts';
import type { DailyBar } from '../../src/core/market/bar.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { CommandContext } from '../../src/kit/command.ts';
import { defaultSettings } from '../support/defaults.ts';
import { learnt, share } from '../support/opened-store.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

const day = sessionDate;
const bar = (session: string, price: number, volume: number): DailyBar => ({
  session: day(session),
  openPaise: paise(price),
  highPaise: paise(price),
  lowPaise: paise(price),
  closePaise: paise(price),
  volume,
});
const factor = (exDate: string, facts: Partial<PriceFactor>): PriceFactor => ({
  security: 'INE900A01011',
  isin: 'INE900A01011',
  symbol: 'ACME',
  exDate: day(exDate),
  shares: 1,
  rights: 1,
  specialDividend: 1,
  kinds: [],
  ...facts,
});

/** ACME at 100, split by five, bonus of one for one; rights and a special dividend beside it. */
async function showing(
  basis: 'raw' | 'split-adjusted',
  bars: readonly DailyBar[],
  special = false,
) {
  const desk = await readingDesk('2026-06-30T10:00');
  // Its ISIN is the one after the split; the factor knows the one before.
  await learnt(desk.opened, [share('ACME', { isin: 'INE900A01029', listedOn: day('2010-01-04') })]);
  const [listing] = await desk.opened.store.instruments.find('XNSE', ['ACME']);
  await desk.keep(async (books) => {
    books.candles.saveDaily(listing?.listingId ?? 0, basis, 'nse', bars);
    await books.priceFactors.apply(
      [],
      [
        factor('2026-02-02', { shares: 0.2, specialDividend: 0.9, kinds: ['split', 'dividend'] }),
        factor('2026-03-02', { shares: 0.5, rights: 0.8, kinds: ['bonus', 'rights'] }),
        factor('2026-07-30', { shares: 0.1, kinds: ['split'] }),
      ],
    );
  });
  const settings = defaultSettings({ 'corp_actions.special_dividends': special });
  const ctx = { ...desk.ctx, resolved: { settings } } as unknown as CommandContext;
  return async (adjust: 'none' | 'split' | 'all', interval: '1d' | '1m' = '1d') => {
    const result = await run(ctx, {
      symbols: ['acme'],
      interval,
      from: undefined,
      to: undefined,
      adjust,
      csv: true,
    });
    return { text: textOfResult(result), rows: result.json as { close: number; volume: number }[] };
  };
}

const RAW = [
  bar('2026-01-30', 10_000, 10),
  bar('2026-02-02', 2_000, 50),
  bar('2026-03-02', 1_000, 100),
];

describe('show candles --adjust', () => {
  it('none prints what is kept', async () => {
    const show = await showing('raw', RAW);
    expect((await show('none')).rows.map(({ close }) => close)).toEqual([100, 20, 10]);
  });

  it('split leaves no jump at a split or bonus, and divides volumes', async () => {
    const show = await showing('raw', RAW);
    expect((await show('split')).rows.map(({ close, volume }) => [close, volume])).toEqual([
      [10, 100],
      [10, 100],
      [10, 100],
    ]);
  });

  it('all counts rights too, special dividends only where the settings say so', async () => {
    const show = await showing('raw', RAW);
    expect((await show('all')).rows.map(({ close }) => close)).toEqual([8, 8, 10]);
    const with9 = await showing('raw', RAW, true);
    expect((await with9('all')).rows.map(({ close }) => close)).toEqual([7.2, 8, 10]);
  });

  it('leaves a series alone that has its splits in it already', async () => {
    const inIt = [
      bar('2026-01-30', 1_000, 100),
      bar('2026-02-02', 1_010, 100),
      bar('2026-03-02', 1_000, 100),
    ];
    const show = await showing('split-adjusted', inIt);
    expect((await show('split')).rows.map(({ close }) => close)).toEqual([10, 10.1, 10]);
    expect((await show('all')).rows.map(({ close }) => close)).toEqual([8, 8.08, 10]);
  });

  it('mends a series that its source forgot to adjust', async () => {
    const show = await showing('split-adjusted', RAW);
    expect((await show('split')).rows.map(({ close }) => close)).toEqual([10, 10, 10]);
  });

  it('is for daily candles only', async () => {
    const show = await showing('raw', RAW);
    await expect(show('split', '1m')).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('show candles', () => {
  it('calls a share by its symbol of the day, and finds it by either', async () => {
    const desk = await readingDesk('2026-06-30T10:00');
    const acme = share('ACME', { isin: 'INE900A01029', listedOn: day('2010-01-04') });
    await learnt(desk.opened, [acme], day('2026-01-01'));
    await learnt(desk.opened, [{ ...acme, symbol: 'ACMENEW' }], day('2026-02-15'));
    const [listing] = await desk.opened.store.instruments.find('XNSE', ['ACMENEW']);
    await desk.keep(async (books) => {
      books.candles.saveDaily(listing?.listingId ?? 0, 'raw', 'nse', RAW);
    });
    const list = async (symbols?: readonly string[]) =>
      (
        await desk.opened.store.shownCandles.list({
          interval: '1d',
          ...(symbols ? { symbols } : {}),
        })
      ).map(({ at, symbol }) => `${at} ${symbol}`);
    const all = ['2026-01-30 ACME', '2026-02-02 ACME', '2026-03-02 ACMENEW'];
    expect(await list()).toEqual(all);
    expect(await list(['ACME'])).toEqual(all);
    expect(await list(['ACMENEW'])).toEqual(all);
  });
});
