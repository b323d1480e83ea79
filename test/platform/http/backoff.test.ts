import { describe, expect, test } from 'vitest';
import { backoffMs, retryAfterMs } from '../../../src/platform/http/backoff.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 4, 0, 0);

describe('backoffMs', () => {
  test.each([
    [0, 0, 0],
    [0, 0.5, 250],
    [1, 0.5, 500],
    [3, 0.999, 3996],
    [6, 0.5, 15_000],
    [40, 0.5, 15_000],
  ])('after %i retries and jitter %d it is %i ms', (tries, fraction, expected) => {
    expect(backoffMs(tries, fraction)).toBe(expected);
  });
});

describe('retryAfterMs', () => {
  test.each([
    ['no header', undefined, undefined],
    ['seconds', '120', 120_000],
    ['no wait', '0', 0],
    ['an HTTP date', 'Thu, 26 Nov 2026 04:00:30 GMT', 30_000],
    ['a date that has passed', 'Thu, 26 Nov 2026 03:59:30 GMT', 0],
    ['the obsolete form of a date', 'Thursday, 26-Nov-26 04:01:00 GMT', 60_000],
    ['words', 'a while', undefined],
    ['a fraction', '1.5', undefined],
    ['a negative number', '-5', undefined],
    ['an empty header', '', undefined],
  ])('reads %s', (_name, header, expected) => {
    expect(retryAfterMs(header, NOW_MS)).toBe(expected);
  });
});
