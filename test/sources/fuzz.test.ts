import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { Http } from '../../src/ports/http.ts';
import { decompress } from '../../src/platform/decompress.ts';
import { createNse } from '../../src/sources/nse/nse.ts';
import { createUpstox } from '../../src/sources/upstox/upstox.ts';
import { createYahoo } from '../../src/sources/yahoo/yahoo.ts';
import { uncheckedHttp } from '../support/scripted-http.ts';
import { sourceFixture } from '../support/source-fixture.ts';
import { zippedText } from '../support/zip-file.ts';

const listing = {
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  isin: 'INE9Z0A01017',
  sourceKeys: {},
} as const;
const daily = { listing, from: sessionDate('2026-05-18'), to: sessionDate('2026-05-20') };
const day = sessionDate('2026-05-19');
const intraday = { listing, from: day, to: day, interval: '5m', today: false } as const;

const nse = (http: Http) =>
  createNse({
    http,
    decompress,
    archivesOrigin: 'https://a.invalid',
    siteOrigin: 'https://s.invalid',
  });
const upstox = (http: Http) =>
  createUpstox({
    http,
    decompress,
    apiOrigin: 'https://u.invalid',
    assetsOrigin: 'https://f.invalid',
  });
const yahoo = (http: Http) => createYahoo({ http, origin: 'https://y.invalid' });

/** One way of damaging bytes. */
type Damage =
  | { readonly how: 'drop' | 'double'; readonly at: number; readonly length: number }
  | { readonly how: 'write'; readonly at: number; readonly bytes: Uint8Array };

const place = fc.nat({ max: 9999 });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({
    how: fc.constantFrom('drop' as const, 'double' as const),
    at: place,
    length: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    how: fc.constant('write' as const),
    at: place,
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc
        .constantFrom('null', '-1', '1e999', '"x"', ',', '"', '{}', '[]', '\n', '0')
        .map((text) => new Uint8Array(Buffer.from(text))),
    ),
  }),
);

function damaged(body: Buffer, change: Damage): Buffer {
  const at = body.length === 0 ? 0 : change.at % body.length;
  if (change.how === 'write') {
    return Buffer.concat([
      body.subarray(0, at),
      change.bytes,
      body.subarray(at + change.bytes.length),
    ]);
  }
  const end = at + change.length;
  const middle = change.how === 'double' ? [body.subarray(at, end), body.subarray(at, end)] : [];
  return Buffer.concat([body.subarray(0, at), ...middle, body.subarray(end)]);
}

it.each<[string, Buffer, (http: Http) => Promise<unknown>, (body: Buffer) => Uint8Array]>([
  [
    'a bhavcopy',
    Buffer.from(sourceFixture('udiff.made-up.csv')),
    (http) => nse(http).session(day),
    (body) => zippedText('a.csv', body.toString('latin1')),
  ],
  [
    'a packed bhavcopy',
    Buffer.from(zippedText('a.csv', sourceFixture('udiff.made-up.csv'))),
    (http) => nse(http).session(day),
    (body) => body,
  ],
  [
    'the list of equities',
    Buffer.from(sourceFixture('equity-list.made-up.csv')),
    (http) => nse(http).instruments(),
    (body) => body,
  ],
  [
    'the list of holidays',
    Buffer.from(sourceFixture('holiday-master.made-up.json')),
    (http) => nse(http).holidays(),
    (body) => body,
  ],
  [
    'daily candles of Upstox',
    Buffer.from(sourceFixture('upstox-daily.made-up.json')),
    (http) => upstox(http).daily(daily),
    (body) => body,
  ],
  [
    'five-minute candles of Upstox',
    Buffer.from(sourceFixture('upstox-5m.made-up.json')),
    (http) => upstox(http).intraday(intraday),
    (body) => body,
  ],
  [
    'instruments of Upstox',
    Buffer.from(sourceFixture('upstox-instruments.made-up.json')),
    (http) => upstox(http).instruments(),
    (body) => gzipSync(body),
  ],
  [
    'holidays of Upstox',
    Buffer.from(sourceFixture('upstox-holidays.made-up.json')),
    (http) => upstox(http).holidays(),
    (body) => body,
  ],
  [
    'a daily chart of Yahoo',
    Buffer.from(sourceFixture('yahoo-daily.made-up.json')),
    (http) => yahoo(http).daily(daily),
    (body) => body,
  ],
  [
    'a five-minute chart of Yahoo',
    Buffer.from(sourceFixture('yahoo-5m.made-up.json')),
    (http) => yahoo(http).intraday(intraday),
    (body) => body,
  ],
])('%s, damaged anyhow, is read or refused', async (_, good, ask, pack) => {
  let read = 0;
  let refused = 0;
  const changes = fc.array(damage, { minLength: 1, maxLength: 3 });
  const status = fc.constantFrom(200, 200, 200, 200, 400, 422);
  await fc.assert(
    fc.asyncProperty(changes, status, async (list, status) => {
      const body = pack(list.reduce(damaged, good));
      const http = uncheckedHttp([{ url: /./, status, body }]);
      const error: unknown = await ask(http).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined) read++;
      else refused++;
      expect(error === undefined || error instanceof Failure, String(error)).toBe(true);
    }),
    { numRuns: 250, seed: 20_260_519 },
  );
  expect(read + refused).toBe(250);
  expect(refused).toBeGreaterThan(0);
});
