import { describe, expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { fixedClock, pacer, wallClock, wallMs } from '../../src/platform/clock.ts';

describe('clocks', () => {
  test('the wall clock tells whole seconds of the wall time', () => {
    const before = Math.floor(wallMs() / 1000);
    const now = wallClock.now();
    expect(Number.isInteger(now)).toBe(true);
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(wallMs() / 1000);
  });

  test('a fixed clock stands still', () => {
    const clock = fixedClock(instant(1_795_665_600));
    expect([clock.now(), clock.now()]).toEqual([1_795_665_600, 1_795_665_600]);
  });
});

describe('pacer', () => {
  test('sleeps at least as long as told', async () => {
    const startedMs = pacer.monotonicMs();
    await pacer.sleep(20);
    expect(pacer.monotonicMs() - startedMs).toBeGreaterThanOrEqual(19);
  });

  test('an abort ends the sleep at once with its reason', async () => {
    const stop = new AbortController();
    const reason = new Error('SIGTERM');
    const startedMs = pacer.monotonicMs();
    setTimeout(() => stop.abort(reason), 10);
    await expect(pacer.sleep(60_000, stop.signal)).rejects.toBe(reason);
    expect(pacer.monotonicMs() - startedMs).toBeLessThan(5000);
  });

  test('a signal that has aborted lets nobody sleep', async () => {
    const reason = new Error('SIGINT');
    await expect(pacer.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  test('a wait beyond the longest timer does not end at once', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => stop.abort(reason), 30);
    await expect(pacer.sleep(2 ** 40, stop.signal)).rejects.toBe(reason);
  });

  test('no time, or less, is no wait', async () => {
    await expect(pacer.sleep(-5)).resolves.toBeUndefined();
  });
});
