import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, ohlcvOf, requireMostlyGood } from '../../src/sources/ohlcv.ts';

describe('bars', () => {
  it('are in paise, without the noise of single precision', () => {
    expect(ohlcvOf(1213.699951171875, 1220, 1200.0999755859375, 1210.5, 7)).toEqual({
      openPaise: 121370,
      highPaise: 122000,
      lowPaise: 120010,
      closePaise: 121050,
      volume: 7,
    });
  });

  it.each<[number[], RegExp]>([
    [[10, 9, 11, 10, 1], /high 900 is below low 1100/],
    [[8, 11, 9, 10, 1], /open 800 is outside/],
    [[10, 11, 9, 12, 1], /close 1200 is outside/],
    [[0, 0, 0, 10, 1], /low 0 paise/],
    [[10, 11, 9, 10, -1], /volume -1/],
    [[10, 11, 9, 10, 1.5], /volume 1.5/],
    [[10, 11, 9, 10, Number.NaN], /volume NaN/],
    [[Number.NaN, 11, 9, 10, 1], /open NaN is no price/],
    [[10, Infinity, 9, 10, 1], /high Infinity is no price/],
    [[10, 11, Number.NaN, 10, 1], /low NaN is no price/],
    [[10, 11, 9, Number.NaN, 1], /close NaN is no price/],
  ])('of %j are refused', ([open = 0, high = 0, low = 0, close = 0, volume = 0], reason) => {
    expect(ohlcvOf(open, high, low, close, volume)).toMatch(reason);
  });

  it('that are possible stay possible when rounded to paise', () => {
    const price = fc.double({ min: 0.01, max: 200_000, noNaN: true });
    fc.assert(
      fc.property(price, price, price, price, (a, b, c, d) => {
        const [low, open, close, high] = [a, b, c, d].toSorted((x, y) => x - y);
        expect(typeof ohlcvOf(open ?? 0, high ?? 0, low ?? 0, close ?? 0, 1)).toBe('object');
      }),
    );
  });
});

it.each<[string, number]>([
  ['45.5', 45.5],
  ['.27', 0.27],
  ['-.02', -0.02],
  ['7.', 7],
  ['', Number.NaN],
  ['-', Number.NaN],
  ['.', Number.NaN],
  ['1e5', Number.NaN],
  ['0x10', Number.NaN],
  ['5,53,432', Number.NaN],
  ['Infinity', Number.NaN],
])('the number in %j is %d', (text, value) => {
  expect(decimalOf(text)).toBe(value);
});

it('believes a file of which a tenth is refused, and no more', () => {
  const refused = [{ row: 'line 2', reason: 'A EQ: low 0' }];
  expect(() => requireMostlyGood('f.csv', 9, refused)).not.toThrow();
  expect(() => requireMostlyGood('f.csv', 8, refused)).toThrow(
    'found 1 of 9 refused; the first, line 2: A EQ: low 0',
  );
  expect(() => requireMostlyGood('f.csv', 0, [])).not.toThrow();
});
