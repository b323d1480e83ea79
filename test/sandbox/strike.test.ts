import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { asking, closeAll } from './asking.ts';
import { security } from './moments.ts';

afterEach(closeAll);

const NOW = '2026-11-25T19:00';
const FULL = '/products/content/sec_bhavdata_full_25112026.csv';
const OLDER = '/products/content/sec_bhavdata_full_24112026.csv';
const KEY = encodeURIComponent(security('PAPERTIGER').upstoxKey);
const DAYS = `/v3/historical-candle/${KEY}/days/1/2026-11-24/2026-11-16`;
const CHART = '/v8/finance/chart/PAPERTIGER.NS?range=5d&interval=1d';
const MASTER = '/market-quote/instruments/exchange/NSE.json.gz';

interface Candles {
  data: { candles: [string, number, number, number, number, number, number][] };
}
interface Chart {
  chart: { result: [{ indicators: { quote: [{ high?: number[]; low?: number[] }] } }] };
}

describe('faults', () => {
  test('429 asks to come back after a second, in the words of each site', async () => {
    const { ask } = await asking(NOW, '429');
    for (const [path, word] of [
      [FULL, '<html>'],
      [DAYS, 'UDAPI10005'],
      [CHART, 'Too Many Requests'],
    ] as const) {
      const came = await ask(path);
      expect([came.status, came.headers.get('retry-after')]).toEqual([429, '1']);
      expect(came.text).toContain(word);
    }
  });

  test('403 is an HTML page of the edge, whatever was asked', async () => {
    const { ask } = await asking(NOW, '403');
    const came = await ask(DAYS);
    expect(came.status).toBe(403);
    expect(came.headers.get('content-type')).toBe('text/html');
    expect(came.text).toMatch(/<title>Access Denied<\/title>.*Reference/);
  });

  test.each([500, 503])('%d is answered', async (status) => {
    const { ask, sandbox } = await asking(NOW, `${status}`);
    expect((await ask(FULL)).status).toBe(status);
    expect(sandbox.requests().map((request) => request.status)).toEqual([status]);
  });

  test('stall never answers, and closing does not wait for it', async () => {
    const { sandbox } = await asking(NOW, 'stall');
    const asked = fetch(`${sandbox.origin}${FULL}`).then(
      () => 'answered',
      () => 'cut off',
    );
    const waited = new Promise((resolve) => setTimeout(() => resolve('waiting'), 150));
    expect(await Promise.race([asked, waited])).toBe('waiting');
    expect(sandbox.requests()).toMatchObject([{ path: FULL, status: 0 }]);
    await sandbox.close();
    expect(await asked).toBe('cut off');
  });

  test('truncated promises more bytes than come', async () => {
    const { sandbox } = await asking(NOW, 'truncated');
    const response = await fetch(`${sandbox.origin}${FULL}`);
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000);
    await expect(response.text()).rejects.toThrow();
  });

  test('html puts a page in place of data', async () => {
    const { ask } = await asking(NOW, 'html');
    const came = await ask(MASTER);
    expect(came.status).toBe(200);
    expect(came.headers.get('content-type')).toContain('text/html');
    expect(came.text).toMatch(/^<html>/);
  });

  test('columns renames a column or a key', async () => {
    const { ask } = await asking(NOW, 'columns');
    expect((await ask(FULL)).text.split('\n')[0]).toContain(', CLOSE_PRICE_NEW,');
    expect((await ask('/content/equities/EQUITY_L.csv')).text.split('\n')[0]).toContain(
      'ISIN NUMBER_NEW',
    );
    expect((await ask(DAYS)).text).toContain('"candles_NEW":');
    expect((await ask(CHART)).text).toContain('"timestamp_NEW":');
    expect(gunzipSync((await ask(MASTER)).bytes).toString()).toContain('"instrument_key_NEW":');
    expect((await ask('/v2/market/holidays')).text).toContain('"closed_exchanges_NEW":');
  });

  test('garbage-row makes one bar impossible and leaves the others alone', async () => {
    const [good, bad] = await Promise.all([asking(NOW), asking(NOW, 'garbage-row')]);
    const lines = (await good.ask(FULL)).text.split('\n');
    const spoiled = (await bad.ask(FULL)).text.split('\n');
    const changed = spoiled.filter((line, index) => line !== lines[index]);
    expect(changed).toHaveLength(1);
    const cells = (changed[0] ?? '').split(',').map(Number);
    expect(cells[5]).toBeLessThan(cells[6] ?? 0);
    const { candles } = (await bad.json<Candles>(DAYS)).data;
    expect(candles.filter((candle) => candle[2] < candle[3])).toHaveLength(1);
    const [result] = (await bad.json<Chart>(CHART)).chart.result;
    const [{ high = [], low = [] }] = result.indicators.quote;
    expect(high.filter((price, index) => price < (low[index] ?? 0))).toHaveLength(1);
  });

  test('late withholds the files of the newest session only', async () => {
    const { ask } = await asking(NOW, 'late');
    expect((await ask(FULL)).status).toBe(404);
    expect((await ask('/content/cm/BhavCopy_NSE_CM_0_0_0_20261125_F_0000.csv.zip')).status).toBe(
      404,
    );
    expect((await ask(OLDER)).status).toBe(200);
    expect((await ask(DAYS)).status).toBe(200);
  });

  test('empty answers without a row', async () => {
    const { ask, json } = await asking(NOW, 'empty');
    expect((await ask(FULL)).text.trimEnd().split('\n')).toHaveLength(1);
    expect((await json<Candles>(DAYS)).data.candles).toEqual([]);
    expect((await json<Chart>(CHART)).chart.result[0].indicators.quote).toEqual([{}]);
    expect(gunzipSync((await ask(MASTER)).bytes).toString()).toBe('[]');
  });

  test('strikes only as often as told, then lets the next fault strike', async () => {
    const { ask } = await asking(NOW, '429*2,503*1');
    const statuses: number[] = [];
    for (let count = 0; count < 5; count++) statuses.push((await ask(FULL)).status);
    expect(statuses).toEqual([429, 429, 503, 200, 200]);
  });

  test('strikes only the source that it is aimed at', async () => {
    const { ask } = await asking(NOW, '500:upstox');
    expect([(await ask(FULL)).status, (await ask(DAYS)).status, (await ask(CHART)).status]).toEqual(
      [200, 500, 200],
    );
  });

  test('spends nothing on requests that it does not fit', async () => {
    const { ask } = await asking(NOW, 'html*1:nse');
    expect((await ask('/option-chain')).text).toContain('Sandbox exchange');
    expect((await ask(FULL)).text).toMatch(/^<html>/);
    expect((await ask(FULL)).text).toMatch(/^SYMBOL, SERIES/);
  });
});
