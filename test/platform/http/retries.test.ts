import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Pacer } from '../../../src/ports/clock.ts';
import { ask, bench, failureOf, POLICY, START_MS, startLoopback, textOf } from './harness.ts';
import type { Reply } from './harness.ts';

const DOWN: Reply = { status: 503, headers: { 'content-type': 'text/plain' }, body: 'busy' };
const THROTTLED: Reply = { status: 429, headers: {}, body: 'Too Many Requests' };

function throttledFor(retryAfter: string): Reply {
  return { status: 429, headers: { 'retry-after': retryAfter }, body: 'Too Many Requests' };
}

/** Announces ten bytes, sends four, closes. */
const cutOff: Reply = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '10' });
  response.write('[1,2', () => response.destroy());
};

describe('retries', () => {
  test.each([
    ['500', { ...DOWN, status: 500 }],
    ['503', DOWN],
    ['429', THROTTLED],
    ['a body that is cut off', cutOff],
    ['a reset connection', (_request, response) => void response.destroy()],
    [
      'a damaged packed body',
      { headers: { 'content-encoding': 'gzip' }, body: gzipSync('[1,2]').subarray(0, 12) },
    ],
  ] satisfies [string, Reply][])('%s is asked again', async (_name, reply) => {
    const server = await startLoopback(reply, { body: '[1]' });
    const { http, time } = bench();
    expect(textOf(await http.get(ask(server, '/')))).toBe('[1]');
    expect(time.sleepsMs).toEqual([250]);
    expect(http.requestCount()).toBe(2);
  });

  test('waits double, and the last failure names what was found and how often', async () => {
    const server = await startLoopback(DOWN, DOWN, DOWN, DOWN);
    const { http, time } = bench({ retries: 3 });
    const failure = await failureOf(http.get(ask(server, '/')));
    expect(failure.code).toBe('not-yet');
    expect(failure.message).toContain('503 with "busy", asked 4 times');
    expect(time.sleepsMs).toEqual([250, 500, 1000]);
  });

  test('the budget of the run ends retries of all its requests', async () => {
    const server = await startLoopback(DOWN, DOWN, DOWN);
    const { http, time } = bench({ budgetMs: 300 });
    expect((await failureOf(http.get(ask(server, '/a')))).code).toBe('not-yet');
    expect((await failureOf(http.get(ask(server, '/b')))).code).toBe('not-yet');
    expect(time.sleepsMs).toEqual([250]);
  });

  test('a body that stays cut off is not yet', async () => {
    const server = await startLoopback(cutOff, cutOff);
    const failure = await failureOf(bench({ retries: 1 }).http.get(ask(server, '/')));
    expect(failure.code).toBe('not-yet');
    expect(failure.message).toContain('closed before the answer was complete');
  });

  test('a refused connection names the host and the cause', async () => {
    const { http } = bench({ retries: 0 });
    const url = 'http://127.0.0.1:1/rows';
    const failure = await failureOf(http.get({ policy: POLICY, url, expect: 'json' }));
    expect(failure.code).toBe('not-yet');
    expect(failure.message).toContain('127.0.0.1:1');
    expect(failure.message).toContain('the connection was refused (ECONNREFUSED)');
  });
});

describe('Retry-After', () => {
  test('seconds are waited instead of the back-off', async () => {
    const server = await startLoopback(throttledFor('7'), {});
    const { http, time } = bench();
    await http.get(ask(server, '/'));
    expect(time.sleepsMs).toEqual([7000]);
  });

  test('an HTTP date is waited for', async () => {
    const server = await startLoopback(throttledFor(new Date(START_MS + 12_000).toUTCString()), {});
    const { http, time } = bench();
    await http.get(ask(server, '/'));
    expect(time.sleepsMs).toEqual([12_000]);
  });

  test('a wait beyond the budget ends not yet, telling until when, without sleeping', async () => {
    const server = await startLoopback(throttledFor('900'));
    const { http, time } = bench();
    const failure = await failureOf(http.get(ask(server, '/')));
    expect(failure.code).toBe('not-yet');
    expect(failure.message).toContain('2026-11-26T09:45:00+05:30');
    expect(time.sleepsMs).toEqual([]);
  });

  test('other requests to the source keep to it as well', async () => {
    const server = await startLoopback(throttledFor('900'));
    const { http } = bench();
    await failureOf(http.get(ask(server, '/a')));
    const failure = await failureOf(http.get(ask(server, '/b')));
    expect(failure.message).toContain('2026-11-26T09:45:00+05:30');
    expect(server.requests).toHaveLength(1);
  });
});

