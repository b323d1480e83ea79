import { describe, expect, test } from 'vitest';
import {
  keptName,
  readAddress,
  secretValues,
  shownAddress,
  isThisMachine,
} from '../../../src/platform/http/address.ts';

const asIs = (text: string): string => text;

describe('shownAddress', () => {
  test.each([
    ['https://a.example/x?symbol=ABC', 'https://a.example/x?symbol=ABC'],
    ['https://a.example/x?apiKey=abc&q=1', 'https://a.example/x?apiKey=•••&q=1'],
    ['https://a.example/x?q=1&TOKEN=abc#f', 'https://a.example/x?q=1&TOKEN=•••#f'],
    [
      'https://a.example/?api_key=a&secret=b&code=c',
      'https://a.example/?api_key=•••&secret=•••&code=•••',
    ],
    [
      'https://a.example/?instrument_key=NSE_EQ%7CX',
      'https://a.example/?instrument_key=NSE_EQ%7CX',
    ],
    ['https://user:word@a.example/x?e=b@c', 'https://a.example/x?e=b@c'],
  ])('%s', (url, expected) => {
    expect(shownAddress(url, asIs)).toBe(expected);
  });
});

describe('keptName', () => {
  test('an address without secrets is its own name', () => {
    expect(keptName('https://a.example/x', asIs)).toBe('https://a.example/x');
  });

  test('addresses that differ in a blanked value have different names, the same every time', () => {
    const one = keptName('https://a.example/x?code=1111', asIs);
    const two = keptName('https://a.example/x?code=2222', asIs);
    expect(one).not.toBe(two);
    expect(one).toBe(keptName('https://a.example/x?code=1111', asIs));
    expect(one).toMatch(/^https:\/\/a\.example\/x\?code=•••#[0-9a-f]{16}$/);
  });
});

test('secret values are found as they are written and as they are meant', () => {
  expect(secretValues('https://a.example/?key=a%2Bb&q=1&token=cd')).toEqual([
    'a%2Bb',
    'cd',
    'a+b',
    'cd',
  ]);
});

test.each(['ftp://a.example/', 'a.example', ''])('%j is no address to ask', (url) => {
  expect(() => readAddress(url, asIs)).toThrow(
    expect.objectContaining({ code: 'config', message: expect.stringContaining(`"${url}"`) }),
  );
});

test.each([
  ['http://127.0.0.1:8080/a', true],
  ['http://127.8.9.1', true],
  ['http://localhost:1', true],
  ['http://[::1]:1', true],
  ['https://nsearchives.nseindia.com', false],
  ['http://127.0.0.1.example', false],
  ['http://localhost.example', false],
  ['http://10.0.0.1', false],
])('%s is of this machine: %s', (url, answer) => {
  expect(isThisMachine(new URL(url))).toBe(answer);
});
