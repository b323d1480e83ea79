import { sessionDate } from '../../../src/core/market/session-date.ts';
import { decompress } from '../../../src/platform/decompress.ts';
import type { Http } from '../../../src/ports/http.ts';
import { readManifest } from '../../../src/core/backup/read-manifest.ts';
import { readBseAnnouncements } from '../../../src/sources/bse/read-announcements.ts';
import { readBseActions } from '../../../src/sources/bse/read-corporate-actions.ts';
import { readArticles } from '../../../src/sources/newsapi/read-articles.ts';
import { createNseOptions } from '../../../src/sources/nse/options.ts';
import { createNseQuotes } from '../../../src/sources/nse/quotes.ts';
import { readAnnouncements } from '../../../src/sources/nse/read-announcements.ts';
import { readCorporateActions } from '../../../src/sources/nse/read-corporate-actions.ts';
import { readFiiDii } from '../../../src/sources/nse/read-fii-dii.ts';
import { readHolidayMaster } from '../../../src/sources/nse/read-holiday-master.ts';
import { readBoardMeetings, readEventCalendar } from '../../../src/sources/nse/read-meetings.ts';
import { readInstruments } from '../../../src/sources/upstox/read-instruments.ts';
import { createUpstoxOptions } from '../../../src/sources/upstox/options.ts';
import { createUpstoxQuotes } from '../../../src/sources/upstox/quotes.ts';
import { createUpstox } from '../../../src/sources/upstox/upstox.ts';
import { createYahooQuotes } from '../../../src/sources/yahoo/quotes.ts';
import { createYahoo } from '../../../src/sources/yahoo/yahoo.ts';
import { manifestText } from '../../../src/core/backup/manifest.ts';
import { madeUpManifest } from '../../core/backup/manifest.made-up.ts';
import { uncheckedHttp } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';
import type { ParserCase } from './csv-cases.ts';

const origin = 'https://a.invalid';
const token = async (): Promise<string> => 'secret';
const year = { from: sessionDate('2026-01-01'), to: sessionDate('2026-12-31') };
const listing = {
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  series: 'EQ',
  isin: 'INE9Z0A01017',
  sourceKeys: {},
} as const;
const nifty = {
  exchange: 'XNSE',
  symbol: 'NIFTY',
  series: 'INDEX',
  sourceKeys: { upstox: 'NSE_INDEX|Nifty 50' },
} as const;
const day = sessionDate('2026-05-19');
const daily = { listing, from: sessionDate('2026-05-18'), to: sessionDate('2026-05-20') };
const intraday = { listing, from: day, to: day, interval: '5m', today: false } as const;
const expiry = sessionDate('2026-05-26');
const contracts = sourceFixture('upstox-contracts.made-up.json');

/** A reader that answers a source's question with the text, however often the source asks. */
function asked(ask: (http: Http) => Promise<unknown>): ParserCase['read'] {
  return (body) => {
    const answer = { url: /./, body };
    return ask(
      uncheckedHttp([{ url: /option\/contract/, body: contracts }, answer, answer, answer]),
    );
  };
}

const upstox = (http: Http) =>
  createUpstox({ http, decompress, apiOrigin: origin, assetsOrigin: origin });

function fixtureCase(name: string, read: ParserCase['read']): ParserCase {
  return { name, good: sourceFixture(`${name}.made-up.json`), read };
}

const bytes =
  (read: (body: Uint8Array) => unknown): ParserCase['read'] =>
  (text) =>
    read(Buffer.from(text));

const ARTICLES = JSON.stringify({
  status: 'ok',
  totalResults: 3,
  articles: ['TEAPOT wins an order', 'Kites fall 5%', 'A quiet day'].map((title, at) => ({
    source: { id: null, name: 'Paper' },
    title,
    description: `${title} today`,
    url: `https://a.example/${at}`,
    publishedAt: `2026-05-19T0${at}:30:00Z`,
  })),
});

/** Every reader of JSON. */
export const JSON_CASES: readonly ParserCase[] = [
  fixtureCase(
    'upstox-daily',
    asked((http) => upstox(http).daily(daily)),
  ),
  fixtureCase(
    'upstox-5m',
    asked((http) => upstox(http).intraday(intraday)),
  ),
  fixtureCase(
    'upstox-holidays',
    asked((http) => upstox(http).holidays()),
  ),
  fixtureCase('upstox-instruments', bytes(readInstruments)),
  fixtureCase(
    'upstox-quotes',
    asked((http) =>
      createUpstoxQuotes({ http, apiOrigin: origin, token }).quotes([listing, nifty]),
    ),
  ),
  fixtureCase(
    'upstox-chain',
    asked((http) => createUpstoxOptions({ http, apiOrigin: origin, token }).chain(nifty, expiry)),
  ),
  fixtureCase(
    'yahoo-daily',
    asked((http) => createYahoo({ http, origin }).daily(daily)),
  ),
  fixtureCase(
    'yahoo-5m',
    asked((http) => createYahoo({ http, origin }).intraday(intraday)),
  ),
  fixtureCase(
    'yahoo-price',
    asked((http) => createYahooQuotes({ http, origin }).quotes([listing])),
  ),
  fixtureCase(
    'nse-actions',
    bytes((body) => readCorporateActions(body, year)),
  ),
  fixtureCase('nse-announcements', bytes(readAnnouncements)),
  fixtureCase(
    'nse-board-meetings',
    bytes((body) => readBoardMeetings(body, year)),
  ),
  fixtureCase(
    'nse-event-calendar',
    bytes((body) => readEventCalendar(body, year)),
  ),
  fixtureCase(
    'nse-symbol-data',
    asked((http) => createNseQuotes({ http, siteOrigin: origin }).shares.quotes([listing])),
  ),
  fixtureCase(
    'nse-all-indices',
    asked((http) => createNseQuotes({ http, siteOrigin: origin }).indices.quotes([nifty])),
  ),
  fixtureCase(
    'nse-contract-info',
    asked((http) => createNseOptions({ http, siteOrigin: origin }).expiries(nifty)),
  ),
  {
    ...fixtureCase(
      'nse-option-chain',
      asked((http) => createNseOptions({ http, siteOrigin: origin }).chain(nifty, expiry)),
    ),
    codes: ['bad-data', 'not-yet'],
  },
  fixtureCase(
    'bse-actions',
    bytes((body) => readBseActions(body, year)),
  ),
  fixtureCase('bse-announcements', bytes(readBseAnnouncements)),
  fixtureCase('fii-dii', bytes(readFiiDii)),
  fixtureCase('holiday-master', bytes(readHolidayMaster)),
  { name: 'articles of NewsAPI', good: ARTICLES, read: bytes(readArticles) },
  {
    name: 'the manifest of a backup',
    good: manifestText(madeUpManifest({})),
    read: readManifest,
  },
];
