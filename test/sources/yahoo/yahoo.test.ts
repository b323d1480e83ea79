import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import type { Http } from '../../../src/ports/http.ts';
import type { AskedListing, DailyAsk, IntradayAsk } from '../../../src/ports/prices.ts';
import { createYahoo } from '../../../src/sources/yahoo/yahoo.ts';
import type { Yahoo } from '../../../src/sources/yahoo/yahoo.ts';
import { priceSourceContract } from '../../contracts/price-source.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedAnswer } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const ORIGIN = 'https://yahoo.invalid';
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
/** 18 May 00:00 IST up to, not including, 21 May 00:00 IST. */
const DAILY_URL = `${ORIGIN}/v8/finance/chart/TEAPOT%26CO.NS?period1=1779042600&period2=1779301800&interval=1d&includePrePost=false`;
const FIVE_URL = `${ORIGIN}/v8/finance/chart/TEAPOT%26CO.NS?period1=1779129000&period2=1779215400&interval=5m&includePrePost=false`;

function create(http: Http): Yahoo {
  return createYahoo({ http, origin: ORIGIN });
}

/** A refusal as the chart endpoint words it. */
function refusal(code: string, description: string): object {
  return { chart: { result: null, error: { code, description } } };
}

function suite(url: string, fixture: string, goodHigh: string, badHigh: string) {
  const good = sourceFixture(fixture);
  const say = (body: ScriptedAnswer['body'], status = 200): ScriptedAnswer[] => [
    { url, body, status },
  ];
  const highs = /"high":\[[^\]]*\]/;
  const allHighs = (good.match(highs)?.[0] ?? '').replaceAll(/\d+(?:\.\d+)?/g, '1');
  return {
    good: { answers: say(good), bars: 3 },
    oneImpossible: say(good.replace(goodHigh, badHigh)),
    allImpossible: say(good.replace(highs, allHighs)),
    unknown: say(refusal('Not Found', 'No data found, symbol may be delisted'), 404),
    empty: say(refusal('Bad Request', "Data doesn't exist for startDate = 1779042600"), 400),
    renamed: {
      answers: say(good.replace('"open"', '"opening"')),
      names: 'chart.result[0].indicators.quote[0].open',
    },
    nonsense: say('Will be right back'),
  };
}

priceSourceContract(create, [
  {
    way: 'daily',
    label: 'daily bars',
    from: DAILY.from,
    to: DAILY.to,
    ask: async (source) => source.daily?.(DAILY),
    ...suite(DAILY_URL, 'yahoo-daily.made-up.json', '104.5,', '4.5,'),
  },
  {
    way: 'intraday',
    label: 'five-minute bars',
    from: FIVE.from,
    to: FIVE.to,
    ask: async (source) => source.intraday?.(FIVE),
    ...suite(FIVE_URL, 'yahoo-5m.made-up.json', '"high":[102,', '"high":[2,'),
  },
]);

it('asks nothing for an index that Yahoo does not have', async () => {
  const listing = { ...LISTING, sourceKeys: { upstox: 'NSE_INDEX|Nifty Made Up 30' } };
  expect(await create(scriptedHttp([])).daily({ ...DAILY, listing })).toBeUndefined();
});

it('asks for an index without minding its currency', async () => {
  const { isin: _, ...nameless } = LISTING;
  const body = sourceFixture('yahoo-daily.made-up.json').replace('"INR"', '"USD"');
  const http = scriptedHttp([{ url: /\/%5ENSEI\?/, body }]);
  const listing = { ...nameless, symbol: 'NIFTY 50' };
  expect((await create(http).daily({ ...DAILY, listing }))?.bars).toHaveLength(3);
});

describe('windows that Yahoo does not serve', () => {
  it('are a bug, and the sentence tells the window', async () => {
    const body = refusal('Unprocessable Entity', '5m data must be within the last 60 days');
    const http = scriptedHttp([{ url: FIVE_URL, status: 422, body }]);
    await expect(create(http).intraday(FIVE)).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringMatching(/2026-05-19 to 2026-05-19.*within the last 60 days/) as string,
    });
  });
});

it('takes a page under 404 for an address that moved, not for an unknown symbol', async () => {
  const http = scriptedHttp([{ url: DAILY_URL, status: 404, body: '<html>gone</html>' }]);
  await expect(create(http).daily(DAILY)).rejects.toMatchObject({ code: 'bad-data' });
});
