import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { ask, bench, BLOCK_PAGE, failureOf, POLICY, START_MS, startLoopback } from './harness.ts';
import type { Reply } from './harness.ts';

const DOWN: Reply = { status: 500, headers: {}, body: '' };
const policy = { ...POLICY, breakAfter: 2, breakSeconds: 60 };

describe('circuit', () => {
  test('opens after failures in a row, and no request is made while it is open', async () => {
    const server = await startLoopback(DOWN, DOWN);
    const { http, log, time } = bench({ retries: 5 });
    const first = await failureOf(http.get(ask(server, '/', { policy })));
    expect(first.code).toBe('not-yet');
    expect(first.message).toContain('its circuit is open now');
    const second = await failureOf(http.get(ask(server, '/', { policy })));
    expect(second.code).toBe('blocked');
    expect(second.message).toContain('circuit open until 2026-11-26T09:31:00+05:30');
    expect(second.message).toContain('500 without a body');
    expect(server.requests).toHaveLength(2);
    expect(time.sleepsMs, 'no wait before a try that is not made').toEqual([250]);
    expect(log.filter(({ event }) => event === 'circuit opened')).toHaveLength(1);
  });

  test('is not yet for a low-priority run', async () => {
    const server = await startLoopback(DOWN, DOWN);
    const { http } = bench({ retries: 5, lowPriority: true });
    await failureOf(http.get(ask(server, '/', { policy })));
    const failure = await failureOf(http.get(ask(server, '/', { policy })));
    expect(failure.code).toBe('not-yet');
    expect(failure.message).toContain('circuit open until');
  });

  test('is shared with other runs through the ledger, and other sources are left alone', async () => {
    const server = await startLoopback(BLOCK_PAGE, {});
    const one = bench();
    await failureOf(one.http.get(ask(server, '/', { policy })));
    const other = bench({ ledger: one.ledger });
    expect((await failureOf(other.http.get(ask(server, '/', { policy })))).code).toBe('blocked');
    const yahoo = { ...policy, source: 'yahoo' };
    expect((await other.http.get(ask(server, '/', { policy: yahoo }))).status).toBe(200);
  });

  test('a block page opens it at once', async () => {
    const server = await startLoopback(BLOCK_PAGE);
    const { http, ledger } = bench();
    await failureOf(http.get(ask(server, '/', { policy })));
    expect((await ledger.health('nse')).openUntil).toBe(START_MS / 1000 + 60);
  });

  test('one request finds out when its time is over; failing, it opens it for twice as long', async () => {
    const server = await startLoopback(BLOCK_PAGE, DOWN);
    const { http, ledger, time } = bench({ retries: 5 });
    await failureOf(http.get(ask(server, '/', { policy })));
    time.advance(60_000);
    const failures = await Promise.all(
      ['/a', '/b', '/c'].map((path) => failureOf(http.get(ask(server, path, { policy })))),
    );
    expect(failures.map(({ code }) => code).toSorted()).toEqual(['blocked', 'blocked', 'not-yet']);
    expect(await ledger.health('nse')).toMatchObject({
      openUntil: START_MS / 1000 + 60 + 120,
      opened: 2,
    });
  });

  test('others of the run wait for the one that finds out, and are asked when the source is back', async () => {
    const server = await startLoopback(BLOCK_PAGE, {}, {}, {});
    const { http, time } = bench();
    await failureOf(http.get(ask(server, '/', { policy })));
    time.advance(60_000);
    const answers = await Promise.all(
      ['/a', '/b', '/c'].map((path) => http.get(ask(server, path, { policy }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(server.requests).toHaveLength(4);
  });

  test('nobody waits for a try that was given up', async () => {
    const { http, time, stop } = bench();
    const asked = (): void => stop.abort(new Failure('stopped', 'asked to end'));
    const server = await startLoopback(BLOCK_PAGE, asked);
    await failureOf(http.get(ask(server, '/', { policy })));
    time.advance(60_000);
    const failures = await Promise.all(
      ['/a', '/b'].map((path) => failureOf(http.get(ask(server, path, { policy })))),
    );
    expect(failures.map(({ code }) => code)).toEqual(['stopped', 'blocked']);
  });

  test('a good answer after its time closes it', async () => {
    const server = await startLoopback(BLOCK_PAGE, {}, {});
    const { http, ledger, time } = bench();
    await failureOf(http.get(ask(server, '/', { policy })));
    time.advance(60_000);
    await http.get(ask(server, '/a', { policy }));
    await http.get(ask(server, '/b', { policy }));
    expect(await ledger.health('nse')).toEqual({
      source: 'nse',
      failuresInRow: 0,
      throttlesInRow: 0,
      opened: 0,
      lastOkAt: START_MS / 1000 + 60,
      lastFailureAt: START_MS / 1000,
    });
  });

  test('answers of 429 open it by their own count', async () => {
    const throttled: Reply = { status: 429, headers: {}, body: 'Too Many Requests' };
    const server = await startLoopback(throttled, throttled);
    const { http, ledger } = bench({ retries: 9 });
    const yahoo = { ...POLICY, breakAfterThrottles: 2, breakSeconds: 3600 };
    expect((await failureOf(http.get(ask(server, '/', { policy: yahoo })))).code).toBe('not-yet');
    expect((await ledger.health('nse')).openUntil).toBeGreaterThanOrEqual(START_MS / 1000 + 3600);
  });

  test('requests that fail side by side are all counted', async () => {
    const server = await startLoopback(DOWN, DOWN, DOWN);
    const { http, ledger } = bench({ retries: 0 });
    const paths = ['/a', '/b', '/c'];
    await Promise.all(paths.map((path) => failureOf(http.get(ask(server, path)))));
    expect((await ledger.health('nse')).failuresInRow).toBe(3);
  });

  test('health is written for the first good answer and not for the following ones', async () => {
    const server = await startLoopback({}, {}, {}, DOWN, {});
    const { http, ledger } = bench();
    for (const path of ['/a', '/b', '/c']) await http.get(ask(server, path));
    expect(ledger.healthWrites()).toBe(1);
    await http.get(ask(server, '/d'));
    expect(ledger.healthWrites(), 'one for the failure, one for the recovery').toBe(3);
  });

  test('what the source says of a credential does not count against it', async () => {
    const refused: Reply = { status: 401, body: '{"error":"token expired"}' };
    const server = await startLoopback(refused, refused, refused);
    const { http, ledger } = bench();
    for (const path of ['/a', '/b', '/c']) await failureOf(http.get(ask(server, path, { policy })));
    expect((await ledger.health('nse')).failuresInRow).toBe(0);
  });

  test('a client that asked nothing has nothing to close', async () => {
    const { http } = bench();
    await http.close();
    expect(http.requestCount()).toBe(0);
  });
});
