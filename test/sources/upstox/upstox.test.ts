import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import type { Http } from '../../../src/ports/http.ts';
import type { AskedListing, DailyAsk, IntradayAsk } from '../../../src/ports/prices.ts';
import { decompress } from '../../../src/platform/decompress.ts';
import { createUpstox } from '../../../src/sources/upstox/upstox.ts';
import type { Upstox } from '../../../src/sources/upstox/upstox.ts';
import { priceSourceContract } from '../../contracts/price-source.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedAnswer } from '../../support/scripted-http.ts';
import { sourceFixture, sourceJson } from '../../support/source-fixture.ts';

const API = 'https://api.invalid';
const ASSETS = 'https://assets.invalid';
const TOKEN = 'eyJh.made-up.token';
const LISTING: AskedListing = {
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  isin: 'INE9Z0A01017',
  sourceKeys: {},
};
const DAILY: DailyAsk = {
  listing: LISTING,
  from: sessionDate('2026-05-18'),
  to: sessionDate('2026-05-20'),
};
const FIVE: IntradayAsk = {
  listing: LISTING,
  from: sessionDate('2026-05-19'),
  to: sessionDate('2026-05-19'),
  interval: '5m',
  today: false,
};
const DAILY_URL = `${API}/v3/historical-candle/NSE_EQ%7CINE9Z0A01017/days/1/2026-05-20/2026-05-18`;
const FIVE_URL = `${API}/v3/historical-candle/NSE_EQ%7CINE9Z0A01017/minutes/5/2026-05-19/2026-05-19`;

function create(http: Http, token?: string): Upstox {
  return createUpstox({ http, decompress, apiOrigin: API, assetsOrigin: ASSETS, token });
}

function candles(rows: readonly unknown[]): object {
  return { status: 'success', data: { candles: rows } };
}

function refusal(code: string, spelling: 'error_code' | 'errorCode' = 'error_code'): object {
  return { status: 'error', errors: [{ [spelling]: code, message: 'made up' }] };
}

const DAY_20 = ['2026-05-20T00:00:00+05:30', 103.2, 106, 102.85, 105.5, 98000, 0];
const BAD_19 = ['2026-05-19T00:00:00+05:30', 101, 99.95, 104.5, 103.2, 125000, 0];
const AT_0920 = ['2026-05-19T09:20:00+05:30', 101.75, 102.4, 101.7, 102.1, 5100, 0];
const BAD_0915 = ['2026-05-19T09:15:00+05:30', 101, 100.55, 102, 101.75, 9800, 0];

function suite(url: string, good: string, fine: unknown, bad: unknown) {
  const say = (body: ScriptedAnswer['body'], status = 200): ScriptedAnswer[] => [
    { url, body, status },
  ];
  return {
    good: { answers: say(sourceFixture(good)), bars: 3 },
    oneImpossible: say(candles([fine, bad])),
    allImpossible: say(candles([bad])),
    unknown: say(refusal('UDAPI100011'), 400),
    empty: say(candles([])),
    renamed: { answers: say({ status: 'success', data: { bars: [] } }), names: 'data.candles' },
    nonsense: say('<html>'),
  };
}

priceSourceContract(create, [
  {
    way: 'daily',
    label: 'daily bars',
    from: DAILY.from,
    to: DAILY.to,
    ask: async (source) => source.daily?.(DAILY),
    ...suite(DAILY_URL, 'upstox-daily.made-up.json', DAY_20, BAD_19),
  },
  {
    way: 'intraday',
    label: 'five-minute bars',
    from: FIVE.from,
    to: FIVE.to,
    ask: async (source) => source.intraday?.(FIVE),
    ...suite(FIVE_URL, 'upstox-5m.made-up.json', AT_0920, BAD_0915),
  },
]);

it('asks nothing for a listing without a key', async () => {
  const http = scriptedHttp([]);
  const nameless: AskedListing = { exchange: 'XNSE', symbol: 'OLDMILL', sourceKeys: {} };
  expect(await create(http).daily({ ...DAILY, listing: nameless })).toBeUndefined();
  expect(await create(http).intraday({ ...FIVE, listing: nameless })).toBeUndefined();
});

it('sends the key percent-encoded', async () => {
  const http = scriptedHttp([{ url: /NSE_INDEX%7CNifty%2050\/days\/1/, body: candles([]) }]);
  const listing = { ...LISTING, sourceKeys: { upstox: 'NSE_INDEX|Nifty 50' } };
  expect(await create(http).daily({ ...DAILY, listing })).toEqual({ bars: [], refused: [] });
});

