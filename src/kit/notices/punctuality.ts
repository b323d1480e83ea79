import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { OVERDUE_GRACE_SECONDS, isOverdue, overdueDraft } from '../../core/notification/overdue.ts';
import type { Punctuality } from '../../core/notification/overdue.ts';
import type { Reading } from '../../store/store.ts';
import type { Books } from '../../store/store.ts';
import type { Job } from '../job.ts';
import { lastDue } from '../schedule.ts';

/** Longer ago than any two points of a schedule lie apart. */
const LOOK_BACK_SECONDS = 45 * 86_400;

/**
 * Every job that is switched on, against its schedule.
 *
 * @param jobs with the schedules that are in force
 */
export async function punctualityOf(
  reading: Pick<Reading, 'jobState' | 'runFigures'>,
  jobs: readonly Pick<Job, 'name' | 'schedules'>[],
  now: Instant,
): Promise<Punctuality[]> {
  const names = jobs.map(({ name }) => name);
  const starts = await reading.runFigures.lastStarts(names, instant(now - LOOK_BACK_SECONDS));
  const disabled = await reading.jobState.disabled(now);
  const found: Punctuality[] = [];
  for (const { name, schedules } of jobs) {
    const start = starts.find(({ job }) => job === name);
    if (!start || disabled.has(name)) continue;
    const { startedAt, timedAt } = start;
    const due = timedAt && lastDue(schedules, instant(now - OVERDUE_GRACE_SECONDS));
    const missed = due !== undefined && startedAt < due;
    const awakeAt = missed ? await reading.runFigures.firstSince(due) : undefined;
    found.push({
      job: name,
      startedAt,
      ...(timedAt === undefined ? {} : { timedAt }),
      ...(due === undefined ? {} : { due }),
      ...(awakeAt === undefined ? {} : { awakeAt }),
    });
  }
  return found;
}

/** How often it is looked for, seconds. */
const LOOK_EVERY_SECONDS = 600;

/**
 * Tells of jobs that were not started when they were due. A job that never starts cannot tell so
 * itself: whatever run is closed looks after all of them, every ten minutes at most.
 *
 * @param self the job whose run is being closed
 */
export async function noteOverdue(
  books: Books,
  jobs: readonly Job[],
  self: string,
  now: Instant,
): Promise<void> {
  const looked = Number((await books.jobState.get('ledger', 'punctuality')) ?? 0);
  if (now - looked < LOOK_EVERY_SECONDS && now >= looked) return;
  await books.jobState.set('ledger', 'punctuality', String(now), now);
  for (const one of await punctualityOf(books, jobs, now)) {
    if (one.job === self || !isOverdue(one, now)) continue;
    const told = (await books.jobState.get(one.job, 'overdue')) ?? '';
    if (told !== '') continue;
    await books.jobState.set(one.job, 'overdue', String(one.due), now);
    await books.notifications.queue(overdueDraft(one, now));
  }
}
