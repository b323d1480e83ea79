import { istDate } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import type { LedgerOutcome } from '../run.ts';
import { verdictOf } from './job-health.ts';
import type { NotificationDraft } from './notification.ts';

/** How often a job ended in one way since the last digest. */
export interface OutcomeCount {
  readonly job: string;
  readonly outcome: LedgerOutcome;
  readonly runs: number;
}

/** What a day came to. */
export interface DayFacts {
  readonly outcomes: readonly OutcomeCount[];
  /** Jobs whose newest runs failed, with how many in a row. */
  readonly failing: readonly { readonly job: string; readonly failures: number }[];
  /** Holes in series that nothing explains. */
  readonly openGaps: number;
  /** Messages that wait for being sent, this one not counted. */
  readonly waiting: number;
  /** Whole hours since the last good backup; absent: there is none in the ledger. */
  readonly backupHours?: number;
}

function jobLines(outcomes: readonly OutcomeCount[]): string[] {
  const byJob = new Map<string, string[]>();
  for (const { job, outcome, runs } of outcomes.toSorted((a, b) => b.runs - a.runs)) {
    byJob.set(job, [...(byJob.get(job) ?? []), `${runs} ${outcome}`]);
  }
  return [...byJob]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([job, counts]) => `${job}: ${counts.join(', ')}`);
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** The message at the end of a day: what ran, what failed, what is missing. */
export function digestDraft(facts: DayFacts, now: Instant): NotificationDraft {
  const { outcomes, failing, openGaps, waiting, backupHours } = facts;
  const runs = outcomes.reduce((sum, one) => sum + one.runs, 0);
  const failed = outcomes
    .filter(({ outcome }) => verdictOf(outcome) === 'failed')
    .reduce((sum, one) => sum + one.runs, 0);
  const still = failing.map(({ job, failures }) => `${job} (${failures})`).join(', ');
  const day = istDate(now);
  return {
    topic: 'digest',
    dedupeKey: `digest:${day}`,
    priority: 'low',
    title: `${day}: ${plural(runs, 'run')}, ${failed === 0 ? 'none failed' : `${failed} failed`}`,
    body: jobLines(outcomes).join('\n'),
    facts: [
      ['Failing now', still === '' ? 'none' : still],
      ['Unexplained gaps', String(openGaps)],
      [
        'Last good backup',
        backupHours === undefined ? 'none' : `${plural(backupHours, 'hour')} ago`,
      ],
      ['Messages waiting', String(waiting)],
    ],
    at: now,
  };
}
