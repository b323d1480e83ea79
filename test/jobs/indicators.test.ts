import { describe, expect, it } from 'vitest';
import { indicatorColumns } from '../../src/core/indicators/columns.ts';
import type { DailyBar } from '../../src/core/market/bar.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { options } from '../../src/jobs/indicators/job.ts';
import { run } from '../../src/jobs/indicators/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import { INDICATOR_NAMES } from '../../src/store/indicator-tables.ts';
import { bench } from '../support/bench.ts';
import { sessionsOf } from '../support/bars.ts';
import { learnt, openedStore, share } from '../support/opened-store.ts';

const [FIRST, LAST] = ['2025-09-01', '2026-01-08'];
const SPLIT_ON = '2025-12-01';

/** Closes that rise by a rupee and fall by half of one in turn, halved from the split on. */
function bars(splits: boolean, last = LAST): DailyBar[] {
  return sessionsOf(FIRST, last).map((session, at) => {
    const close = 20_000 + 25 * at + (at % 2 === 0 ? 0 : 75);
    const price = (value: number) =>
      paise(splits && session >= SPLIT_ON ? Math.round(value / 2) : value);
    return {
      session: sessionDate(session),
      openPaise: price(close - 50),
      highPaise: price(close + 100),
      lowPaise: price(close - 150),
      closePaise: price(close),
      volume: splits && session >= SPLIT_ON ? 2000 : 1000,
    };
  });
}

async function desk(now = '2026-01-08T20:00') {
  const opened = await openedStore();
  const { store } = opened;
  await learnt(opened, [
    share('ACME', { isin: 'INE000A01001' }),
    share('BRICK', { isin: 'INE000B01001' }),
    share('GONE', { isin: 'INE000C01001' }),
  ]);
  const listings = await store.instruments.find('XNSE', ['ACME', 'BRICK', 'GONE']);
  const ids = new Map(listings.map(({ symbol, instrumentId }) => [symbol, instrumentId]));
  await store.write(async (books) => {
    for (const { symbol, listingId } of listings) {
      const last = symbol === 'GONE' ? '2026-01-05' : LAST;
      books.candles.saveDaily(listingId, 'raw', 'nse', bars(symbol === 'ACME', last));
    }
    const factor = { exDate: sessionDate(SPLIT_ON), shares: 0.5, rights: 1, specialDividend: 1 };
    const told = { security: 'INE000A01001', isin: 'INE000A01001', symbol: 'ACME' };
    await books.priceFactors.apply([], [{ ...told, ...factor, kinds: ['split'] }]);
  });
  const { ctx, warnings } = bench({ now, store });
  const header = 'date,open,high,low,close,volume\n';
  const lines = bars(false).map(({ session, openPaise, highPaise, lowPaise, closePaise, volume }) =>
    [session, openPaise / 100, highPaise / 100, lowPaise / 100, closePaise / 100, volume].join(','),
  );
  const file = `${header}${lines.join('\n')}\n`;
  const reading = {
    ...ctx,
    files: {
      ...ctx.files,
      read: async (path: string) => (path === '/bars/BRICK.csv' ? file : undefined),
    },
  };
  return {
    opened,
    store,
    warnings,
    ids,
    run: (raw: RawOptions = {}) => run(reading, readOptions(options, raw)),
    rows: (from = FIRST, to = LAST) =>
      store.indicators.between({ from: sessionDate(from), to: sessionDate(to) }),
  };
}

type Printed = readonly Readonly<Record<string, string | number | null>>[];

