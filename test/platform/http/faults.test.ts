import { describe, expect, test } from 'vitest';
import { errorCode, faultOf } from '../../../src/platform/http/faults.ts';

function errorWith(code: unknown): Error {
  return Object.assign(new Error('made up'), { code });
}

describe('faultOf', () => {
  test.each([
    ['ENOTFOUND', 'the host name is unknown (ENOTFOUND)'],
    ['EAI_AGAIN', 'the name server did not answer (EAI_AGAIN)'],
    ['UND_ERR_CONNECT_TIMEOUT', 'the connection timed out (UND_ERR_CONNECT_TIMEOUT)'],
    ['CERT_HAS_EXPIRED', 'the certificate has expired (CERT_HAS_EXPIRED)'],
    ['HPE_INVALID_CONSTANT', 'made up (HPE_INVALID_CONSTANT)'],
  ])('%s is told in words', (code, reason) => {
    const cause = errorWith(code);
    expect(faultOf(cause)).toEqual({ kind: 'fault', reason, cause });
  });

  test.each([
    ['a mistake of the program', errorWith('UND_ERR_INVALID_ARG')],
    ['an error without code', new TypeError('undefined is not a function')],
    ['no error', 'ECONNRESET'],
  ])('%s is none', (_name, error) => {
    expect(faultOf(error)).toBeUndefined();
  });
});

test('a code is a text', () => {
  expect(errorCode(errorWith('EIO'))).toBe('EIO');
  expect(errorCode(errorWith(5))).toBeUndefined();
  expect(errorCode({ code: 'EIO' })).toBeUndefined();
});
