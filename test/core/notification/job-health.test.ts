import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import { WELL, noteEndedRun, readHealth } from '../../../src/core/notification/job-health.ts';
import type { EndedRun, JobHealth } from '../../../src/core/notification/job-health.ts';
import type { LedgerOutcome } from '../../../src/core/run.ts';
import { NOW } from '../../support/opened-store.ts';

const POLICY = { escalateAfter: 5 };

/** The topics told over runs that ended so, a minute after each other; and the health after them. */
function told(outcomes: readonly LedgerOutcome[], everySeconds = 60, from: JobHealth = WELL) {
  let health = from;
  const drafts = outcomes.flatMap((outcome, place) => {
    const run: EndedRun = {
      id: `run-${place}`,
      job: 'eod',
      outcome,
      summary: `it was ${outcome}`,
      endedAt: instant(NOW + place * everySeconds),
      jobPriority: 'high',
    };
    const noted = noteEndedRun(health, run, POLICY);
    health = noted.health;
    return noted.drafts;
  });
  return { drafts, topics: drafts.map(({ topic }) => topic), health };
}

describe('what is told of a job', () => {
  it('a thousand failures and a recovery are three messages', () => {
    const { drafts, topics, health } = told([
      ...Array.from({ length: 1000 }, () => 'blocked' as const),
      'ok',
    ]);
    expect(topics).toEqual(['job-failed', 'job-still-failing', 'job-recovered']);
    expect(drafts.map(({ title }) => title)).toEqual([
      'eod failed: blocked',
      'eod has failed 5 times in a row: blocked',
      'eod is well again: ok',
    ]);
    expect(drafts[2]?.facts).toContainEqual(['Had failed', '1000 times in a row']);
    expect(health.failures).toBe(0);
  });

  it('one that stays broken is told of once a day', () => {
    const { topics } = told(
      Array.from({ length: 4 * 24 }, () => 'auth' as const),
      3600,
    );
    expect(topics).toEqual(['job-failed', ...Array.from({ length: 4 }, () => 'job-still-failing')]);
  });

  it.each(['not-yet', 'locked', 'closed', 'disabled', 'stopped', 'usage'] as const)(
    '%s neither breaks nor mends it',
    (outcome) => {
      expect(told([outcome])).toMatchObject({ topics: [], health: WELL });
      const { topics, health } = told(['bug', outcome, outcome]);
      expect([topics, health.failures]).toEqual([['job-failed'], 1]);
    },
  );

  it.each(['ok', 'noop', 'partial'] as const)('%s mends it', (outcome) => {
    expect(told(['crashed', outcome, outcome]).topics).toEqual(['job-failed', 'job-recovered']);
  });

  it('one that breaks and mends all the time is told of three times an hour', () => {
    const flapping = Array.from({ length: 120 }, (_, at): LedgerOutcome =>
      at % 2 === 0 ? 'bug' : 'ok',
    );
    const { topics } = told(flapping);
    const pair = ['job-failed', 'job-recovered'];
    expect(topics).toEqual([...pair, ...pair, ...pair, ...pair, ...pair, ...pair]);
  });

  it('health survives being written down', () => {
    const { health } = told(['bug', 'bug']);
    expect(readHealth(JSON.stringify(health))).toEqual(health);
    expect(readHealth(undefined)).toBe(WELL);
  });

  it('failures and recoveries alternate, and keys never repeat, whatever happens', () => {
    const outcome = fc.constantFrom<LedgerOutcome>(
      'ok',
      'bug',
      'late',
      'not-yet',
      'noop',
      'crashed',
    );
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 60 }), (outcomes) => {
        const { drafts, topics } = told(outcomes);
        const changes = topics.filter((topic) => topic !== 'job-still-failing');
        expect(
          changes.every((topic, place) => (place % 2 === 0) === (topic === 'job-failed')),
        ).toBe(true);
        expect(new Set(drafts.map(({ dedupeKey }) => dedupeKey)).size).toBe(drafts.length);
      }),
      { numRuns: 200 },
    );
  });
});
