import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { Http } from '../../src/ports/http.ts';
import { createNseOptions } from '../../src/sources/nse/options.ts';
import { createNseQuotes } from '../../src/sources/nse/quotes.ts';
import { createUpstoxOptions } from '../../src/sources/upstox/options.ts';
import { createUpstoxQuotes } from '../../src/sources/upstox/quotes.ts';
import { createYahooQuotes } from '../../src/sources/yahoo/quotes.ts';
import { impossibleQuote } from '../../src/core/market/quote.ts';
import type { QuotesAnswer } from '../../src/ports/quotes.ts';
import { uncheckedHttp } from '../support/scripted-http.ts';
import { sourceFixture } from '../support/source-fixture.ts';

const origin = 'https://a.invalid';
const token = async (): Promise<string> => 'secret';
const share = {
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
const expiry = sessionDate('2026-05-26');
const contracts = sourceFixture('upstox-contracts.made-up.json');

const piece = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 4 }),
  fc.constantFrom('null', '-1', '1e999', '"x"', ',', '"', '{}', '[]', '0', '5.005', 'true'),
);
const damage = fc.record({ at: fc.nat({ max: 9999 }), length: fc.nat({ max: 30 }), piece });

function damaged(text: string, changes: readonly { at: number; length: number; piece: string }[]) {
  return changes.reduce((before, { at, length, piece: put }) => {
    const start = at % (before.length + 1);
    return before.slice(0, start) + put + before.slice(start + length);
  }, text);
}

const CASES: readonly [string, (http: Http) => Promise<unknown>][] = [
  [
    'upstox-quotes',
    (http) => createUpstoxQuotes({ http, apiOrigin: origin, token }).quotes([share, nifty]),
  ],
  [
    'upstox-chain',
    (http) => createUpstoxOptions({ http, apiOrigin: origin, token }).chain(nifty, expiry),
  ],
  [
    'nse-symbol-data',
    (http) => createNseQuotes({ http, siteOrigin: origin }).shares.quotes([share]),
  ],
  [
    'nse-all-indices',
    (http) => createNseQuotes({ http, siteOrigin: origin }).indices.quotes([nifty]),
  ],
  ['nse-contract-info', (http) => createNseOptions({ http, siteOrigin: origin }).expiries(nifty)],
  [
    'nse-option-chain',
    (http) => createNseOptions({ http, siteOrigin: origin }).chain(nifty, expiry),
  ],
  ['yahoo-price', (http) => createYahooQuotes({ http, origin }).quotes([share])],
];

it.each(CASES)('%s, damaged anyhow, is read or refused', async (name, ask) => {
  const good = sourceFixture(`${name}.made-up.json`);
  let refused = 0;
  const changes = fc.array(damage, { minLength: 1, maxLength: 3 });
  const status = fc.constantFrom(200, 200, 200, 200, 400, 422);
  await fc.assert(
    fc.asyncProperty(changes, status, async (list, code) => {
      const http = uncheckedHttp([
        { url: /option\/contract/, body: contracts },
        { url: /./, status: code, body: damaged(good, list) },
        // A key that is refused is asked for by halves.
        { url: /./, status: code, body: damaged(good, list) },
        { url: /./, status: code, body: damaged(good, list) },
      ]);
      const answer: unknown = await ask(http).catch((error: unknown) => error);
      if (answer instanceof Error) {
        expect(answer, String(answer)).toBeInstanceOf(Failure);
        refused++;
      } else if (typeof answer === 'object' && answer !== null && 'quotes' in answer) {
        const { quotes } = answer as QuotesAnswer;
        expect(quotes.flatMap(({ quote }) => impossibleQuote(quote) ?? [])).toEqual([]);
      }
    }),
    { numRuns: 250, seed: 20_260_519 },
  );
  expect(refused).toBeGreaterThan(0);
});
