import { expect, it } from 'vitest';
import { misread } from '../../../src/core/expression/misread.ts';

/** Ninety characters, of which each tells its own tens: 0000000000 1111111111 … 8888888888. */
const LONG = Array.from({ length: 90 }, (_, at) => Math.floor(at / 10)).join('');

it.each([
  [1, `${LONG.slice(0, 40)}…`],
  [41, `${LONG.slice(0, 80)}…`],
  [42, `…${LONG.slice(1, 81)}…`],
  [50, `…${LONG.slice(9, 89)}…`],
  [51, `…${LONG.slice(10)}`],
  [91, `…${LONG.slice(50)}`],
])('column %i of a long text shows forty characters on either side', (column, shown) => {
  const failure = misread(LONG, column, 'a sign', '"0"');
  expect(failure.message).toBe(`expected a sign at column ${column} of "${shown}", found "0"`);
  expect(failure.detail).toEqual({ column });
});

it('a short text is shown whole, on one line', () => {
  expect(misread('close >\n\t1', 7, 'a price', '">"', '; did you mean "<"?').message).toBe(
    'expected a price at column 7 of "close >  1", found ">"; did you mean "<"?',
  );
});
