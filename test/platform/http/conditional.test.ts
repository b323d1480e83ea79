import { describe, expect, test } from 'vitest';
import { ask, bench, BLOCK_PAGE, failureOf, START_MS, startLoopback, textOf } from './harness.ts';

const VALIDATORS = {
  'content-type': 'text/csv',
  etag: '"v1"',
  'last-modified': 'Wed, 25 Nov 2026 12:00:00 GMT',
};
const FIRST = { headers: VALIDATORS, body: 'Symbol\nABC\n' };
const csv = { expect: 'csv', conditional: true } as const;

describe('conditional requests', () => {
  test('the first one asks without validators, the next one with those of the kept answer', async () => {
    const server = await startLoopback(FIRST, { status: 304, headers: {}, body: '' });
    const { http, time } = bench();
    const first = await http.get(ask(server, '/list.csv', csv));
    expect(first.notModified).toBe(false);
    time.advance(3600_000);
    const second = await http.get(ask(server, '/list.csv', csv));
    expect(server.requests[0]?.headers['if-none-match']).toBeUndefined();
    expect(server.requests[1]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Wed, 25 Nov 2026 12:00:00 GMT',
    });
    expect(second).toMatchObject({ status: 200, notModified: true, stale: false });
    expect(second.contentType).toBe('text/csv');
    expect(second.fetchedAt).toBe(START_MS / 1000 + 3600);
    expect(textOf(second)).toBe('Symbol\nABC\n');
  });

  test('a changed body replaces the kept one', async () => {
    const changed = { headers: { ...VALIDATORS, etag: '"v2"' }, body: 'Symbol\nXYZ\n' };
    const server = await startLoopback(FIRST, changed, { status: 304, headers: {}, body: '' });
    const { http } = bench();
    await http.get(ask(server, '/list.csv', csv));
    await http.get(ask(server, '/list.csv', csv));
    expect(textOf(await http.get(ask(server, '/list.csv', csv)))).toBe('Symbol\nXYZ\n');
    expect(server.requests[2]?.headers['if-none-match']).toBe('"v2"');
  });

  test.each([
    ['is down', { status: 500, headers: {}, body: '' }],
    ['turns us away', BLOCK_PAGE],
  ])(
    'when the source %s, the kept body is given as stale, with a warning',
    async (_name, reply) => {
      const server = await startLoopback(FIRST, reply);
      const { http, log, time } = bench({ retries: 0 });
      await http.get(ask(server, '/list.csv', csv));
      time.advance(60_000);
      const stale = await http.get(ask(server, '/list.csv', csv));
      expect(stale).toMatchObject({ stale: true, notModified: false, status: 200 });
      expect(stale.fetchedAt).toBe(START_MS / 1000);
      expect(textOf(stale)).toBe('Symbol\nABC\n');
      expect(log).toContainEqual(
        expect.objectContaining({ level: 'warning', event: 'kept answer used' }),
      );
    },
  );

  test('while the circuit is open, the kept body is given without a request', async () => {
    const server = await startLoopback(FIRST, BLOCK_PAGE);
    const { http } = bench();
    await http.get(ask(server, '/list.csv', csv));
    await http.get(ask(server, '/list.csv', csv));
    expect((await http.get(ask(server, '/list.csv', csv))).stale).toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  test('bad data is not hidden behind a kept body, and is not kept', async () => {
    const page = { headers: { 'content-type': 'text/html' }, body: '<html></html>' };
    const server = await startLoopback(FIRST, page, { status: 304, headers: {}, body: '' });
    const { http } = bench();
    await http.get(ask(server, '/list.csv', csv));
    expect((await failureOf(http.get(ask(server, '/list.csv', csv)))).code).toBe('bad-data');
    expect(textOf(await http.get(ask(server, '/list.csv', csv)))).toBe('Symbol\nABC\n');
  });

  test('nothing is kept, and no kept body used, for a request that is not conditional', async () => {
    const server = await startLoopback(FIRST, { status: 500, headers: {}, body: '' });
    const { http, ledger } = bench({ retries: 0 });
    const request = ask(server, '/list.csv', { expect: 'csv' });
    await http.get(request);
    expect(await ledger.kept(request.url)).toBeUndefined();
    expect((await failureOf(http.get(request))).code).toBe('not-yet');
  });

  test('304 to a question without validators is refused', async () => {
    const server = await startLoopback({ status: 304, headers: {}, body: '' });
    const failure = await failureOf(bench().http.get(ask(server, '/list.csv', csv)));
    expect(failure.code).toBe('bad-data');
    expect(failure.message).toContain('found 304 without a body');
  });

  test('addresses that differ in a blanked value are kept apart, and shown blanked', async () => {
    const server = await startLoopback(
      { headers: VALIDATORS, body: 'one' },
      { headers: VALIDATORS, body: 'two' },
      { status: 304, headers: {}, body: '' },
    );
    const { http, ledger } = bench();
    const one = ask(server, '/list.csv?code=500325', csv);
    const two = ask(server, '/list.csv?code=532540', csv);
    await http.get(one);
    await http.get(two);
    const again = await http.get(one);
    expect(textOf(again)).toBe('one');
    expect(again.url).toBe(`${server.origin}/list.csv?code=•••`);
    expect(await ledger.kept(one.url)).toBeUndefined();
  });
});
