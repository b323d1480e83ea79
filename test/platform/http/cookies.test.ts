import { describe, expect, test } from 'vitest';
import { createCookieJar } from '../../../src/platform/http/cookies.ts';

const ORIGIN = 'https://www.exchange.example';
const NOW = Date.UTC(2026, 10, 26, 4, 0, 0) / 1000;

/** What is sent after the lines were stored. */
function sent(lines: readonly string[], atSeconds = NOW): string | undefined {
  const jar = createCookieJar();
  jar.store(ORIGIN, lines, NOW);
  return jar.header(ORIGIN, atSeconds);
}

describe('cookie jar', () => {
  test.each([
    [['a=1'], 'a=1'],
    [['a=1; Path=/; HttpOnly', 'b=2; Secure'], 'a=1; b=2'],
    [['a=x=y==; Path=/'], 'a=x=y=='],
    [['a=1', 'a=2'], 'a=2'],
    [['a='], 'a='],
    [['nameless', '=value', ''], undefined],
    [['a=1; Max-Age=0'], undefined],
    [['a=1', 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], undefined],
    [['a=1; Expires=Thu, 26 Nov 2026 05:00:00 GMT'], 'a=1'],
    [['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60'], 'a=1'],
    [['a=1; Expires=soon'], 'a=1'],
  ])('%j sends %s', (lines, expected) => {
    expect(sent(lines)).toBe(expected);
  });

  test('a cookie is sent until its time is over', () => {
    expect(sent(['a=1; Max-Age=60'], NOW + 59)).toBe('a=1');
    expect(sent(['a=1; Max-Age=60'], NOW + 60)).toBeUndefined();
  });

  test('a cookie goes back to its own origin only', () => {
    const jar = createCookieJar();
    jar.store(ORIGIN, ['a=1'], NOW);
    for (const other of [
      'http://www.exchange.example',
      'https://exchange.example',
      `${ORIGIN}:8443`,
    ]) {
      expect(jar.header(other, NOW)).toBeUndefined();
    }
  });
});
