import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import { backoffSeconds } from '../../../src/core/notification/backoff.ts';
import { digestDraft } from '../../../src/core/notification/digest.ts';
import { isOverdue, overdueDraft } from '../../../src/core/notification/overdue.ts';
import type { Punctuality } from '../../../src/core/notification/overdue.ts';
import { pingOf } from '../../../src/core/notification/ping.ts';
import { median, slowDraft } from '../../../src/core/notification/slow-run.ts';
import { statsOf } from '../../../src/core/run-stats.ts';
import { NOW } from '../../support/opened-store.ts';

const run = {
  id: 'r',
  job: 'eod',
  outcome: 'ok',
  summary: '1 session',
  endedAt: NOW,
  jobPriority: 'high',
} as const;

describe('a slow run', () => {
  const usual = Array.from({ length: 12 }, () => 40_000);

  it('is told when it takes a multiple of the usual time', () => {
    expect(slowDraft(run, 121_000, usual, 3)?.title).toBe('eod took 2.0 min, usually 0.7 min');
    expect(slowDraft(run, 121_000, usual, 3)?.dedupeKey).toBe('job-slow:eod:2026-11-26');
    expect(slowDraft(run, 120_000, usual, 3)).toBeUndefined();
  });

  it('is not called so where little is known or a minute has not passed', () => {
    expect(slowDraft(run, 121_000, usual.slice(0, 9), 3)).toBeUndefined();
    expect(
      slowDraft(
        run,
        59_000,
        usual.map(() => 1000),
        3,
      ),
    ).toBeUndefined();
  });

  it('the middle of values is their median', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, undefined]);
  });
});

describe('an overdue job', () => {
  const due = instant(NOW - 3600);
  const missed: Punctuality = {
    job: 'eod',
    due,
    timedAt: instant(NOW - 90_000),
    startedAt: instant(NOW - 90_000),
    awakeAt: instant(NOW - 3000),
  };

  it('is one that a timer drives, was due, and that nobody started while the machine was up', () => {
    expect(isOverdue(missed, NOW)).toBe(true);
    expect(overdueDraft(missed, NOW).facts).toContainEqual(['Due', '2026-11-26T08:15:00+05:30']);
  });

  it('is none by hand, none that was started, and none right after the machine came up', () => {
    const { timedAt: _timed, ...byHand } = missed;
    const { due: _due, ...unscheduled } = missed;
    const { awakeAt: _awake, ...asleep } = missed;
    expect([byHand, unscheduled, asleep].map((one) => isOverdue(one, NOW))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isOverdue({ ...missed, startedAt: instant(due - 30) }, NOW)).toBe(false);
    expect(isOverdue({ ...missed, awakeAt: instant(NOW - 600) }, NOW)).toBe(false);
  });
});

it('a channel that fails is left alone for twice as long each time, up to a quarter of an hour', () => {
  const waits = [1, 2, 3, 8, 9, 50].map((failures) => backoffSeconds(failures, 0));
  expect(waits).toEqual([5, 10, 20, 640, 900, 900]);
  expect(backoffSeconds(1, 0.999)).toBe(4);
});

it('the digest tells what ran, what failed and what waits', () => {
  const draft = digestDraft(
    {
      outcomes: [
        { job: 'quotes', outcome: 'closed', runs: 1 },
        { job: 'quotes', outcome: 'ok', runs: 300 },
        { job: 'eod', outcome: 'late', runs: 1 },
      ],
      failing: [{ job: 'eod', failures: 2 }],
      openGaps: 3,
      waiting: 0,
      backupHours: 1,
    },
    NOW,
  );
  expect(draft).toMatchObject({
    dedupeKey: 'digest:2026-11-26',
    title: '2026-11-26: 302 runs, 1 failed',
    body: 'eod: 1 late\nquotes: 300 ok, 1 closed',
    facts: [
      ['Failing now', 'eod (2)'],
      ['Unexplained gaps', '3'],
      ['Last good backup', '1 hour ago'],
      ['Messages waiting', '0'],
    ],
  });
});

it('a monitor hears success, silence or the exit status', () => {
  expect([pingOf('partial', 3), pingOf('not-yet', 75), pingOf('auth', 77)]).toEqual([
    'success',
    'log',
    { exitCode: 77 },
  ]);
});

describe('figures of a job', () => {
  const of = (outcome: 'ok' | 'partial' | 'late' | 'noop' | 'locked', durationMs = 100) => ({
    job: 'eod',
    outcome,
    durationMs,
  });

  it('count what did its work against what failed', () => {
    const [stats] = statsOf([of('ok'), of('noop', 1), of('late', 9), of('locked', 9)]);
    expect(stats).toEqual({
      job: 'eod',
      runs: 4,
      good: 2,
      failed: 1,
      successRatio: 2 / 3,
      medianMs: 100,
    });
    expect(statsOf([of('locked')])).toEqual([{ job: 'eod', runs: 1, good: 0, failed: 0 }]);
  });

  it('are told by job, in the order of names', () => {
    const jobs = ['quotes', 'backup', 'eod'].map((job) => ({ ...of('ok'), job }));
    expect(statsOf(jobs).map(({ job }) => job)).toEqual(['backup', 'eod', 'quotes']);
  });

  it('count the time of runs that did a part of their work, and tell no trend of nine', () => {
    const runs = [100, 100, 100, 100, 100, 110, 110, 110, 110].map((ms) => of('ok', ms));
    expect(statsOf(runs)[0]).not.toHaveProperty('trendRatio');
    const [stats] = statsOf([of('partial', 300), of('ok', 100), of('ok', 200)]);
    expect(stats?.medianMs).toBe(200);
    expect(statsOf([of('noop')])[0]).not.toHaveProperty('medianMs');
  });

  it('tell whether the newer half takes longer', () => {
    const runs = [100, 100, 100, 100, 100, 110, 110, 110, 110, 110].map((ms) => of('ok', ms));
    expect(statsOf(runs)[0]?.trendRatio).toBeCloseTo(0.1, 10);
  });
});
