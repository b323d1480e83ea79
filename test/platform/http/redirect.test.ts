import { describe, expect, test } from 'vitest';
import { nextHop, registrableHost } from '../../../src/platform/http/redirect.ts';

describe('registrableHost', () => {
  test.each([
    ['www.nseindia.com', 'nseindia.com'],
    ['nsearchives.nseindia.com', 'nseindia.com'],
    ['NSEINDIA.com', 'nseindia.com'],
    ['www.exchange.co.in', 'exchange.co.in'],
    ['a.b.exchange.org.in', 'exchange.org.in'],
    ['co.in', 'co.in'],
    ['localhost', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '[::1]'],
  ])('%s: %s', (hostname, expected) => {
    expect(registrableHost(hostname)).toBe(expected);
  });
});

describe('nextHop', () => {
  const from = new URL('https://www.exchange.example/api/rows');

  test.each([
    [200, '/elsewhere', 'stay'],
    [302, undefined, 'stay'],
    [304, '/elsewhere', 'stay'],
    [301, '/elsewhere', 'follow'],
    [302, 'https://archive.exchange.example/', 'follow'],
    [303, '//www.exchange.example/x', 'follow'],
    [307, '?page=2', 'follow'],
    [308, 'http://www.exchange.example/', 'astray'],
    [302, 'https://other.example/', 'astray'],
    [302, 'https://exchange.example.attacker.example/', 'astray'],
    [302, 'file:///etc/passwd', 'astray'],
    [302, 'https://', 'astray'],
  ])('%i to %s: %s', (status, location, kind) => {
    expect(nextHop(from, status, location).kind).toBe(kind);
  });

  test('an address is read against the one that sent it', () => {
    expect(nextHop(from, 302, 'other?x=1')).toMatchObject({
      url: new URL('https://www.exchange.example/api/other?x=1'),
    });
  });

  test('a stray redirect is told without path and query, which may hold a token', () => {
    expect(nextHop(from, 302, 'https://other.example/p?token=made-up')).toMatchObject({
      reason: '302 to https://other.example, which is not followed',
    });
  });
});
