import { describe, expect, test } from 'vitest';
import { failureOf, modeProblem, refuseProblems } from '../../src/config/layer.ts';
import { failureFrom } from './failure-of.ts';

describe('failureOf', () => {
  test('one problem is the whole sentence', () => {
    const failure = failureOf(['a:1: expected x, found y']);
    expect([failure.code, failure.message, failure.detail]).toEqual([
      'config',
      'a:1: expected x, found y',
      { problems: 1 },
    ]);
  });

  test('several problems have a line each', () => {
    const { code, message } = failureOf(['a', 'b', 'c'], 'usage');
    expect([code, message]).toEqual(['usage', 'a (first of 3 problems)\nb\nc']);
  });
});

test('no problem is no failure', () => {
  expect(() => refuseProblems([])).not.toThrow();
  expect(failureFrom(() => refuseProblems(['a', 'b'])).detail).toEqual({ problems: 2 });
});

test.each([
  [0o600, undefined],
  [0o400, undefined],
  [0o100_600, undefined],
  [undefined, undefined],
  [0o620, '0620'],
  [0o644, '0644'],
  [0o100_666, '0666'],
])('a mode of %o is told as %s', (mode, shown) => {
  expect(modeProblem('/p/.env', mode)).toBe(
    shown &&
      `expected mode 0600 for a file that holds a secret, found ${shown}; run chmod 600 /p/.env`,
  );
});
