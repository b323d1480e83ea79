import { describe, expect, test } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import { admission, claimTrial, nextHealth } from '../../../src/platform/http/breaker.ts';
import type { BreakerEvent } from '../../../src/platform/http/breaker.ts';
import type { SourceHealth } from '../../../src/ports/request-ledger.ts';

const NOW = instant(Date.UTC(2026, 10, 26, 4, 0, 0) / 1000);
const WELL: SourceHealth = { source: 'nse', failuresInRow: 0, throttlesInRow: 0, opened: 0 };
const POLICY = { breakAfter: 3, breakSeconds: 600 };

const failure: BreakerEvent = { kind: 'failure', reason: '503 without a body' };
const throttle: BreakerEvent = { kind: 'throttle', reason: '429 with "slow down"' };
const block: BreakerEvent = { kind: 'block', reason: '403 with an HTML page' };
const ok: BreakerEvent = { kind: 'ok' };

function after(
  events: readonly BreakerEvent[],
  start = WELL,
  policy: Parameters<typeof nextHealth>[2] = POLICY,
): SourceHealth {
  const at = { now: NOW, trial: false };
  return events.reduce((health, event) => nextHealth(health, event, policy, at), start);
}

describe('nextHealth', () => {
  test.each([
    ['two failures', [failure, failure], undefined],
    ['three failures', [failure, failure, failure], 600],
    ['three failures with a good answer between', [failure, failure, ok, failure], undefined],
    ['throttles count as failures', [failure, throttle, throttle], 600],
    ['one block page', [block], 600],
  ] satisfies [string, BreakerEvent[], number | undefined][])(
    '%s: open for %s s',
    (_name, events, seconds) => {
      const expected = seconds === undefined ? undefined : NOW + seconds;
      expect(after(events).openUntil).toBe(expected);
    },
  );

  test.each([
    ['one throttle', [throttle], undefined],
    ['two throttles', [throttle, throttle], 3600],
    ['two throttles with a failure between', [throttle, failure, throttle], undefined],
    ['a failure and throttles', [failure, failure, throttle], undefined],
  ] satisfies [string, BreakerEvent[], number | undefined][])(
    'with a count of their own, %s: open for %s s',
    (_name, events, seconds) => {
      const policy = { breakAfter: 3, breakSeconds: 3600, breakAfterThrottles: 2 };
      const expected = seconds === undefined ? undefined : NOW + seconds;
      expect(after(events, WELL, policy).openUntil).toBe(expected);
    },
  );

  test('each failed trial doubles the time, up to an hour', () => {
    const spans: number[] = [];
    let health = after([block]);
    for (let i = 0; i < 5; i++) {
      const now = health.openUntil ?? NOW;
      health = nextHealth(health, failure, POLICY, { now, trial: true });
      spans.push((health.openUntil ?? 0) - now);
    }
    expect(spans).toEqual([1200, 2400, 3600, 3600, 3600]);
    expect(health.opened).toBe(6);
  });

  test('a first time longer than an hour is kept', () => {
    const health = after([block], WELL, { breakAfter: 3, breakSeconds: 7200 });
    expect(health.openUntil).toBe(NOW + 7200);
  });

  test('a good trial forgets failures, times and the last error', () => {
    const open = after([failure, failure, failure]);
    const later = instant(NOW + 600);
    expect(nextHealth(open, ok, POLICY, { now: later, trial: true })).toEqual({
      ...WELL,
      lastOkAt: later,
      lastFailureAt: NOW,
    });
  });

  test('answers to requests under way neither close nor prolong an open circuit', () => {
    const open = after([block]);
    expect(after([ok], open)).toEqual(open);
    const more = after([failure, failure, failure, block], open);
    expect(more.openUntil).toBe(open.openUntil);
    expect(more.opened).toBe(1);
  });

  test('keeps when and why a source failed last', () => {
    expect(after([failure])).toMatchObject({
      lastFailureAt: NOW,
      lastError: '503 without a body',
      failuresInRow: 1,
    });
  });
});

describe('admission', () => {
  const open = after([block]);

  test.each([
    ['a source that is well', WELL, 0, 'closed'],
    ['a source with failures', after([failure]), 0, 'closed'],
    ['an open circuit', open, 599, 'open'],
    ['an open circuit at its end', open, 600, 'trial'],
  ])('%s', (_name, health, seconds, kind) => {
    expect(admission(health, instant(NOW + seconds)).kind).toBe(kind);
  });

  test('an open circuit tells until when and why', () => {
    expect(admission(open, NOW)).toMatchObject({
      until: NOW + 600,
      why: 'circuit open until 2026-11-26T09:40:00+05:30, after: 403 with an HTML page',
    });
  });

  test('a claimed trial holds others off for the time that it may take, and no longer', () => {
    const later = instant(NOW + 600);
    const claimed = claimTrial(open, later, 20.5);
    expect(admission(claimed, later).kind).toBe('open');
    expect(admission(claimed, instant(later + 20)).kind).toBe('open');
    expect(admission(claimed, instant(later + 21)).kind).toBe('trial');
    expect(claimed.opened).toBe(open.opened);
  });
});
