import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../src/sources/decode.ts';
import { decompress } from '../../src/platform/decompress.ts';
import { haveRecorded, recorded } from '../support/source-fixture.ts';
import { asking, closeAll } from './asking.ts';
import type { Asking } from './asking.ts';
import { CSV, JSONS } from './recorded-formats.ts';
import { csvFields, inventions, jsonFields, shapeOf } from './recorded-shapes.ts';
import type { Fields } from './recorded-shapes.ts';

const COOKIE = { cookie: 'nsit=1; nseappid=1' };
/** After the evening's files are out. */
const EVENING = '2026-11-25T21:30';

function textFrom(bytes: Uint8Array, name: string): string {
  if (name.endsWith('.zip')) return textOf(decompress.unzipOne(bytes, '.csv', 1e8).bytes);
  return textOf(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

const UNRECORDED = 'no answer was recorded; the shape is that of its description';

/** Every reader of the sources: the formats above that it reads, or why there is none. */
const READERS: Readonly<Record<string, readonly string[] | string>> = {
  'bse/read-announcements.ts': ['announcements of BSE'],
  'bse/read-corporate-actions.ts': ['corporate actions of BSE'],
  'newsapi/read-articles.ts': UNRECORDED,
  'nse/read-all-indices.ts': ['values of indices'],
  'nse/read-announcements.ts': ['announcements of NSE'],
  'nse/read-bhavcopy.ts': ['prices, UDiFF', 'prices, legacy', 'prices with deliveries'],
  'nse/read-changes.ts': ['changed symbols', 'changed names'],
  'nse/read-corporate-actions.ts': ['corporate actions of NSE'],
  'nse/read-deals.ts': [
    'bulk deals of the day',
    'block deals of the day',
    'short sales',
    'bulk deals, dated report',
  ],
  'nse/read-deliveries.ts': ['prices with deliveries'],
  'nse/read-equity-list.ts': ['shares'],
  'nse/read-fii-dii.ts': ['FII/DII figures'],
  'nse/read-holiday-master.ts': ['holidays of NSE'],
  'nse/read-index-closes.ts': ['closes of indices'],
  'nse/read-index-list.ts': ['members of an index'],
  'nse/read-meetings.ts': ['board meetings', 'event calendar'],
  'nse/read-option-chain.ts': ['option chain'],
  'nse/read-price-bands.ts': ['price bands'],
  'nse/read-rows.ts': 'the rows that the other readers of NSE share',
  'nse/read-securities.ts': [
    'shares of small companies',
    'exchange-traded funds',
    'real estate trusts',
    'infrastructure trusts',
    'closed funds',
    'depositary receipts',
    'warrants',
    'preference shares',
  ],
  'nse/read-symbol-data.ts': ['data of a symbol'],
  'nse/read-year-extremes.ts': ['52-week prices'],
  'rss/read-feed.ts': UNRECORDED,
  'rss/read-news-feed.ts': UNRECORDED,
  'upstox/read-candles.ts': UNRECORDED,
  'upstox/read-holidays.ts': UNRECORDED,
  'upstox/read-instruments.ts': UNRECORDED,
  'upstox/read-options.ts': UNRECORDED,
  'upstox/read-quotes.ts': UNRECORDED,
  'yahoo/read-chart.ts': UNRECORDED,
  'yahoo/read-meta-price.ts': UNRECORDED,
};

it('every reader of the sources is compared, and every comparison is of one', () => {
  const sources = join(import.meta.dirname, '..', '..', 'src', 'sources');
  const readers = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  const files = readers.filter((path) => /\/read-[^/]*\.ts$/.test(path));
  expect(Object.keys(READERS).toSorted()).toEqual(files.toSorted());
  const named = Object.values(READERS).flatMap((formats) =>
    typeof formats === 'string' ? [] : formats,
  );
  const compared = [...Object.keys(CSV), ...Object.keys(JSONS)];
  expect([...new Set(named)].toSorted()).toEqual(compared.toSorted());
});

describe('shapes', () => {
  it.each([
    ['12.50', 'decimal'],
    ['.5', 'decimal'],
    ['-7', 'whole'],
    ['5,53,432', 'whole with commas'],
    ['', 'nothing'],
    [' -', 'padded dash'],
    ['03-JAN-2025', '99-AAA-9999'],
    ['3 Jan 2025', '9 Aaa 9999'],
    ['2025-01-03', '9999-99-99'],
    ['Paper Tiger Ltd', 'text'],
    [null, 'null'],
    [4.5, 'number'],
  ])('%j is %s', (value, shape) => {
    expect(shapeOf(value)).toBe(shape);
  });

  it('what was never recorded is found: a field, a date of another spelling, a text for a number', () => {
    const real: Fields = new Map([
      ['day', ['03-JAN-2025']],
      ['price', [4.5]],
    ]);
    const pretend: Fields = new Map([
      ['day', ['2025-01-03']],
      ['price', ['4.5']],
      ['more', [1]],
    ]);
    expect(inventions(pretend, real)).toHaveLength(3);
    expect(inventions(real, real)).toEqual([]);
  });
});

describe.skipIf(!haveRecorded)('the sandbox speaks as the recorded answers do', () => {
  const moments = new Map<string, Asking>();
  const askAt = async (moment: string): Promise<Asking> => {
    const known = moments.get(moment) ?? (await asking(moment));
    moments.set(moment, known);
    return known;
  };
  beforeAll(() => askAt(EVENING));
  afterAll(closeAll);

  it.each(Object.entries(CSV))(
    '%s',
    async (_, { path, file, at = EVENING, above, header, known = {} }) => {
      const came = await (await askAt(at)).ask(path, COOKIE);
      expect(came.status).toBe(200);
      const pretend = csvFields(textFrom(came.bytes, path), header ?? 'header', above);
      const real = csvFields(textFrom(recorded(file), file), header ?? 'header', above);
      expect([...pretend.keys()], 'columns, in their order').toEqual([...real.keys()]);
      expect(inventions(pretend, real, Object.keys(known))).toEqual([]);
    },
  );

  it.each(Object.entries(JSONS))(
    '%s',
    async (_, { path, file, at = EVENING, under, known = {} }) => {
      const came = await (await askAt(at)).ask(path, COOKIE);
      expect(came.status).toBe(200);
      const pretend = jsonFields(JSON.parse(came.text));
      expect(pretend.size, 'an answer with rows').toBeGreaterThan(2);
      const whole = JSON.parse(textFrom(recorded(file), file)) as Record<string, unknown>;
      const real = jsonFields(under === undefined ? whole : whole[under]);
      expect(inventions(pretend, real, Object.keys(known))).toEqual([]);
    },
  );
});
