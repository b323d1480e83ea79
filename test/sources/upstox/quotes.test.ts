import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import type { Http } from '../../../src/ports/http.ts';
import { createUpstoxQuotes } from '../../../src/sources/upstox/quotes.ts';
import { quoteSourceContract } from '../../contracts/quote-source.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const TEXT = sourceFixture('upstox-quotes.made-up.json');
const BASE = 'https://u.invalid/v2/market-quote/quotes?instrument_key=';
const URL = `${BASE}NSE_EQ%7CINE9Z0A01017`;
const AT = readInstant('2026-05-19T11:00:10');
const TEAPOT = {
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  series: 'EQ',
  isin: 'INE9Z0A01017',
  sourceKeys: {},
} as const;
const NIFTY = {
  exchange: 'XNSE',
  symbol: 'NIFTY',
  series: 'INDEX',
  sourceKeys: { upstox: 'NSE_INDEX|Nifty 50' },
} as const;
const REFUSED = {
  status: 'error',
  errors: [{ error_code: 'UDAPI1087', message: 'Invalid instrument key' }],
};

const create = (http: Http, token: string | undefined = 'secret') =>
  createUpstoxQuotes({ http, apiOrigin: 'https://u.invalid', token: async () => token });

describe('quotes of Upstox', () => {
  quoteSourceContract(create, {
    listings: [TEAPOT],
    good: {
      answers: [{ url: URL, body: TEXT }],
      quote: {
        lastPaise: paise(10_310),
        at: AT,
        volume: 125_000,
        openPaise: paise(10_050),
        highPaise: paise(10_420),
        lowPaise: paise(9_995),
        previousClosePaise: paise(10_100),
        bidPaise: paise(10_305),
        askPaise: paise(10_315),
        lowerCircuitPaise: paise(9_090),
        upperCircuitPaise: paise(11_110),
      },
    },
    impossible: [{ url: URL, body: TEXT.replace('"high":104.2', '"high":90') }],
    unknown: [{ url: URL, status: 400, body: REFUSED }],
    renamed: {
      answers: [{ url: URL, body: TEXT.replaceAll('last_price', 'lastPrice') }],
      names: 'last_price',
    },
    nonsense: [{ url: URL, body: '[1, 2]' }],
  });

  it('joins by the key inside, and tells of an index what it has', async () => {
    const http = scriptedHttp([{ url: `${URL},NSE_INDEX%7CNifty%2050`, body: TEXT }]);
    const { quotes } = await create(http).quotes([TEAPOT, NIFTY]);
    expect(quotes.map(({ symbol }) => symbol)).toEqual(['TEAPOT&CO', 'NIFTY']);
    expect(quotes[1]?.quote).toEqual({
      lastPaise: paise(2_205_025),
      // Without a trade of its own, the time of the answer.
      at: readInstant('2026-05-19T11:00:12'),
      openPaise: paise(2_200_010),
      highPaise: paise(2_210_055),
      lowPaise: paise(2_195_040),
      previousClosePaise: paise(2_201_020),
    });
  });

  it('sends the token as a secret, and is not ready without one', async () => {
    const http = scriptedHttp([{ url: URL, body: TEXT }]);
    await create(http).quotes([TEAPOT]);
    expect(http.requests[0]?.secretHeaders).toEqual({ authorization: 'Bearer secret' });
    expect(await create(scriptedHttp([])).ready()).toBe(true);
    for (const none of ['', undefined]) {
      const source = createUpstoxQuotes({
        http: scriptedHttp([]),
        apiOrigin: 'https://u.invalid',
        token: async () => none,
      });
      expect(await source.ready()).toBe(false);
      await expect(source.quotes([TEAPOT])).rejects.toMatchObject({ code: 'auth' });
    }
  });

  it('finds the key that fails the whole request by asking for halves', async () => {
    const [a, b, c] = ['INE9Z0A01017', 'INE9Z0B01015', 'INE9Z0C01013'].map(
      (isin) => `NSE_EQ%7C${isin}`,
    );
    const listing = (symbol: string, isin: string) => ({ ...TEAPOT, symbol, isin });
    const none = { status: 'success', data: {} };
    const http = scriptedHttp([
      { url: `${BASE}${a},${b},${c}`, status: 400, body: REFUSED },
      { url: `${BASE}${a}`, body: TEXT },
      { url: `${BASE}${b},${c}`, status: 400, body: REFUSED },
      { url: `${BASE}${b}`, status: 400, body: REFUSED },
      { url: `${BASE}${c}`, body: none },
    ]);
    const asked = [TEAPOT, listing('B', 'INE9Z0B01015'), listing('C', 'INE9Z0C01013')];
    const { quotes } = await create(http).quotes(asked);
    expect(quotes.map(({ symbol }) => symbol)).toEqual(['TEAPOT&CO']);
  });

  it('takes a price of 0, and one without a time, for what they are', async () => {
    const zero = TEXT.replace('"last_price":103.1', '"last_price":0');
    const source = create(scriptedHttp([{ url: URL, body: zero }]));
    expect(await source.quotes([TEAPOT])).toEqual({ quotes: [], refused: [] });
    const timeless = TEXT.replaceAll('1779168610000', '0').replaceAll('2026-05-19T11', 'x');
    const { refused } = await create(scriptedHttp([{ url: URL, body: timeless }])).quotes([TEAPOT]);
    expect(refused[0]?.reason).toContain('has no time');
  });

  it('asks nothing for a listing without a key', async () => {
    const { isin: _, ...keyless } = TEAPOT;
    expect(await create(scriptedHttp([])).quotes([keyless])).toEqual({ quotes: [], refused: [] });
  });
});
