import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { instant, istText } from '../../../src/core/market/instant.ts';
import { sandboxCalendar } from '../../../src/sandbox/calendar.ts';
import { asking, closeAll } from '../asking.ts';
import { on } from '../moments.ts';

afterEach(closeAll);

const MASTER = '/market-quote/instruments/exchange/NSE.json.gz';
interface Instrument {
  segment: string;
  instrument_key: string;
  trading_symbol: string;
  instrument_type: string;
}
interface Holiday {
  date: string;
  holiday_type: string;
  closed_exchanges: string[];
  open_exchanges: { exchange: string; start_time: number; end_time: number }[];
}
interface Holidays {
  status: string;
  data: Holiday[];
}

async function masterAt(now: string): Promise<Instrument[]> {
  const { ask } = await asking(now);
  const came = await ask(MASTER);
  expect(came.headers.get('content-encoding')).toBeNull();
  return JSON.parse(gunzipSync(came.bytes).toString()) as Instrument[];
}

describe('upstoxListRoutes', () => {
  test('lists shares, bonds, indices and a future of today under the keys of candles', async () => {
    const instruments = await masterAt('2026-11-25T15:20');
    const bySymbol = new Map(instruments.map((row) => [row.trading_symbol, row]));
    expect(bySymbol.get('KITE&KIN')).toMatchObject({
      segment: 'NSE_EQ',
      instrument_type: 'EQ',
      tick_size: 5,
    });
    expect(bySymbol.get('TINYKITES')).toMatchObject({ instrument_type: 'SM', lot_size: 1200 });
    expect(bySymbol.get('NIFTY')).toMatchObject({
      instrument_key: 'NSE_INDEX|Nifty 50',
      instrument_type: 'INDEX',
    });
    expect(new Set(instruments.map((row) => row.segment))).toEqual(
      new Set(['NSE_INDEX', 'NSE_EQ', 'NSE_FO']),
    );
    expect(bySymbol.has('OLDLOOMS')).toBe(false);
  });

  test('does not list a newcomer before its day', async () => {
    const symbols = (await masterAt('2025-07-11T15:20')).map((row) => row.trading_symbol);
    expect(symbols).not.toContain('FIREFLYLMP');
    expect(symbols).toContain('PAPERTIGER');
  });

  test('tells the days out of the ordinary as the calendar keeps them', async () => {
    const { json } = await asking('2025-06-16T15:20');
    const { status, data } = await json<Holidays>('/v2/market/holidays');
    const calendar = sandboxCalendar();
    expect(status).toBe('success');
    expect(data).toHaveLength(15);
    for (const holiday of data) {
      const day = calendar.day(on(holiday.date));
      expect(day.state, holiday.date).toBe(
        holiday.closed_exchanges.includes('NSE') ? 'closed' : 'open',
      );
      if (holiday.holiday_type !== 'SPECIAL_TIMING') continue;
      const hours = holiday.open_exchanges
        .filter(({ exchange }) => exchange === 'NSE')
        .map(({ start_time, end_time }) => ({ open: start_time / 1000, close: end_time / 1000 }));
      expect(day).toMatchObject({ hours });
    }
    expect(
      data
        .map((holiday) => holiday.holiday_type)
        .filter((type) => type !== 'TRADING_HOLIDAY')
        .toSorted(),
    ).toEqual(['SETTLEMENT_HOLIDAY', 'SPECIAL_TIMING', 'SPECIAL_TIMING']);
  });

  test('answers for one day, and with an empty list for an ordinary one', async () => {
    const { json } = await asking('2026-06-16T15:20');
    const evening = (await json<Holidays>('/v2/market/holidays')).data
      .filter((day) => day.holiday_type === 'SPECIAL_TIMING')
      .at(-1);
    const one = await json<Holidays>(`/v2/market/holidays/${evening?.date ?? ''}`);
    expect(one.data).toHaveLength(1);
    expect(istText(instant((one.data[0]?.open_exchanges[0]?.start_time ?? 0) / 1000))).toBe(
      `${evening?.date ?? ''}T18:15:00+05:30`,
    );
    expect((await json<Holidays>('/v2/market/holidays/2026-06-16')).data).toEqual([]);
  });
});
