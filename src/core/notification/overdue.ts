import { istText } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import type { NotificationDraft } from './notification.ts';

/** Seconds after a point of its schedule in which a timer may start a job. */
export const OVERDUE_GRACE_SECONDS = 900;

/** A job against its schedule. */
export interface Punctuality {
  readonly job: string;
  /** The newest point of its schedule that is longer ago than the grace; absent: there is none. */
  readonly due?: Instant;
  /** When a timer or cron last started it; absent: none ever did, and nothing is expected. */
  readonly timedAt?: Instant;
  /** When anybody last started it. */
  readonly startedAt?: Instant;
  /** When anything of the program was first started after that point: the machine was up. */
  readonly awakeAt?: Instant;
}

/**
 * Whether the job ought to have been started by now: timers drive it, nobody started it at its newest
 * point or since, and the machine has been up for the grace.
 */
export function isOverdue(one: Punctuality, now: Instant): boolean {
  const { due, timedAt, startedAt, awakeAt } = one;
  if (due === undefined || timedAt === undefined) return false;
  // A timer may fire a little early, by its accuracy.
  if (startedAt !== undefined && startedAt >= due - 60) return false;
  return awakeAt !== undefined && now - awakeAt >= OVERDUE_GRACE_SECONDS;
}

/** Tells that a job was not started when it was due. */
export function overdueDraft(one: Punctuality, now: Instant): NotificationDraft {
  const { job, due, startedAt } = one;
  const point = due === undefined ? '' : istText(due);
  return {
    topic: 'job-overdue',
    dedupeKey: `job-overdue:${job}:${point}`,
    priority: 'high',
    title: `${job} was not started when it was due`,
    body: 'Nobody has started it since: look at its timer or its line of the crontab.',
    facts: [
      ['Due', point],
      ['Last started', startedAt === undefined ? 'never' : istText(startedAt)],
      ['More', 'paperjobs status'],
    ],
    at: now,
  };
}

/** Tells that a job that was overdue is started again. */
export function punctualDraft(
  job: string,
  since: Instant,
  runId: string,
  now: Instant,
): NotificationDraft {
  return {
    topic: 'job-recovered',
    dedupeKey: `job-punctual:${job}:${runId}`,
    priority: 'normal',
    title: `${job} is started again`,
    body: '',
    facts: [['Had been due', istText(since)]],
    at: now,
    runId,
  };
}
