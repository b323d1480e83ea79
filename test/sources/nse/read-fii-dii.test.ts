import { expect, it, test } from 'vitest';
import { readFiiDii } from '../../../src/sources/nse/read-fii-dii.ts';
import { sourceFixture, sourceJson } from '../../support/source-fixture.ts';

const rows = sourceJson('fii-dii.made-up.json') as Record<string, unknown>[];
const read = (value: unknown) => readFiiDii(new TextEncoder().encode(JSON.stringify(value)));

it('figures are paise, stars and commas gone', () => {
  const { figures, refused } = readFiiDii(
    new TextEncoder().encode(sourceFixture('fii-dii.made-up.json')),
  );
  expect(figures).toEqual([
    {
      session: '2026-05-19',
      category: 'DII',
      buyPaise: 15_679_580_000_000,
      sellPaise: 15_444_020_000_000,
      netPaise: 235_560_000_000,
    },
    {
      session: '2026-05-19',
      category: 'FII',
      buyPaise: 12_461_070_000_000,
      sellPaise: 12_941_310_000_000,
      netPaise: -480_240_000_000,
    },
  ]);
  expect(refused).toEqual([]);
});

test.each([
  [{ category: 'RETAIL' }, /"RETAIL" is neither/],
  [{ buyValue: '-' }, /found "-"/],
  [{ netValue: 999.5 }, /is not 999.50 net/],
])('a row with %j is refused with its reason', (facts, words) => {
  const { figures, refused } = read([rows[0], { ...rows[1], ...facts }]);
  expect(figures).toHaveLength(1);
  expect(refused).toEqual([{ row: '[1]', reason: expect.stringMatching(words) as string }]);
});

it('of two rows of one category the second is refused', () => {
  expect(read([rows[0], rows[0]]).refused).toEqual([{ row: '[1]', reason: 'DII is there twice' }]);
});

test.each([
  [[{ ...rows[0], date: '19/05/2026' }], /\[0\]\.date, found "19\/05\/2026"/],
  [[{ ...rows[0], sellValue: undefined }], /\[0\]\.sellValue/],
  [{ data: [] }, /at the top level/],
])('another shape is refused: %j', (value, words) => {
  expect(() => read(value)).toThrow(words);
});
