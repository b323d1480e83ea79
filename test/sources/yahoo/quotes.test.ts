import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { createYahooQuotes } from '../../../src/sources/yahoo/quotes.ts';
import { quoteSourceContract } from '../../contracts/quote-source.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const URL = 'https://y.invalid/v8/finance/chart/TEAPOT%26CO.NS?range=1d&interval=1d';
const TEXT = sourceFixture('yahoo-price.made-up.json');
const origin = 'https://y.invalid';
const TEAPOT = {
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  series: 'EQ',
  isin: 'INE9Z0A01017',
  sourceKeys: {},
} as const;

describe('a price at Yahoo', () => {
  quoteSourceContract((http) => createYahooQuotes({ http, origin }), {
    listings: [TEAPOT],
    good: {
      answers: [{ url: URL, body: TEXT }],
      quote: {
        lastPaise: paise(10_310),
        at: readInstant('2026-05-19T11:00:10'),
        volume: 125_000,
        highPaise: paise(10_420),
        lowPaise: paise(9_995),
        previousClosePaise: paise(10_100),
      },
    },
    impossible: [
      { url: URL, body: TEXT.replace('"regularMarketDayHigh":104.2', '"regularMarketDayHigh":90') },
    ],
    unknown: [
      {
        url: URL,
        status: 404,
        body: { chart: { result: null, error: { code: 'Not Found', description: 'No data' } } },
      },
    ],
    renamed: {
      answers: [{ url: URL, body: TEXT.replace('"meta"', '"head"') }],
      names: 'result[0].meta',
    },
    nonsense: [{ url: URL, body: '{"chart":{"result":3}}' }],
  });

  it.each([
    ['no price', TEXT.replace('regularMarketPrice', 'price'), 0],
    ['another currency', TEXT.replace('"INR"', '"USD"'), 1],
    ['no time of this millennium', TEXT.replace('1779168610', '99999999999'), 1],
    [
      'an error in a good answer',
      '{"chart":{"result":null,"error":{"code":"Not Found","description":"x"}}}',
      0,
    ],
    ['an empty result', '{"chart":{"result":[],"error":null}}', 0],
  ])('is none where the answer has %s', async (_, body, refused) => {
    const http = scriptedHttp([{ url: URL, body }]);
    const answer = await createYahooQuotes({ http, origin }).quotes([TEAPOT]);
    expect(answer.quotes).toEqual([]);
    expect(answer.refused).toHaveLength(refused);
  });

  it('is asked for by no name where Yahoo has none', async () => {
    const source = createYahooQuotes({ http: scriptedHttp([]), origin });
    const index = { ...TEAPOT, symbol: 'X', sourceKeys: { upstox: 'NSE_INDEX|Nobody' } };
    expect((await source.quotes([index])).quotes).toEqual([]);
    expect((await source.quotes([])).quotes).toEqual([]);
  });
});
