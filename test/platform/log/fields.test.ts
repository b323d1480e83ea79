import { describe, expect, test } from 'vitest';
import { blankedFields, formatFields } from '../../../src/platform/log/fields.ts';
import { createRedactor } from '../../../src/platform/redact.ts';

describe('formatFields', () => {
  test.each([
    [{ rows: 3, dry: true, source: 'nse' }, 'rows=3 dry=true source=nse'],
    [{ why: 'two words' }, 'why="two words"'],
    [{ why: 'say "no"' }, 'why="say \\"no\\""'],
    [{ pair: 'a=b' }, 'pair="a=b"'],
    [{ text: 'one\ntwo\u001b[31m' }, 'text="one\\ntwo\\u001b[31m"'],
    [{ empty: '' }, 'empty=""'],
    [{ none: undefined, zero: 0 }, 'zero=0'],
    [{ symbol: 'M&M-₹' }, 'symbol=M&M-₹'],
    [{}, ''],
  ])('%j: %s', (fields, expected) => {
    expect(formatFields(fields)).toBe(expected);
  });
});

describe('blankedFields', () => {
  const redact = createRedactor(['4711-secret', '123456']);

  test('values keep their types unless a secret is in them; absent ones are left out', () => {
    expect(
      blankedFields({ a: 'x 4711-secret', b: 7, c: false, d: undefined, pin: 123_456 }, redact),
    ).toEqual({ a: 'x •••', b: 7, c: false, pin: '•••' });
  });
});
