import { describe, expect, it } from 'vitest';
import { bearerToken, refuseStranger } from '../../../src/core/api/admission.ts';
import { draw, fullBucket } from '../../../src/core/api/rate.ts';
import { sameToken } from '../../../src/core/api/token.ts';

describe('who is heard', () => {
  it.each(['localhost', 'LOCALHOST:8787', '127.0.0.1:80', '[::1]:8787', '[::1]', 'desk.example'])(
    'a call to %s',
    (host) => {
      expect(refuseStranger({ method: 'GET', host }, ['desk.example'])).toBeUndefined();
    },
  );

  it.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    'evil.example:8787',
    '127.0.0.1.evil.example',
    'localhost:8787:1',
    'localhost@evil.example',
    'local host',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    'a'.repeat(5000),
  ])('not a call to %s, which may be another name of this machine', (host) => {
    const call = { method: 'GET', ...(host === undefined ? {} : { host }) };
    expect(refuseStranger(call, ['desk.example'])).toMatchObject({ status: 421 });
  });

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ site: 'cross-site' }],
    [{ site: 'same-site' }],
    [{ origin: 'http://localhost:8787', site: 'cross-site' }],
  ])('not a change from the page of another site: %j', (headers) => {
    const call = { host: 'localhost', ...headers };
    expect(refuseStranger({ ...call, method: 'POST' }, [])).toMatchObject({ status: 403 });
    expect(refuseStranger({ ...call, method: 'GET' }, []), 'reading is not one').toBeUndefined();
  });

  it.each([{}, { origin: 'http://127.0.0.1:8787', site: 'same-origin' }, { site: 'none' }])(
    'a change from a program or our own page: %j',
    (headers) => {
      expect(refuseStranger({ method: 'PUT', host: 'localhost', ...headers }, [])).toBeUndefined();
    },
  );
});

describe('tokens', () => {
  it('are read from the header of the scheme', () => {
    expect(bearerToken('Bearer abc.DEF-1')).toBe('abc.DEF-1');
    expect(bearerToken('bearer x')).toBe('x');
    for (const header of [undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b']) {
      expect(bearerToken(header)).toBeUndefined();
    }
  });

  it('are the same only when every letter is', () => {
    expect(sameToken('secret', 'secret')).toBe(true);
    for (const found of ['secreT', 'secre', 'secrett', 'secretsecret', '', undefined]) {
      expect(sameToken(found, 'secret'), String(found)).toBe(false);
    }
    expect(sameToken('', '')).toBe(false);
    expect(sameToken(undefined, undefined)).toBe(false);
  });
});

it('a bucket gives its burst at once, then what flows in', () => {
  const rate = { burst: 2, perSecond: 0.5 };
  let bucket = fullBucket(rate, 1000);
  const at = (nowMs: number): number | undefined => {
    const drawn = draw(bucket, rate, nowMs);
    bucket = drawn.bucket;
    return drawn.waitSeconds;
  };
  expect([at(1000), at(1000), at(1000)]).toEqual([undefined, undefined, 2]);
  expect(at(2000)).toBe(1);
  expect(at(3000)).toBeUndefined();
  expect(at(3000)).toBe(2);
  expect(at(60_000)).toBeUndefined();
  expect(at(60_000), 'no more than the burst is saved up').toBeUndefined();
  expect(at(60_000)).toBe(2);
});
