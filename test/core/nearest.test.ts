import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

describe('nearest', () => {
  test.each([
    ['log.levle', 'log.level'],
    ['log_level', 'log.level'],
    ['LOG.LEVEL', 'log.level'],
    ['htp.retries', 'http.retries'],
    ['watch-list', 'watchlist'],
    ['watchlists', 'watchlist'],
  ])('finds what %s meant', (word, meant) => {
    expect(nearest(word, ['http.retries', 'log.level', 'watchlist'])).toBe(meant);
  });

  test('suggests nothing where nothing is near', () => {
    expect(nearest('volume', ['log.level', 'watchlist'])).toBeUndefined();
    expect(nearest('xy', ['ab', 'abc'])).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });

  test('counts edits as the classic examples do', () => {
    // kitten → sitting is 3 edits, more than the 2 that six letters allow; saturday → sunday is 3 of 2.
    expect(nearest('kitten', ['sitting'])).toBeUndefined();
    expect(nearest('kitten', ['sittin'])).toBe('sittin');
    expect(nearest('saturday', ['sunday'])).toBeUndefined();
    expect(nearest('intention', ['intentoin'])).toBe('intentoin');
  });

  test('takes the nearer one, and the earlier among equals', () => {
    expect(nearest('parallel', ['paralle', 'parallels', 'parallel'])).toBe('parallel');
    expect(nearest('quote', ['quoted', 'quotes'])).toBe('quoted');
  });

  test('answers a word of a million letters at once', () => {
    expect(nearest('x'.repeat(1_000_000), ['log.level'])).toBeUndefined();
  });

  test('finds every candidate itself, and through one slip where the word is long enough', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 4, maxLength: 20 }),
        fc.nat(19),
        fc.string({ minLength: 1, maxLength: 1 }),
        (word, at, letter) => {
          const slip =
            word.slice(0, at % word.length) + letter + word.slice((at % word.length) + 1);
          expect(nearest(word, [word])).toBe(word);
          expect(nearest(slip, [word])).toBe(word);
        },
      ),
    );
  });
});
