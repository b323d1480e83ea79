import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { createNseQuotes } from '../../../src/sources/nse/quotes.ts';
import { quoteSourceContract } from '../../contracts/quote-source.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const SYMBOL =
  'https://s.invalid/api/NextApi/apiClient/GetQuoteApi?functionName=getSymbolData&marketType=N&series=EQ&symbol=TEAPOT%26CO';
const INDICES = 'https://s.invalid/api/allIndices';
const SHARE = sourceFixture('nse-symbol-data.made-up.json');
const ALL = sourceFixture('nse-all-indices.made-up.json');
const siteOrigin = 'https://s.invalid';
const gone = (url: string) => ({ url, status: 404, body: '<html>404</html>' });

const TEAPOT = {
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  series: 'EQ',
  isin: 'INE9Z0A01017',
  sourceKeys: {},
} as const;
const index = (symbol: string, upstox?: string) => ({
  exchange: 'XNSE' as const,
  symbol,
  series: 'INDEX',
  sourceKeys: upstox === undefined ? {} : { upstox },
});

describe('a share at NSE', () => {
  quoteSourceContract((http) => createNseQuotes({ http, siteOrigin }).shares, {
    listings: [TEAPOT],
    good: {
      answers: [{ url: SYMBOL, body: SHARE }],
      quote: {
        lastPaise: paise(10_310),
        at: readInstant('2026-05-19T11:00:10'),
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
    impossible: [{ url: SYMBOL, body: SHARE.replace('"dayHigh":104.2', '"dayHigh":90') }],
    unknown: [{ url: SYMBOL, body: { equityResponse: [] } }],
    renamed: {
      answers: [{ url: SYMBOL, body: SHARE.replaceAll('lastPrice', 'ltp') }],
      names: 'equityResponse[0].orderBook.lastPrice',
    },
    nonsense: [{ url: SYMBOL, body: '"moved"' }],
  });

  it('is refused under another name or without a time, and unknown where there is no answer', async () => {
    const ask = (body: string) =>
      createNseQuotes({ http: scriptedHttp([{ url: SYMBOL, body }]), siteOrigin }).shares.quotes([
        TEAPOT,
      ]);
    const other = SHARE.replace('"symbol":"TEAPOT&CO"', '"symbol":"KETTLE"');
    await expect(ask(other)).rejects.toThrow(/metaData\.symbol, found "KETTLE"/);
    await expect(ask(SHARE.replace('19-May-2026', '-'))).rejects.toThrow(/lastUpdateTime/);
    expect(await ask(SHARE.replace('"lastPrice":103.1,"total', '"lastPrice":0,"total'))).toEqual({
      quotes: [],
      refused: [],
    });
    const nowhere = createNseQuotes({ http: scriptedHttp([gone(SYMBOL)]), siteOrigin });
    expect((await nowhere.shares.quotes([TEAPOT])).quotes).toEqual([]);
  });
});

describe('indices at NSE', () => {
  quoteSourceContract((http) => createNseQuotes({ http, siteOrigin }).indices, {
    listings: [index('NIFTY', 'NSE_INDEX|Nifty 50')],
    good: {
      answers: [{ url: INDICES, body: ALL }],
      quote: {
        lastPaise: paise(2_205_025),
        at: readInstant('2026-05-19T11:00'),
        openPaise: paise(2_200_010),
        highPaise: paise(2_210_055),
        lowPaise: paise(2_195_040),
        previousClosePaise: paise(2_201_020),
      },
    },
    impossible: [{ url: INDICES, body: ALL.replace('22100.55', '21000') }],
    unknown: [{ url: INDICES, body: ALL.replace('"index":"NIFTY 50"', '"index":"NIFTY ELSE"') }],
    renamed: {
      answers: [{ url: INDICES, body: ALL.replaceAll('"last"', '"ltp"') }],
      names: 'data[0].last',
    },
    nonsense: [{ url: INDICES, body: '{"data":{}}' }],
  });

  it('are found by their symbol too, all in one answer; 0 is no value', async () => {
    const http = scriptedHttp([{ url: INDICES, body: ALL }]);
    const { quotes } = await createNseQuotes({ http, siteOrigin }).indices.quotes([
      index('BANKNIFTY'),
      index('NIFTY'),
      index('NIFTYIT'),
    ]);
    expect(quotes.map(({ symbol, quote }) => [symbol, quote.lastPaise])).toEqual([
      ['BANKNIFTY', 4_800_000],
      ['NIFTY', 2_205_025],
    ]);
  });
});
