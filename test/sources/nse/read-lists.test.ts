import { describe, expect, it } from 'vitest';
import { readNameChanges, readSymbolChanges } from '../../../src/sources/nse/read-changes.ts';
import { readPriceBands } from '../../../src/sources/nse/read-price-bands.ts';
import { readSecurities, SECURITIES_LISTS } from '../../../src/sources/nse/read-securities.ts';
import { haveRecorded, recorded, sourceFixture } from '../../support/source-fixture.ts';

const listOf = (name: string) => {
  const list = SECURITIES_LISTS.find((one) => one.name === name);
  if (!list) throw new Error(`no list ${name}`);
  return list;
};
const recordedText = (path: string) => Buffer.from(recorded(path)).toString();

describe('price bands', () => {
  const text = sourceFixture('price-bands.made-up.csv');

  it('tell the band and what is remarked', () => {
    expect(readPriceBands(text, 'list.csv')).toEqual({
      bands: [
        { symbol: 'KITE-MILLS', series: 'BE', percent: 2, remark: 'GSM STAGE - I' },
        { symbol: 'TEAPOT&CO', series: 'EQ', percent: 20 },
        { symbol: 'SPOON', series: 'EQ' },
      ],
      refused: [],
    });
  });

  it.each([
    ['a band of a word', text.replace(',20,', ',wide,'), /"wide" is no band/],
    ['a lost column', text.replace('Band', 'Limit'), /expected a column "Band"/],
    ['a header only', 'Symbol,Series,Security Name,Band,Remarks\n', /found a header only/],
  ])('refuses %s', (_, given, sentence) => {
    expect(() => readPriceBands(given, 'list.csv')).toThrow(sentence);
  });

  it.skipIf(!haveRecorded)('are read from recorded rows', () => {
    const path = 'securities/2026-08-28/sec_list_28082026.some-rows.csv';
    const { bands, refused } = readPriceBands(recordedText(path), 'list.csv');
    expect(refused).toEqual([]);
    expect(bands).toHaveLength(18);
    expect(bands.find(({ symbol }) => symbol === 'GFSTEELS')?.remark).toBe('GSM STAGE - IV');
  });
});

describe('changes', () => {
  it('of symbols have no header, and days of several spellings', () => {
    const { changes, refused } = readSymbolChanges(sourceFixture('symbol-changes.made-up.csv'));
    expect(refused).toEqual([]);
    expect(changes).toEqual([
      { oldSymbol: 'KETTLE', newSymbol: 'TEAPOT&CO', on: '2019-05-03' },
      { oldSymbol: 'POTS', newSymbol: 'KETTLE', on: '2012-10-01' },
      { oldSymbol: 'SPOON', newSymbol: 'SPOON', on: '2020-01-01' },
    ]);
  });

  it('of names are dated', () => {
    expect(readNameChanges(sourceFixture('name-changes.made-up.csv')).changes).toEqual([
      {
        symbol: 'TEAPOT&CO',
        oldName: 'Pots Limited',
        newName: 'Teapot and Company Limited',
        on: '2019-05-03',
      },
    ]);
  });

  it('are refused where they are none, and tell the line of the file', () => {
    expect(() => readSymbolChanges('<html>,a,b,c')).toThrow(/line 1: "c" is no date/);
    expect(() => readNameChanges('a,b\n1,2')).toThrow(/expected a column "NCH_SYMBOL"/);
  });

  it.skipIf(!haveRecorded)('are read whole from the recorded lists', () => {
    const symbols = readSymbolChanges(recordedText('securities/2026-08-08/symbolchange.csv'));
    expect([symbols.changes.length, symbols.refused]).toEqual([1054, []]);
    const names = readNameChanges(recordedText('securities/2026-05/namechange.csv'));
    expect([names.changes.length, names.refused]).toEqual([2298, []]);
  });
});

describe('lists of securities', () => {
  it.each([
    ['nse-sme', 'sme-list', 'TINYPOT', 'ST', 'share', '2026-05-15'],
    ['nse-etf', 'etf-list', 'POTBEES', 'EQ', 'etf', '2002-01-08'],
    ['nse-invit', 'trust-list', 'POTINFRA', 'IV', 'invit', '2020-08-07'],
  ] as const)('%s: columns and days as it spells them', (name, file, symbol, series, kind, day) => {
    const { instruments, refused } = readSecurities(
      sourceFixture(`${file}.made-up.csv`),
      listOf(name),
    );
    expect(refused).toEqual([]);
    expect(instruments).toMatchObject([{ symbol, series, kind, listedOn: day }]);
  });

  it('may be empty, but not of another shape', () => {
    const [header = ''] = sourceFixture('sme-list.made-up.csv').split('\n');
    expect(readSecurities(`${header}\n`, listOf('nse-sme')).instruments).toEqual([]);
    expect(() => readSecurities('a,b\n', listOf('nse-sme'))).toThrow(/expected a column "SYMBOL"/);
    const bad = sourceFixture('sme-list.made-up.csv').replace('INE9Z0C01013', 'x');
    expect(() => readSecurities(bad, listOf('nse-sme'))).toThrow(/"x" is no ISIN/);
  });

  it('takes the ISIN behind the last column that has a name, and nothing beyond it', () => {
    const header = 'SYMBOL, NAME OF COMPANY, SERIES, DATE OF LISTING, MARKET LOT';
    const good = 'TEAPOT&CO,Teapot & Company Limited,W1,15-FEB-2010,100,INE9Z0A13012';
    const rows = Array.from({ length: 10 }, () => good);
    const text = [header, ...rows, `${good},more`].join('\n');
    const { instruments, refused } = readSecurities(text, listOf('nse-warrant'));
    expect(instruments[0]).toMatchObject({
      symbol: 'TEAPOT&CO',
      series: 'W1',
      isin: 'INE9Z0A13012',
      listedOn: '2010-02-15',
    });
    expect(refused).toEqual([{ row: 'line 12', reason: 'has "more" beyond the last column' }]);
  });

  it.skipIf(!haveRecorded).each([
    ['nse-sme', 'SME_EQUITY_L.csv', 500, 'share'],
    ['nse-etf', 'eq_etfseclist.csv', 250, 'etf'],
    ['nse-reit', 'REITS_L.csv', 3, 'reit'],
    ['nse-invit', 'INVITS_L.csv', 4, 'invit'],
    ['nse-mf', 'mf_close-end.csv', 100, 'other'],
    ['nse-idr', 'IDR_W9.csv', 1, 'other'],
    ['nse-pref', 'PREF.csv', 4, 'other'],
    ['nse-warrant', 'WARRANT.csv', 1, 'other'],
  ])('%s: every row of the recorded list', (name, file, least, kind) => {
    const { instruments, refused } = readSecurities(
      recordedText(`securities/2026-05/${file}`),
      listOf(name),
    );
    expect(refused).toEqual([]);
    expect(instruments.length).toBeGreaterThanOrEqual(least);
    expect(new Set(instruments.map((one) => one.kind))).toEqual(new Set([kind]));
  });
});
