import { expect, it } from 'vitest';
import { readInstruments } from '../../../src/sources/upstox/read-instruments.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const list = sourceFixture('upstox-instruments.made-up.json');

function read(text: string) {
  return readInstruments(Buffer.from(text));
}

/** Twenty shares and the given record after them. */
function market(record: object): string {
  const shares = Array.from({ length: 20 }, (_, index) => ({
    ...SHARE,
    trading_symbol: `POT${index}`,
  }));
  return JSON.stringify([...shares, record], undefined, 1);
}

const SHARE = {
  segment: 'NSE_EQ',
  name: 'KITE MILLS LIMITED',
  isin: 'INE9Z0B01015',
  instrument_type: 'BE',
  instrument_key: 'NSE_EQ|INE9Z0B01015',
  trading_symbol: 'KITE-MILLS',
};

it('tells shares, funds, bonds and indices apart, and passes over derivatives', () => {
  const { instruments, refused } = read(list);
  expect(refused).toEqual([]);
  expect(instruments.map(({ symbol, series, kind }) => [symbol, series, kind])).toEqual([
    ['NIFTY', 'INDEX', 'index'],
    ['TEAPOT&CO', 'EQ', 'share'],
    ['KITE-MILLS', 'BE', 'share'],
    ['KITEBEES', 'EQ', 'etf'],
    ['690GS2099', 'GS', 'bond'],
  ]);
  expect(instruments[0]).toEqual({
    exchange: 'XNSE',
    symbol: 'NIFTY',
    series: 'INDEX',
    name: 'Nifty 50',
    kind: 'index',
    sourceKeys: { upstox: 'NSE_INDEX|Nifty 50' },
  });
  expect(instruments[1]).toMatchObject({
    name: 'TEAPOT "AND" {COMPANY} LIMITED',
    isin: 'INE9Z0A01017',
    sourceKeys: { upstox: 'NSE_EQ|INE9Z0A01017' },
  });
});

it.each([
  ['no ISIN', { ...SHARE, isin: undefined }, 'KITE-MILLS BE: "" is no ISIN'],
  ['no symbol', { ...SHARE, trading_symbol: ' ' }, 'has no symbol or no key'],
  ['no series', { ...SHARE, instrument_type: '' }, 'KITE-MILLS: has no series'],
  [
    'a symbol that was there',
    { ...SHARE, trading_symbol: 'POT7' },
    'POT7 BE is already in the list',
  ],
])('refuses a record with %s', (_, record, reason) => {
  const { instruments, refused } = read(market(record));
  expect(instruments).toHaveLength(20);
  expect(refused).toEqual([{ row: '[20]', reason }]);
});

it.each([
  [
    'a renamed field',
    list.replace('instrument_key', 'key'),
    'at [0].instrument_key, found nothing',
  ],
  ['renamed segments', list.replaceAll('"segment"', '"market"'), '"segment" NSE_EQ or NSE_INDEX'],
  ['an empty list', '[]', 'found none among 0'],
  ['a cut list', list.slice(0, 700), 'cut off'],
  ['a broken record', list.replace('"lot_size":1', '"lot_size":'), 'a JSON record at [1]'],
])('refuses %s', (_, text, sentence) => {
  expect(() => read(text)).toThrow(sentence);
});
