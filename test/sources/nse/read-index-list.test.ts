import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { readIndexList } from '../../../src/sources/nse/read-index-list.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const good = sourceFixture('index-list.made-up.csv');
const read = (text: string) => readIndexList(text, 'ind_x.csv');

describe('a list of an index', () => {
  it('is read row by row, quoted commas and place holders included', () => {
    const members = read(good);
    expect(members.map(({ symbol, dummy }) => [symbol, dummy])).toEqual([
      ['DUMMYKITE', true],
      ['KITE-MILLS', false],
      ['LANTERN', false],
      ['TEAPOT&CO', false],
      ['UMBRELLA', false],
    ]);
    expect(members[2]).toEqual({
      symbol: 'LANTERN',
      isin: 'INE9Z0C01013',
      company: 'Lantern, Lamp & Co. Ltd.',
      industry: 'Oil, Gas & Consumable Fuels',
      series: 'EQ',
      dummy: false,
    });
    expect(members[4], 'a word for nothing is absent').not.toHaveProperty('industry');
    expect(members[4]).not.toHaveProperty('series');
  });

  it('is the same with CRLF and a byte order mark', () => {
    expect(read(`\uFEFF${good.replaceAll('\n', '\r\n')}`)).toEqual(read(good));
  });

  it.each<[string, string, RegExp]>([
    ['no ISIN', good.replace('INE9Z0A01017', 'INE9Z'), /line 5: TEAPOT&CO: "INE9Z" is no ISIN/],
    ['no symbol', good.replace('LANTERN', ''), /line 4: "" is no symbol/],
    ['no company', good.replace('Kite Mills Ltd.,Textiles,K', ',Textiles,K'), /KITE-MILLS has no/],
    ['a symbol twice', good.replace('LANTERN', 'TEAPOT&CO'), /TEAPOT&CO stands there twice/],
    ['an ISIN twice', good.replace('INE9Z0C01013', 'INE9Z0B01015'), /INE9Z0B01015 stands/],
    ['a cell too many', good.replace('KITE-MILLS,EQ', 'KITE-MILLS,EQ,9'), /beyond the last column/],
    ['half a row', good.slice(0, good.indexOf('Co. Ltd.,Fast')), /cut off/],
    ['a column missing', good.replace('ISIN Code', 'Isn'), /column "ISIN Code"/],
    ['a header only', good.slice(0, good.indexOf('\n')), /a header only/],
    ['a page', '<html><body>Resource not found</body></html>', /column "Company Name"/],
    ['nothing', '', /empty file/],
  ])('with %s is refused whole', (_, text, words) => {
    expect(() => read(text)).toThrow(Failure);
    expect(() => read(text)).toThrow(words);
  });

  it('is right or refused, whatever the text', () => {
    const cell = fc.oneof(
      fc.constantFrom('INE9Z0B01015', 'DUM9Z0A01019', 'ABC', '', '-', '"', 'A,B', '\n', 'EQ'),
      fc.string({ maxLength: 8 }),
    );
    const text = fc
      .array(fc.array(cell, { minLength: 1, maxLength: 7 }), { maxLength: 6 })
      .map((rows) => [
        'Company Name,Industry,Symbol,Series,ISIN Code',
        ...rows.map((r) => r.join(',')),
      ]);
    fc.assert(
      fc.property(text, (lines) => {
        try {
          const members = read(lines.join('\n'));
          expect(members.length).toBeGreaterThan(0);
          expect(new Set(members.map(({ isin }) => isin)).size).toBe(members.length);
          expect(members.filter(({ symbol }) => !/^\S+$/.test(symbol))).toEqual([]);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.code).toBe('bad-data');
        }
      }),
      { numRuns: 500 },
    );
  });
});
