import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/platform/http/classify.ts';
import type { Verdict } from '../../../src/platform/http/classify.ts';
import type { RawAnswer } from '../../../src/platform/http/sent.ts';
import type { BodyKind } from '../../../src/ports/http.ts';

function raw(status: number, contentType: string, body: string): RawAnswer {
  return {
    kind: 'raw',
    url: new URL('https://api.example/rows'),
    status,
    header: (name) => (name === 'content-type' && contentType !== '' ? contentType : undefined),
    setCookies: [],
    body: new TextEncoder().encode(body),
  };
}

const PAGE =
  '<!-- made up -->\n<!DOCTYPE html><html><head><title>Some\n page</title></head></html>';
const AKAMAI =
  '<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>Reference&#32;&#35;18.1</BODY>';
const OUTAGE = '<html><title>Yahoo</title>Will be right back...</html>';

type Row = [BodyKind, number, string, string, Verdict['kind']];

describe('classify', () => {
  test.each([
    ['json', 200, 'application/json', '{"a":1}', 'answer'],
    ['json', 200, 'text/html', ' [1]', 'answer'],
    ['json', 200, '', '\uFEFF{"a":1}', 'answer'],
    ['json', 206, 'application/json', 'null', 'answer'],
    ['json', 200, 'application/json', PAGE, 'wrong-body'],
    ['json', 200, 'text/plain', 'Too Many Requests', 'wrong-body'],
    ['json', 200, 'application/json', '', 'wrong-body'],
    ['json', 200, 'text/html', AKAMAI, 'refused'],
    ['json', 200, 'text/html', OUTAGE, 'down'],
    ['csv', 200, 'text/csv', 'Symbol,Series\nABC,EQ\n', 'answer'],
    ['csv', 200, 'application/octet-stream', '', 'answer'],
    ['csv', 200, 'text/html', 'no such file', 'wrong-body'],
    ['csv', 200, 'text/csv', PAGE, 'wrong-body'],
    ['zip', 200, 'text/html', 'PK\u0003\u0004', 'answer'],
    ['zip', 200, 'application/zip', '', 'wrong-body'],
    ['zip', 200, 'application/zip', PAGE, 'wrong-body'],
    ['gzip', 200, 'text/html', '[{"unpacked":true}]', 'answer'],
    ['gzip', 200, 'application/gzip', PAGE, 'wrong-body'],
    ['xml', 200, 'text/html', '<?xml version="1.0"?><rss/>', 'answer'],
    ['xml', 200, 'application/rss+xml', '<rss version="2.0"/>', 'answer'],
    ['xml', 200, 'application/rss+xml', PAGE, 'wrong-body'],
    ['xml', 200, 'application/rss+xml', 'not a feed', 'wrong-body'],
    ['any', 200, 'text/html', PAGE, 'answer'],
    ['json', 304, '', '', 'wrong-body'],
    ['json', 400, 'text/plain', 'bad request', 'answer'],
    ['zip', 404, 'text/html', AKAMAI, 'answer'],
    ['json', 410, '', '', 'answer'],
    ['json', 422, 'application/json', '{"error":1}', 'answer'],
    ['json', 401, 'application/json', '{"error":1}', 'auth'],
    ['json', 403, 'text/plain', '{"error":1}', 'auth'],
    ['json', 403, 'text/html', AKAMAI, 'refused'],
    ['json', 403, 'text/plain', 'error code: 1010', 'refused'],
    ['any', 401, 'text/html', 'No authorization token was found', 'refused'],
    ['json', 429, 'application/json', '{"error":1}', 'throttled'],
    ['json', 408, '', '', 'down'],
    ['json', 500, 'text/html', AKAMAI, 'down'],
    ['json', 503, 'text/html', OUTAGE, 'down'],
    ['json', 405, 'application/json', '{"error":1}', 'wrong-body'],
    ['json', 451, 'text/plain', 'no', 'wrong-body'],
    ['json', 300, 'text/plain', 'choose', 'wrong-body'],
  ] satisfies Row[])('expecting %s: %i %s %j is %s', (expect_, status, type, body, kind) => {
    expect(classify(raw(status, type, body), expect_, false).kind).toBe(kind);
  });

  const recorded = join(process.cwd(), '../shared/data/nse/http-errors/akamai_403_home_page.html');
  test.skipIf(!existsSync(recorded))(
    'a recorded block page is known by status or by itself',
    () => {
      const page = readFileSync(recorded, 'utf8');
      for (const status of [403, 200]) {
        expect(classify(raw(status, 'text/html', page), 'csv', false)).toMatchObject({
          kind: 'refused',
          reason: `${status} with an HTML page titled "Access Denied"`,
        });
      }
    },
  );

  test('304 is an answer to a question with validators', () => {
    expect(classify(raw(304, '', ''), 'csv', true)).toEqual({ kind: 'not-modified' });
  });

  test.each([
    [raw(200, 'text/html', PAGE), 'an HTML page titled "Some page"'],
    [raw(200, 'text/html', '<html></html>'), 'an HTML page without a title'],
    [raw(503, 'text/html', PAGE), '503 with an HTML page titled "Some page"'],
    [raw(429, 'text/plain', 'Too  Many\nRequests'), '429 with "Too Many Requests"'],
    [raw(500, '', ''), '500 without a body'],
  ])('says what was found', (answer, reason) => {
    expect(classify(answer, 'json', false)).toMatchObject({ reason });
  });

  test('a long body is quoted by its beginning only', () => {
    const verdict = classify(raw(500, 'text/plain', 'x'.repeat(5000)), 'json', false);
    expect('reason' in verdict && verdict.reason.length).toBeLessThan(200);
  });

  test('a fault is worth another try, a body that is not taken is not', () => {
    const cause = new Error('reset');
    expect(classify({ kind: 'fault', reason: 'reset', cause }, 'json', false)).toEqual({
      kind: 'down',
      reason: 'reset',
      cause,
    });
    expect(classify({ kind: 'unreadable', status: 200, reason: 'large' }, 'json', false)).toEqual({
      kind: 'wrong-body',
      reason: 'large',
    });
  });
});
