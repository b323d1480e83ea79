import { describe, expect, it } from 'vitest';
import { candlesIn, gapsIn, rowsOf } from '../support/kept-rows.ts';
import type { Row } from '../support/kept-rows.ts';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import { barsBetween, COMPANIES, dailyBars, EVENING } from '../support/made-up-market.ts';
import { newDesk, runJson } from '../support/program.ts';

const WEEK = ['--from', '2026-05-13', '--to', '2026-05-20', '--as-of', EVENING];
const TWO = ['--symbols', 'TEAPOT&CO,KITE-MILLS'];

/** What the market has of some companies, in the shape of `candlesIn`. */
function expected(minutes: number, source: string, symbols = ['KITE-MILLS', 'TEAPOT&CO']): Row[] {
  const companies = symbols.flatMap((name) => COMPANIES.filter(({ symbol }) => symbol === name));
  return companies.flatMap((company) => {
    const bars =
      minutes === 0
        ? dailyBars(company, '2026-05-13', '2026-05-20')
        : barsBetween(company, minutes, '2026-05-13', '2026-05-20');
    return bars.map((bar) => ({
      interval: minutes === 0 ? '1d' : `${minutes}m`,
      symbol: company.symbol,
      series: 'EQ',
      slot: minutes === 0 ? bar.session : bar.start,
      ...(minutes === 0 ? { basis: source === 'nse' ? 0 : 1 } : {}),
      open_paise: bar.open,
      high_paise: bar.high,
      low_paise: bar.low,
      close_paise: bar.close,
      volume: bar.volume,
      source,
    }));
  });
}

describe('every source', () => {
  it.each([
    ['upstox', '1m,5m,15m,1d', ['KITE-MILLS', 'TEAPOT&CO'], [1, 5, 15, 0]],
    ['yahoo', '1d', ['KITE-MILLS', 'TEAPOT&CO'], [0]],
    ['nse', '1d', ['KITE-MILLS', 'TEAPOT&CO'], [0]],
  ] as const)('%s fills every candle that it was asked for, as it was quoted', async (...one) => {
    const [source, intervals, symbols, lengths] = one;
    const exchange = await loopbackExchange();
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const wanted = ['--symbols', symbols.join(','), '--interval', intervals];
    const asked = ['market-sync', ...WEEK, ...wanted, '--source', source];
    const told = await runJson(desk, asked);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', exitCode: 0 });
    // Five and fifteen minutes are made of the one-minute candles where these are kept.
    const from = (length: number): string =>
      length > 1 && intervals.includes('1m,') ? 'aggregated' : source;
    expect(candlesIn(desk.database)).toEqual(
      lengths.flatMap((length) => expected(length, from(length), [...symbols])),
    );
    expect(gapsIn(desk.database)).toEqual([]);
    const before = exchange.requests().length;
    expect((await runJson(desk, asked)).outcome).toBe('noop');
    expect(exchange.requests(), 'a full database asks for nothing').toHaveLength(before);
  });

  it.each([
    ['UDiFF', '2025-01-08'],
    ['legacy zip', '2019-06-12'],
  ])('nse reads the file of a session in the format of its time: %s', async (_, session) => {
    const exchange = await loopbackExchange();
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const told = await runJson(desk, ['market-sync', '--source', 'nse', ...TWO, '--date', session]);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', counts: { changed: 2 } });
    const rows = candlesIn(desk.database);
    expect(rows.map(({ slot, close_paise: close }) => [slot, close])).toEqual(
      [1, 0].map((at) => {
        const company = COMPANIES[at];
        const [bar] = company ? dailyBars(company, session, session) : [];
        return [session, bar?.close];
      }),
    );
  });

  it('nse falls back to the file without ISIN where the first one is not there', async () => {
    const exchange = await loopbackExchange();
    exchange.strike(
      {
        kind: 'answer',
        body: { status: 404, contentType: 'text/html', bytes: Buffer.from('<html>') },
      },
      /BhavCopy_NSE/,
    );
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const asked = ['market-sync', '--source', 'nse', ...TWO, '--date', '2026-05-19'];
    const told = await runJson(desk, [...asked, '--as-of', EVENING]);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', counts: { changed: 2 } });
    expect(exchange.requests().at(-1)?.path).toContain('sec_bhavdata_full_19052026');
    expect(rowsOf(desk.database, 'SELECT * FROM instruments WHERE provisional = 1')).toEqual([]);
  });
});

describe('what cannot be had', () => {
  it('names unknown symbols with the nearest one and keeps the rest', async () => {
    const exchange = await loopbackExchange();
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const asked = ['market-sync', ...WEEK, '--interval', '1d', '--source', 'upstox'];
    const told = await runJson(desk, [...asked, '--symbols', 'TEAPOT&CO,KITE-MILS']);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'partial', exitCode: 3 });
    expect(told.summary).toContain('"KITE-MILS" (did you mean KITE-MILLS?)');
    expect(candlesIn(desk.database)).toEqual(expected(0, 'upstox', ['TEAPOT&CO']));
  });

  it('is partial too when no symbol is known to any source', async () => {
    const exchange = await loopbackExchange();
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const asked = ['market-sync', ...WEEK, '--interval', '1d', '--symbols', 'NOSUCH'];
    const told = await runJson(desk, asked);
    expect(told, JSON.stringify(told)).toMatchObject({ exitCode: 3, counts: { unknown: 1 } });
    expect(told.summary).toContain('NOSUCH');
    expect(candlesIn(desk.database)).toEqual([]);
  });

  it('tells a hole of the source, and nothing before the listing date', async () => {
    const exchange = await loopbackExchange();
    exchange.withhold('TEAPOT&CO', '2026-05-18', '2026-05-19');
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const asked = ['market-sync', ...WEEK, '--interval', '1d', '--source', 'upstox'];
    const told = await runJson(desk, [...asked, '--symbols', 'TEAPOT&CO,NEWCOMER']);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', counts: { openSlots: 2 } });
    expect(gapsIn(desk.database)).toMatchObject([
      { symbol: 'NEWCOMER', from_slot: '2026-05-13', to_slot: '2026-05-13', state: 'explained' },
      {
        symbol: 'TEAPOT&CO',
        from_slot: '2026-05-18',
        to_slot: '2026-05-19',
        slots: 2,
        state: 'open',
      },
    ]);
    expect(gapsIn(desk.database)[0]?.['reason']).toContain('listed on 2026-05-14');
  });
});
