import { istText } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import type { LedgerOutcome } from '../run.ts';
import type { NotificationDraft, NotificationPriority } from './notification.ts';

/** What is remembered of a job's runs for telling changes. */
export interface JobHealth {
  /** Failed runs in a row. */
  readonly failures: number;
  /** When the first of them ended. Absent: the job is well. */
  readonly since?: Instant;
  /** When its failing was told last; absent: not yet. */
  readonly toldAt?: Instant;
  /** First failures told since that moment, while it is less than an hour ago. */
  readonly restless?: { readonly since: Instant; readonly told: number };
}

/** A job that is well, or of which nothing is known. */
export const WELL: JobHealth = { failures: 0 };

/** The health that was written as JSON; absent: nothing is known. */
export function readHealth(text: string | undefined): JobHealth {
  return text === undefined ? WELL : (JSON.parse(text) as JobHealth);
}

/** A run that has ended, as far as it matters here. */
export interface EndedRun {
  readonly id: string;
  readonly job: string;
  readonly outcome: LedgerOutcome;
  readonly summary: string;
  readonly endedAt: Instant;
  /** How urgent the job is for the machine. */
  readonly jobPriority: 'critical' | 'high' | 'medium' | 'low';
}

/** When a job that keeps failing is told of again. */
export interface HealthPolicy {
  /** Failures in a row after which it is told with more weight. */
  readonly escalateAfter: number;
}

/** What a run says about its job. */
type Verdict = 'well' | 'failed' | 'says-nothing';

const VERDICTS: Readonly<Record<LedgerOutcome, Verdict>> = {
  ok: 'well',
  noop: 'well',
  partial: 'well',
  'bad-data': 'failed',
  late: 'failed',
  blocked: 'failed',
  bug: 'failed',
  disk: 'failed',
  auth: 'failed',
  config: 'failed',
  crashed: 'failed',
  // The next timer point tries again; what stays away too long is `late`, or an overdue run.
  'not-yet': 'says-nothing',
  closed: 'says-nothing',
  disabled: 'says-nothing',
  locked: 'says-nothing',
  usage: 'says-nothing',
  stopped: 'says-nothing',
  running: 'says-nothing',
};

/** Whether an outcome is a failure of the job, for counting those in a row. */
export function verdictOf(outcome: LedgerOutcome): Verdict {
  return VERDICTS[outcome];
}

const DAY = 86_400;
const HOUR = 3600;
/** A job that breaks and mends more often in an hour is told of no more until that hour is over. */
const MOST_FIRST_FAILURES = 3;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times in a row`);

function failureDraft(run: EndedRun, failures: number, since: Instant): NotificationDraft {
  const first = failures === 1;
  const urgent = run.jobPriority === 'critical';
  const loud: NotificationPriority = urgent ? 'urgent' : 'high';
  const quiet: NotificationPriority = run.jobPriority === 'low' ? 'normal' : 'high';
  return {
    topic: first ? 'job-failed' : 'job-still-failing',
    dedupeKey: `${first ? 'job-failed' : 'job-still-failing'}:${run.job}:${run.id}`,
    priority: first ? quiet : loud,
    title: first
      ? `${run.job} failed: ${run.outcome}`
      : `${run.job} has failed ${times(failures)}: ${run.outcome}`,
    body: run.summary,
    facts: [
      ['Ended', istText(run.endedAt)],
      ...(first ? [] : ([['Failing since', istText(since)]] as const)),
      ['More', `paperjobs why ${run.job}`],
    ],
    at: run.endedAt,
    runId: run.id,
  };
}

function recoveryDraft(run: EndedRun, { failures, since }: JobHealth): NotificationDraft {
  return {
    topic: 'job-recovered',
    dedupeKey: `job-recovered:${run.job}:${run.id}`,
    priority: 'normal',
    title: `${run.job} is well again: ${run.outcome}`,
    body: run.summary,
    facts: [
      ['Had failed', times(failures)],
      ...(since === undefined ? [] : ([['Failing since', istText(since)]] as const)),
    ],
    at: run.endedAt,
    runId: run.id,
  };
}

/** First failures told in the hour that is going on. */
function restlessAt({ restless }: JobHealth, at: Instant): NonNullable<JobHealth['restless']> {
  return restless && at - restless.since < HOUR ? restless : { since: at, told: 0 };
}

/**
 * What a run changes in the health of its job, and what is to be told of it: the first failure, the
 * one that makes the row long, then one in each day that it lasts, and the recovery. Failures between
 * them are counted in silence, and so are breaking and mending that repeat within an hour.
 *
 * @returns the same `health` where nothing changed
 */
export function noteEndedRun(
  health: JobHealth,
  run: EndedRun,
  { escalateAfter }: HealthPolicy,
): { readonly health: JobHealth; readonly drafts: readonly NotificationDraft[] } {
  const verdict = verdictOf(run.outcome);
  if (verdict === 'says-nothing') return { health, drafts: [] };
  if (verdict === 'well') {
    if (health.failures === 0) return { health, drafts: [] };
    const drafts = health.toldAt === undefined ? [] : [recoveryDraft(run, health)];
    const { restless } = health;
    return { health: restless === undefined ? WELL : { ...WELL, restless }, drafts };
  }
  const failures = health.failures + 1;
  const since = health.since ?? run.endedAt;
  const { toldAt } = health;
  const restless = restlessAt(health, run.endedAt);
  const first = failures === 1 && restless.told < MOST_FIRST_FAILURES;
  const tells =
    first ||
    failures === escalateAfter ||
    (failures > escalateAfter && (toldAt === undefined || run.endedAt - toldAt >= DAY));
  const told = tells ? run.endedAt : toldAt;
  return {
    health: {
      failures,
      since,
      restless: first ? { ...restless, told: restless.told + 1 } : restless,
      ...(told === undefined ? {} : { toldAt: told }),
    },
    drafts: tells ? [failureDraft(run, failures, since)] : [],
  };
}
