import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ask, bench, BLOCK_PAGE, failureOf, POLICY, startLoopback, textOf } from './harness.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };

describe('answers', () => {
  test('a good answer comes with status, content type, body and time', async () => {
    const server = await startLoopback({ body: '{"rows":[]}' });
    const { http, time } = bench({ userAgent: 'paperjobs-test' });
    const answer = await http.get(ask(server, '/rows?symbol=ABC'));
    expect(answer).toMatchObject({
      url: `${server.origin}/rows?symbol=ABC`,
      status: 200,
      contentType: 'application/json',
      stale: false,
      notModified: false,
    });
    expect(textOf(answer)).toBe('{"rows":[]}');
    expect(answer.fetchedAt).toBe(Date.UTC(2026, 10, 26, 4) / 1000);
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'paperjobs-test',
      'accept-encoding': 'gzip, br',
    });
    expect(time.sleepsMs).toEqual([]);
    expect(http.requestCount()).toBe(1);
  });

  test('headers of the policy, the request and its secrets are sent, the later ones winning', async () => {
    const server = await startLoopback({});
    const { http } = bench({ userAgent: 'plain' });
    await http.get(
      ask(server, '/', {
        policy: { ...POLICY, headers: { 'User-Agent': 'browser-like', accept: 'text/csv' } },
        headers: { Accept: 'application/json' },
        secretHeaders: { Authorization: 'Bearer made-up-token' },
      }),
    );
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'browser-like',
      accept: 'application/json',
      authorization: 'Bearer made-up-token',
    });
  });

  test.each([400, 404, 410, 422, 426])('status %i is an answer, even as a page', async (status) => {
    const server = await startLoopback({ status, headers: HTML, body: '<html>no</html>' });
    const answer = await bench().http.get(ask(server, '/', { expect: 'zip' }));
    expect(answer.status).toBe(status);
    expect(textOf(answer)).toBe('<html>no</html>');
  });

  test.each([
    ['gzip', gzipSync('{"packed":1}')],
    ['br', brotliCompressSync('{"packed":1}')],
  ])('a body in %s is unpacked', async (encoding, body) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const server = await startLoopback({ headers, body });
    expect(textOf(await bench().http.get(ask(server, '/')))).toBe('{"packed":1}');
  });
});

