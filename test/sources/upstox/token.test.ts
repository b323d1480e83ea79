import { expect, it } from 'vitest';
import { istInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { tokenExpiry } from '../../../src/sources/upstox/token.ts';

function token(claims: unknown): string {
  return `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
}

it('tells when a token ends', () => {
  const end = istInstant(sessionDate('2026-05-20'), '03:30');
  expect(tokenExpiry(token({ sub: 'AB1234', exp: end, name: '??>>~~ÿÿ' }))).toBe(end);
});

it.each([
  ['without an end', token({ sub: 'AB1234' })],
  ['with an end in words', token({ exp: 'tomorrow' })],
  ['that is a list', token([1])],
  ['without a middle part', 'abc'],
  ['whose middle part is no base64', 'a.***.c'],
  ['whose middle part is no JSON', 'a.YWJj.c'],
  ['that is empty', ''],
])('does not tell for one %s', (_, text) => {
  expect(tokenExpiry(text)).toBeUndefined();
});
