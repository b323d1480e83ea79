import { afterAll, describe, expect, it } from 'vitest';
import { asking, closeAll } from './asking.ts';

afterAll(closeAll);

const NOW = '2026-06-12T11:00:10';
const BEARER = { authorization: 'Bearer sandbox' };
const COOKIE = { cookie: 'nsit=42' };
const keyOf = async (ask: Awaited<ReturnType<typeof asking>>, symbol: string): Promise<string> => {
  const { gunzipSync } = await import('node:zlib');
  const list = await ask.ask('/market-quote/instruments/exchange/NSE.json.gz');
  const rows = JSON.parse(gunzipSync(list.bytes).toString()) as {
    trading_symbol: string;
    instrument_key: string;
  }[];
  return rows.find((row) => row.trading_symbol === symbol)?.instrument_key ?? '';
};

interface UpstoxQuotes {
  readonly data: Record<
    string,
    { last_price: number; net_change: number; last_trade_time: string }
  >;
}

describe('Upstox in the sandbox', () => {
  it.each([
    '/v2/market-quote/quotes?instrument_key=x',
    '/v2/option/chain',
    '/v2/option/contract',
    '/v3/market-quote/ltp',
  ])('wants the token for %s', async (path) => {
    const desk = await asking(NOW);
    expect((await desk.ask(path)).status).toBe(401);
    const wrong = await desk.ask(path, { authorization: 'Bearer other' });
    expect(wrong.text).toContain('UDAPI100050');
  });

  it('quotes what its candles tell, and leaves out strangers among the keys', async () => {
    const desk = await asking('2026-06-12T11:00:00');
    const key = encodeURIComponent(await keyOf(desk, 'PAPERTIGER'));
    const path = `/v2/market-quote/quotes?instrument_key=${key},NSE_EQ%7CNOBODY`;
    const { data } = await desk.json<UpstoxQuotes>(path, BEARER);
    expect(Object.keys(data)).toEqual(['NSE_EQ:PAPERTIGER']);
    const candles = await desk.json<{ data: { candles: number[][] } }>(
      `/v3/historical-candle/intraday/${key}/minutes/1`,
    );
    const closed = candles.data.candles.find(([start]) => String(start).includes('T10:59'));
    expect(data['NSE_EQ:PAPERTIGER']?.last_price).toBe(closed?.[4]);
    expect(Number(data['NSE_EQ:PAPERTIGER']?.last_trade_time) / 1000).toBe(
      Date.parse('2026-06-12T11:00:00+05:30') / 1000,
    );
    const none = await desk.ask('/v2/market-quote/quotes?instrument_key=NSE_EQ%7CNOBODY', BEARER);
    expect([none.status, none.text]).toEqual([400, expect.stringContaining('UDAPI1087')]);
    const many = Array.from({ length: 501 }, (_, at) => `K${at}`).join(',');
    const refused = await desk.ask(`/v2/market-quote/quotes?instrument_key=${many}`, BEARER);
    expect(refused.text).toContain('UDAPI100042');
    const ltp = await desk.json<UpstoxQuotes>(`/v3/market-quote/ltp?instrument_key=${key}`, BEARER);
    expect(ltp.data['NSE_EQ:PAPERTIGER']?.last_price).toBe(closed?.[4]);
  });

  it('refuses chains of what has no options, and of no day', async () => {
    const desk = await asking(NOW);
    const nifty = 'NSE_INDEX%7CNifty%2050';
    const chain = (query: string) => desk.ask(`/v2/option/chain?${query}`, BEARER);
    expect((await chain('instrument_key=NSE_EQ%7CX&expiry_date=2026-06-16')).status).toBe(400);
    expect((await chain(`instrument_key=${nifty}&expiry_date=soon`)).status).toBe(400);
    expect((await chain(`instrument_key=${nifty}&expiry_date=2026-06-17`)).text).toContain(
      '"data":[]',
    );
    const contracts = await desk.ask('/v2/option/contract?instrument_key=NSE_EQ%7CX', BEARER);
    expect(contracts.status).toBe(400);
    const one = await desk.json<{ data: { expiry: string }[] }>(
      `/v2/option/contract?instrument_key=${nifty}&expiry_date=2026-06-16`,
      BEARER,
    );
    expect(new Set(one.data.map(({ expiry }) => expiry))).toEqual(new Set(['2026-06-16']));
  });
});

describe('NSE in the sandbox', () => {
  const paths = [
    '/api/allIndices',
    '/api/option-chain-contract-info?symbol=NIFTY',
    '/api/option-chain-v3?type=Indices&symbol=NIFTY&expiry=16-Jun-2026',
    '/api/NextApi/apiClient/GetQuoteApi?functionName=getSymbolData&marketType=N&series=EQ&symbol=PAPERTIGER',
  ];

  it.each(paths)('wants a cookie for %s', async (path) => {
    const desk = await asking(NOW);
    expect((await desk.ask(path)).status).toBe(401);
    const { status, text } = await desk.ask(path, COOKIE);
    expect(status).toBe(200);
    expect(text.length).toBeGreaterThan(100);
  });

  it('answers nothing for what it does not have, as the site does', async () => {
    const desk = await asking(NOW);
    const text = async (path: string): Promise<string> => (await desk.ask(path, COOKIE)).text;
    expect(await text('/api/option-chain-v3?type=Indices&symbol=NIFTY&expiry=17-Jun-2026')).toBe(
      '{}',
    );
    expect(await text('/api/option-chain-contract-info?symbol=NOBODY')).toContain(
      '"expiryDates":[]',
    );
    const quote = '/api/NextApi/apiClient/GetQuoteApi?functionName=';
    expect(await text(`${quote}getSymbolData&series=BE&symbol=PAPERTIGER`)).toBe(
      '{"equityResponse":[]}',
    );
    expect((await desk.ask(`${quote}getElse`, COOKIE)).status).toBe(404);
    expect((await desk.ask('/api/option-chain-indices?symbol=NIFTY', COOKIE)).status).toBe(404);
  });
});

it('three sources tell one price', async () => {
  const desk = await asking('2026-06-12T15:45');
  const key = encodeURIComponent(await keyOf(desk, 'MONSOONTEA'));
  const { data } = await desk.json<UpstoxQuotes>(
    `/v2/market-quote/quotes?instrument_key=${key}`,
    BEARER,
  );
  const nse = await desk.json<{ equityResponse: { orderBook: { lastPrice: number } }[] }>(
    '/api/NextApi/apiClient/GetQuoteApi?functionName=getSymbolData&marketType=N&series=EQ&symbol=MONSOONTEA',
    COOKIE,
  );
  const yahoo = await desk.json<{ chart: { result: { meta: { regularMarketPrice: number } }[] } }>(
    '/v8/finance/chart/MONSOONTEA.NS?range=1d&interval=1d',
  );
  const last = data['NSE_EQ:MONSOONTEA']?.last_price;
  expect(last).toBeGreaterThan(0);
  expect(nse.equityResponse[0]?.orderBook.lastPrice).toBe(last);
  expect(yahoo.chart.result[0]?.meta.regularMarketPrice).toBe(last);
});