describe('refusals', () => {
  test('401 told in JSON is a matter of the credential', async () => {
    const server = await startLoopback({
      status: 401,
      body: '{"errors":[{"errorCode":"UDAPI100050","message":"Invalid token"}]}',
    });
    const failure = await failureOf(bench().http.get(ask(server, '/')));
    expect(failure.code).toBe('auth');
    expect(failure.message).toContain('UDAPI100050');
  });

  test('a page with 403 is a block, named by its title', async () => {
    const server = await startLoopback(BLOCK_PAGE);
    const { http, time } = bench();
    const failure = await failureOf(http.get(ask(server, '/')));
    expect(failure.code).toBe('blocked');
    expect(failure.message).toContain('an HTML page titled "Access Denied"');
    expect(time.sleepsMs, 'a block is not asked again').toEqual([]);
  });

  test('a block page with 200 in place of a file is a block', async () => {
    const page = '<!doctype html><title>Access Denied</title>';
    const server = await startLoopback({ headers: HTML, body: page });
    const failure = await failureOf(bench().http.get(ask(server, '/', { expect: 'csv' })));
    expect(failure.code).toBe('blocked');
  });

  test('an outage page with 200 is asked again, then not yet', async () => {
    const page = { headers: HTML, body: '<html><title>Yahoo</title>Will be right back...</html>' };
    const server = await startLoopback(page, page, page);
    const failure = await failureOf(bench().http.get(ask(server, '/')));
    expect(failure.code).toBe('not-yet');
    expect(server.requests).toHaveLength(3);
  });

  test('another page in place of the data is bad data, and its body is kept', async () => {
    const page = '<!DOCTYPE html><html><title>Resource not found</title></html>';
    const server = await startLoopback({ headers: { 'content-type': 'text/csv' }, body: page });
    const failure = await failureOf(bench().http.get(ask(server, '/f.csv', { expect: 'csv' })));
    expect(failure.code).toBe('bad-data');
    expect(failure.message).toContain('expected csv');
    expect(failure.message).toContain('an HTML page titled "Resource not found"');
    const path = String(failure.detail['kept']);
    expect(readFileSync(path, 'utf8')).toBe(page);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a zip that does not begin like one is bad data', async () => {
    const headers = { 'content-type': 'application/zip' };
    const server = await startLoopback(
      { headers, body: 'no archive' },
      { headers, body: 'PK\x03\x04' },
    );
    const { http } = bench();
    const request = ask(server, '/f.zip', { expect: 'zip' });
    expect((await failureOf(http.get(request))).code).toBe('bad-data');
    expect((await http.get(request)).status).toBe(200);
  });

  test('a gzip file is taken packed and already unpacked', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const server = await startLoopback(
      { headers, body: gzipSync('[1]') },
      { headers, body: '[1]' },
    );
    const { http } = bench();
    const request = ask(server, '/f.json.gz', { expect: 'gzip' });
    expect((await http.get(request)).body[0]).toBe(0x1f);
    expect(textOf(await http.get(request))).toBe('[1]');
  });

  test('a refused body that cannot be kept leaves the failure as it is', async () => {
    const server = await startLoopback({ headers: HTML, body: '<html></html>' });
    const { http, log } = bench({ keepFolder: join(process.cwd(), 'package.json', 'refused') });
    const failure = await failureOf(http.get(ask(server, '/')));
    expect(failure.code).toBe('bad-data');
    expect(failure.detail['kept']).toBeUndefined();
    expect(log).toContainEqual(expect.objectContaining({ event: 'refused body not kept' }));
  });

  test('a source keeps the body of an answer that it refused itself', async () => {
    const server = await startLoopback({ body: '{"renamed":1}' });
    const { http, keepFolder } = bench();
    const path = await http.keep(await http.get(ask(server, '/')));
    expect(path).toBe(join(keepFolder, '127.0.0.1-20261126T040000Z-1.body'));
    expect(readFileSync(path, 'utf8')).toBe('{"renamed":1}');
  });

  test('a mistake of the program is thrown as it is', async () => {
    const server = await startLoopback();
    const policy = { ...POLICY, headers: { 'bad name': 'x' } };
    await expect(bench().http.get(ask(server, '/', { policy }))).rejects.toMatchObject({
      code: 'UND_ERR_INVALID_ARG',
    });
  });

  test('an address that is none is a matter of configuration', async () => {
    const failure = await failureOf(
      bench().http.get({ policy: POLICY, url: 'nse.example/rows', expect: 'json' }),
    );
    expect(failure.code).toBe('config');
    expect(failure.message).toContain('nse.example/rows');
  });
});

describe('size', () => {
  test('a body larger than the cap is bad data, and its transfer is cut', async () => {
    let closed: (() => void) | undefined;
    const cut = new Promise<void>((resolve) => (closed = resolve));
    const server = await startLoopback((_request, response) => {
      response.on('close', () => closed?.());
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(`"${'x'.repeat(2000)}`);
    });
    const failure = await failureOf(bench().http.get(ask(server, '/', { maxBytes: 1000 })));
    expect(failure.code).toBe('bad-data');
    expect(failure.message).toContain('a body larger than 1000 bytes');
    await cut;
    expect(server.requests, 'no second try').toHaveLength(1);
  });

  test('the cap holds for the unpacked body', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const server = await startLoopback({ headers, body: gzipSync(`"${'x'.repeat(100_000)}"`) });
    const failure = await failureOf(bench().http.get(ask(server, '/', { maxBytes: 1000 })));
    expect(failure.code).toBe('bad-data');
    expect(failure.message).toContain('a body larger than 1000 bytes');
  });
});