describe('the running day among daily bars', () => {
  const RUNNING_URL = `${API}/v3/historical-candle/intraday/NSE_EQ%7CINE9Z0A01017/days/1`;
  const DAY_18 = ['2026-05-18T00:00:00+05:30', 100.4, 101.15, 99.1, 100.4, 87000, 0];
  const today = { ...DAILY, today: DAILY.to };
  const sessions = (answer: Awaited<ReturnType<Upstox['daily']>>): unknown =>
    answer?.bars.map(({ session }) => session);

  it('comes from its own endpoint while past days do not hold it', async () => {
    const http = scriptedHttp([
      { url: DAILY_URL, body: candles([DAY_18]) },
      { url: RUNNING_URL, body: candles([DAY_20]) },
    ]);
    expect(sessions(await create(http).daily(today))).toEqual(['2026-05-18', '2026-05-20']);
  });

  it('is not asked for again once past days hold it', async () => {
    const http = scriptedHttp([{ url: DAILY_URL, body: candles([DAY_20, DAY_18]) }]);
    expect(sessions(await create(http).daily(today))).toEqual(['2026-05-18', '2026-05-20']);
  });

  it('is absent before the open, when its endpoint still has the day before', async () => {
    const http = scriptedHttp([
      { url: DAILY_URL, body: candles([DAY_18]) },
      { url: RUNNING_URL, body: candles([DAY_18]) },
    ]);
    const answer = await create(http).daily(today);
    expect(sessions(answer)).toEqual(['2026-05-18']);
    expect(answer?.refused.map(({ row }) => row)).toEqual(['running day candles[0]']);
  });

  it('is absent where its endpoint does not know the instrument, or past days do not', async () => {
    const unknown = { status: 400, body: refusal('UDAPI100011') };
    const http = scriptedHttp([
      { url: DAILY_URL, body: candles([DAY_18]) },
      { url: RUNNING_URL, ...unknown },
      { url: DAILY_URL, ...unknown },
    ]);
    expect(sessions(await create(http).daily(today))).toEqual(['2026-05-18']);
    expect(await create(http).daily(today)).toBeUndefined();
  });
});

it('asks the endpoint of the running day, and passes over bars of the day before', async () => {
  const yesterday = ['2026-05-18T15:25:00+05:30', 100, 101, 99, 100, 10, 0];
  const http = scriptedHttp([
    {
      url: `${API}/v3/historical-candle/intraday/NSE_EQ%7CINE9Z0A01017/minutes/5`,
      body: candles([yesterday]),
    },
  ]);
  const answer = await create(http).intraday({ ...FIVE, today: true });
  expect(answer?.bars).toEqual([]);
  expect(answer?.refused[0]?.reason).toContain('is outside 2026-05-19..2026-05-19');
});

describe('refusals', () => {
  it.each(['UDAPI1009', 'UDAPI1011', 'UDAPI1021', 'UDAPI1087'])(
    'with %s, in the older spelling, mean an unknown instrument',
    async (code) => {
      const http = scriptedHttp([
        { url: DAILY_URL, status: 400, body: refusal(code, 'errorCode') },
      ]);
      expect(await create(http).daily(DAILY)).toBeUndefined();
    },
  );

  it('of the window are a bug, and the sentence tells the window', async () => {
    const http = scriptedHttp([{ url: DAILY_URL, status: 400, body: refusal('UDAPI1148') }]);
    await expect(create(http).daily(DAILY)).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringMatching(/2026-05-18 to 2026-05-20.*UDAPI1148.*bug/) as string,
    });
    expect(http.kept).toHaveLength(1);
  });

  it('for too many requests pass', async () => {
    const http = scriptedHttp([{ url: DAILY_URL, status: 400, body: refusal('UDAPI10005') }]);
    await expect(create(http).daily(DAILY)).rejects.toMatchObject({ code: 'not-yet' });
    expect(http.kept).toHaveLength(0);
  });
});

it('lists the instruments of the packed file', async () => {
  const packed = gzipSync(sourceFixture('upstox-instruments.made-up.json'));
  const url = `${ASSETS}/market-quote/instruments/exchange/NSE.json.gz`;
  const { instruments } = await create(scriptedHttp([{ url, body: packed }])).instruments();
  expect(instruments.map(({ kind }) => kind)).toEqual(['index', 'share', 'share', 'etf', 'bond']);
});

it('refuses a missing list', async () => {
  const http = scriptedHttp([{ url: /NSE\.json\.gz/, status: 404, body: 'none' }]);
  await expect(create(http).instruments()).rejects.toMatchObject({ code: 'bad-data' });
});

it('reads the holidays, and says so when they are refused', async () => {
  const url = `${API}/v2/market/holidays`;
  const http = scriptedHttp([
    { url, body: sourceJson('upstox-holidays.made-up.json') as object },
    { url, status: 400, body: refusal('UDAPI1088') },
  ]);
  expect(await create(http).holidays()).toHaveLength(2);
  await expect(create(http).holidays()).rejects.toThrow('expected holidays from Upstox');
});

describe('the token', () => {
  const url = /\/v3\/market-quote\/ltp\?instrument_key=NSE_INDEX%7CNifty%2050$/;

  it('is checked by asking for a price, and is sent as a secret', async () => {
    const http = scriptedHttp([{ url, body: { status: 'success', data: {} } }]);
    await create(http, TOKEN).checkToken();
    expect(http.requests[0]?.secretHeaders).toEqual({ authorization: `Bearer ${TOKEN}` });
    expect(http.requests[0]?.headers).toBeUndefined();
    expect(http.requests[0]?.url).not.toContain(TOKEN);
  });

  it('is missing: nothing is asked', async () => {
    const http = scriptedHttp([]);
    await expect(create(http).checkToken()).rejects.toMatchObject({ code: 'auth' });
    await expect(create(http, '').checkToken()).rejects.toMatchObject({ code: 'auth' });
  });

  it('is refused', async () => {
    const http = scriptedHttp([{ url, status: 400, body: refusal('UDAPI100050') }]);
    await expect(create(http, TOKEN).checkToken()).rejects.toMatchObject({
      code: 'auth',
      message: expect.not.stringContaining(TOKEN) as string,
    });
  });

  it('does not go with candles', async () => {
    const http = scriptedHttp([{ url: DAILY_URL, body: candles([]) }]);
    await create(http, TOKEN).daily(DAILY);
    expect(JSON.stringify(http.requests)).not.toContain(TOKEN);
  });
});