describe('time limits', () => {
  test('an answer that never begins ends at the limit', async () => {
    const server = await startLoopback(() => undefined);
    const { http } = bench({ retries: 0 });
    const policy = { ...POLICY, timeoutMs: 80 };
    const failure = await failureOf(http.get(ask(server, '/', { policy })));
    expect(failure.code).toBe('not-yet');
    expect(failure.message).toContain('no headers within 80 ms');
  });

  test.each([
    [60, 'no headers within 60 ms'],
    [9000, 'no headers within 80 ms'],
  ])('a limit of %d ms of the run counts where it is the shorter one', async (timeoutMs, words) => {
    const server = await startLoopback(() => undefined);
    const { http } = bench({ retries: 0, timeoutMs });
    const policy = { ...POLICY, timeoutMs: 80 };
    expect((await failureOf(http.get(ask(server, '/', { policy })))).message).toContain(words);
  });

  test('a body that trickles ends at the limit, whatever arrives', async () => {
    let trickle: NodeJS.Timeout | undefined;
    const server = await startLoopback((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      trickle = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(trickle));
    });
    const { http } = bench({ retries: 0 });
    const policy = { ...POLICY, timeoutMs: 120 };
    const startedMs = performance.now();
    const failure = await failureOf(http.get(ask(server, '/', { policy })));
    expect(failure.code).toBe('not-yet');
    expect(failure.message).toContain('no whole body within 120 ms');
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });
});

describe('signal', () => {
  test('a signal ends a request under way', async () => {
    const { http, stop } = bench();
    const server = await startLoopback(() => stop.abort(new Error('SIGTERM')));
    expect((await failureOf(http.get(ask(server, '/')))).code).toBe('stopped');
  });

  test('a signal ends a wait', async () => {
    const server = await startLoopback(DOWN);
    const stop = new AbortController();
    const pacer: Pacer = {
      monotonicMs: () => 0,
      sleep: async (_milliseconds, signal) => {
        stop.abort(new Error('SIGTERM'));
        signal?.throwIfAborted();
      },
    };
    const failure = await failureOf(
      bench({ signal: stop.signal, pacer }).http.get(ask(server, '/')),
    );
    expect(failure.code).toBe('stopped');
    expect(failure.message).toContain('while waiting');
  });

  test('after a signal nothing is asked', async () => {
    const server = await startLoopback();
    const { http, stop } = bench();
    stop.abort(new Error('SIGTERM'));
    expect((await failureOf(http.get(ask(server, '/')))).code).toBe('stopped');
    expect(server.requests).toHaveLength(0);
  });
});

describe('rate windows', () => {
  test('every request waits for room, and every retry books again', async () => {
    const server = await startLoopback({}, DOWN, {});
    const { http, time, ledger } = bench();
    const policy = { ...POLICY, windows: [{ seconds: 10, requests: 1 }] };
    await http.get(ask(server, '/a', { policy }));
    await http.get(ask(server, '/b', { policy }));
    expect(time.sleepsMs).toEqual([10_000, 250, 9750]);
    expect(ledger.booked('nse')).toBe(3);
  });

  test('waiting for room does not use up the budget', async () => {
    const server = await startLoopback({}, {});
    const { http, time } = bench({ budgetMs: 0 });
    const policy = { ...POLICY, windows: [{ seconds: 10, requests: 1 }] };
    await http.get(ask(server, '/a', { policy }));
    await http.get(ask(server, '/b', { policy }));
    expect(time.sleepsMs).toEqual([10_000]);
  });

  test('that are courtesy are not kept towards this machine, and nothing is booked', async () => {
    const server = await startLoopback({}, {});
    const { http, time, ledger } = bench();
    const windows = [{ seconds: 10, requests: 1 }];
    const policy = { ...POLICY, windows, courtesy: true as const };
    await http.get(ask(server, '/a', { policy }));
    await http.get(ask(server, '/b', { policy }));
    expect(time.sleepsMs).toEqual([]);
    expect(ledger.booked('nse')).toBe(0);
    expect(http.requestCount()).toBe(2);
  });
});
