import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patternHits } from '../../../src/core/patterns/registry.ts';
import { columnsOf } from './made-up-candles.ts';

/** Prices of an exchange and what TA-Lib's C library found in them: outside the repository. */
const SHARED = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
const PRICES = join(SHARED, 'nse', 'daily-2017-2022');
const FOUND = join(SHARED, 'talib', 'patterns.csv');

describe.skipIf(!existsSync(FOUND))('real prices of five years', () => {
  it('have every pattern on the days on which TA-Lib found it, and no others', () => {
    const [, ...rows] = readFileSync(FOUND, 'utf8').trim().split('\n');
    const expected = new Map<string, Set<string>>();
    for (const row of rows) {
      const [symbol = '', date = '', name = '', value = ''] = row.split(',');
      const hits = expected.get(symbol) ?? new Set();
      expected.set(symbol, hits.add(`${date} ${name} ${Number(value)}`));
    }
    const files = readdirSync(PRICES).filter((name) => name.endsWith('.csv'));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const cells = readFileSync(join(PRICES, file), 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.replaceAll('"', '').split(','));
      const prices = cells.map(
        ([, open, high, low, close]) =>
          [Number(open), Number(high), Number(low), Number(close)] as const,
      );
      const days = cells.map(
        ([day = '']) => `20${day.slice(4)}-${day.slice(2, 4)}-${day.slice(0, 2)}`,
      );
      const found = patternHits(columnsOf(prices)).map(
        ({ place, pattern, value }) => `${days[place]} ${pattern} ${value}`,
      );
      expect(new Set(found), file).toEqual(expected.get(basename(file, '.csv')));
    }
  });
});
