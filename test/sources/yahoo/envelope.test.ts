import { expect, it } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import { openChart } from '../../../src/sources/yahoo/envelope.ts';
import type { ChartColumns } from '../../../src/sources/yahoo/envelope.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const good = sourceFixture('yahoo-daily.made-up.json');

function open(text: string, status = 200): ChartColumns | 'empty' | undefined {
  const answer = {
    url: 'https://yahoo.invalid/',
    status,
    contentType: 'application/json',
    body: Buffer.from(text),
    fetchedAt: instant(1_780_000_000),
    stale: false,
    notModified: false,
  };
  return openChart(answer, {
    granularity: '1d',
    currency: 'INR',
    asked: '1d bars of X from A to B',
  });
}

function refusal(code: string, description: string): string {
  return JSON.stringify({ chart: { result: null, error: { code, description } } });
}

const noBars = JSON.stringify({
  chart: {
    result: [
      {
        meta: { currency: null, dataGranularity: '1d' },
        indicators: { quote: [{}], adjclose: [{}] },
      },
    ],
    error: null,
  },
});

it('gives the columns', () => {
  expect(open(good)).toMatchObject({ volume: [87000, 125000, 98000], open: { length: 3 } });
});

it.each([
  ['a result without timestamps', noBars, 200],
  ['a result with none', good.replace(/"timestamp":\[[^\]]*\]/, '"timestamp":[]'), 200],
  [
    'the refusal of an empty window',
    refusal('Bad Request', "Data doesn't exist for startDate = 1"),
    400,
  ],
])('%s is empty', (_, text, status) => {
  expect(open(text, status)).toBe('empty');
});

it.each([404, 200])('"Not Found" is an unknown symbol, under status %d', (status) => {
  expect(open(refusal('Not Found', 'No data found'), status)).toBeUndefined();
});

it.each<[string, string, string, number?]>([
  [
    'another granularity',
    good.replace('"1d"', '"1wk"'),
    '"1d" at chart.result[0].meta.dataGranularity',
  ],
  [
    'no granularity',
    good.replace('dataGranularity', 'g'),
    'at chart.result[0].meta.dataGranularity',
  ],
  ['another currency', good.replace('"INR"', '"USD"'), '"INR" at chart.result[0].meta.currency'],
  ['a renamed list', good.replace('"low"', '"lo"'), 'at chart.result[0].indicators.quote[0].low'],
  ['a list of another length', good.replace('87000,', ''), 'quote[0].volume.length, found 2'],
  [
    'a number for a list',
    good.replace('"close":[', '"close":7,"x":['),
    'a list at chart.result[0]',
  ],
  ['no result', '{"chart":{"result":null,"error":null}}', 'a list at chart.result'],
  ['no results', '{"chart":{"result":[],"error":null}}', 'chart.result[0]'],
  ['another envelope', '{"finance":{}}', 'at chart, found nothing'],
  ['a window not served', refusal('Unprocessable Entity', 'within the last 60 days'), 'bug', 422],
  ['a page under 404', '<html>', 'expected JSON', 404],
])('refuses %s', (_, text, sentence, status) => {
  expect(() => open(text, status)).toThrow(sentence);
});
