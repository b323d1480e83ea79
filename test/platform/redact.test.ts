import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blankedBody, createRedactor } from '../../src/platform/redact.ts';

const SECRET = 'pa ss/wörd+"1\\';
const redact = createRedactor([SECRET, 'tok-12345', 'tok-12345-longer', 'abc', '']);

describe('redactor', () => {
  test.each([
    ['as it is', `x ${SECRET} y`, 'x ••• y'],
    ['in capitals', 'X TOK-12345 Y', 'X ••• Y'],
    [
      'URL-encoded in small letters',
      `?p=${encodeURIComponent(SECRET).replaceAll('%C3', '%c3')}`,
      '?p=•••',
    ],
    ['several times', 'tok-12345,tok-12345', '•••,•••'],
    ['URL-encoded', `?p=${encodeURIComponent(SECRET)}&q=1`, '?p=•••&q=1'],
    ['form-encoded', `p=${encodeURIComponent(SECRET).replaceAll('%20', '+')}`, 'p=•••'],
    ['in base64', `Basic ${Buffer.from(SECRET).toString('base64')}`, 'Basic •••'],
    ['in base64url', Buffer.from(SECRET).toString('base64url'), '•••'],
    ['JSON-escaped', JSON.stringify({ p: SECRET }), '{"p":"•••"}'],
    ['one that begins like another', 'tok-12345-longer!', '•••!'],
    ['short values stay', 'abc and an empty one', 'abc and an empty one'],
  ])('%s', (_name, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test('a secret behind a user name in base64 is blanked', () => {
    for (const user of ['a', 'ab', 'abc']) {
      const header = Buffer.from(`${user}:tok-12345`).toString('base64');
      expect(redact(header)).toContain('•••');
      expect(redact(header).length).toBeLessThan(header.length);
    }
  });

  test('no form of any secret is left in any text', () => {
    assert(
      property(string({ minLength: 8, maxLength: 40 }), string(), (secret, text) => {
        const blank = createRedactor([secret]);
        for (const form of [
          secret,
          encodeURIComponent(secret),
          JSON.stringify(secret).slice(1, -1),
        ]) {
          expect(blank(`${text} ${form} ${text}`)).not.toContain(form);
        }
      }),
    );
  });

  test.each(['utf8', 'utf16le'] as const)('no secret is left in a body of %s', (encoding) => {
    const body = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, encoding);
    const blanked = blankedBody(body('<a>tok-12345</a>'), redact);
    expect(new TextDecoder().decode(blanked)).toBe('<a>•••</a>');
    expect(blankedBody(body('<a>plain</a>'), redact)).toEqual(body('<a>plain</a>'));
  });

  test('without secrets a text stays as it is', () => {
    expect(createRedactor([])('nothing to hide')).toBe('nothing to hide');
  });
});