describe('indicators', () => {
  it('keeps the newest session of all that were dealt in on it, and again changes nothing', async () => {
    const { run: compute, rows, ids, opened } = await desk();
    const outcome = await compute();
    expect(outcome).toMatchObject({
      status: 'ok',
      counts: { instruments: 2, rows: 2, changed: 2, unknown: 0 },
    });
    expect(outcome.result, 'printed as a run').toBeUndefined();
    const kept = await rows();
    expect(kept.map(({ instrumentId, session }) => [instrumentId, session])).toEqual([
      [ids.get('ACME'), LAST],
      [ids.get('BRICK'), LAST],
    ]);
    const before = opened.rowsWritten();
    expect(await compute()).toMatchObject({ status: 'ok', counts: { rows: 2, changed: 0 } });
    expect(opened.rowsWritten()).toBe(before);
  });

  it('computes from all history, in shares of the day of the run', async () => {
    const { run: compute, rows } = await desk();
    await compute({ allHistory: true });
    const kept = await rows();
    expect(kept).toHaveLength(
      2 * sessionsOf(FIRST, LAST).length + sessionsOf(FIRST, '2026-01-05').length,
    );
    const plain = bars(false);
    const of = (name: 'openPaise' | 'highPaise' | 'lowPaise' | 'closePaise'): Float64Array =>
      Float64Array.from(plain, (bar) => bar[name] / 100);
    const columns = indicatorColumns({
      open: of('openPaise'),
      high: of('highPaise'),
      low: of('lowPaise'),
      close: of('closePaise'),
      volume: Float64Array.from(plain, ({ volume }) => volume),
    });
    const last = kept.filter(({ session }) => session === LAST).map(({ values }) => values);
    const [acme, brick] = last;
    expect(brick).toEqual(Float64Array.from(columns, (column) => column.at(-1) ?? Number.NaN));
    // ACME is BRICK in half shares: what is told in percent is the same, prices are half.
    for (const [place, name] of INDICATOR_NAMES.entries()) {
      const [half, whole] = [acme?.[place] ?? 0, brick?.[place] ?? 0];
      if (['rsi', 'wr_14', 'mfi', 'cci', 'adx', 'kdjk', 'stochrsi_k'].includes(name)) {
        expect(half / whole, name).toBeCloseTo(1, 9);
      }
      if (['close', 'boll', 'macd', 'atr', 'sar', 'supertrend', 'vwma'].includes(name)) {
        expect(half / whole, name).toBeCloseTo(0.5, 9);
      }
    }
  });

  it('sees nothing later than its moment', async () => {
    const late = await desk();
    await late.run({ allHistory: true });
    const early = await desk('2025-12-10T20:00');
    expect((await early.run({ allHistory: true })).status).toBe('ok');
    expect(await early.rows()).toEqual(await late.rows(FIRST, '2025-12-10'));
  });

  it('prints rows of the symbols and sessions asked for, and keeps them', async () => {
    const { run: compute, rows, warnings } = await desk();
    const outcome = await compute({ symbols: 'acme,ACMEE', from: '2026-01-07' });
    expect(outcome.status).toBe('partial');
    expect(warnings.join()).toMatch(/"ACMEE"; did you mean "ACME"/);
    const printed = outcome.result as Printed;
    const kept = await rows();
    expect(printed.map(({ symbol, session }) => [symbol, session])).toEqual([
      ['ACME', '2026-01-07'],
      ['ACME', '2026-01-08'],
    ]);
    expect(Object.keys(printed[0] ?? {})).toEqual(['symbol', 'session', ...INDICATOR_NAMES]);
    expect(kept.map(({ values }) => [...values])).toEqual(
      printed.map((row) => INDICATOR_NAMES.map((name) => row[name] ?? Number.NaN)),
    );
  });

  it('computes expressions instead, named by their text, and keeps nothing', async () => {
    const { run: compute, rows } = await desk();
    const outcome = await compute({ compute: 'sma(2); close - sma(volume, 3)', date: LAST });
    const closes = bars(false).map(({ closePaise }) => closePaise / 100);
    const [before = 0, last = 0] = closes.slice(-2);
    expect(outcome.result).toEqual([
      {
        symbol: 'ACME',
        session: LAST,
        'sma(2)': (before + last) / 4,
        'close - sma(volume, 3)': last / 2 - 2000,
      },
      {
        symbol: 'BRICK',
        session: LAST,
        'sma(2)': (before + last) / 2,
        'close - sma(volume, 3)': last - 1000,
      },
    ]);
    expect(await rows()).toEqual([]);
    await expect(compute({ compute: 'sma(2);rsj(14)' })).rejects.toThrow(/rsj/);
  });

  it('computes every session of a file, absent figures as null', async () => {
    const { run: compute, rows } = await desk();
    const outcome = await compute({ input: '/bars/BRICK.csv', compute: 'sma(3)' });
    const printed = outcome.result as Printed;
    expect(printed).toHaveLength(sessionsOf(FIRST, LAST).length);
    expect(printed.slice(0, 3).map((row) => row['sma(3)'])).toEqual([null, null, 200.5]);
    const table = await compute({ input: '/bars/BRICK.csv', to: FIRST });
    expect(table.result).toMatchObject([
      { symbol: 'BRICK', session: FIRST, close: 200, rsi: null },
    ]);
    expect(await rows()).toEqual([]);
  });

  it('has nothing to do where nothing was dealt in', async () => {
    const { run: compute } = await desk();
    expect(await compute({ date: '2026-01-10' })).toMatchObject({
      status: 'noop',
      counts: { rows: 0 },
    });
  });
});
