import type { Settings } from '../../config/settings.ts';
import { instant, istDate, istInstant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { DayFacts } from '../../core/notification/digest.ts';
import { digestDraft } from '../../core/notification/digest.ts';
import { readHealth } from '../../core/notification/job-health.ts';
import type { Books, Reading } from '../../store/store.ts';

/** What the last day came to. */
export async function dayFacts(
  {
    runFigures,
    jobState,
    gaps,
    notifications,
  }: Pick<Reading, 'runFigures' | 'jobState' | 'gaps' | 'notifications'>,
  now: Instant,
): Promise<DayFacts> {
  const healths = await jobState.named('health');
  const failing = [...healths].flatMap(([job, text]) => {
    const { failures } = readHealth(text);
    return failures > 0 ? [{ job, failures }] : [];
  });
  const backedUp = await runFigures.lastGood('backup');
  return {
    outcomes: await runFigures.outcomesSince(instant(now - 86_400)),
    failing,
    openGaps: (await gaps.counts()).open ?? 0,
    waiting: (await notifications.backlog()).waiting,
    ...(backedUp === undefined ? {} : { backupHours: Math.floor((now - backedUp) / 3600) }),
  };
}

/** Queues the day's digest with the first run that is closed after its hour, in India. */
export async function noteDigest(books: Books, settings: Settings, now: Instant): Promise<void> {
  if (!settings['notify.digest']) return;
  const day = istDate(now);
  const hour = String(settings['notify.digest_hour']).padStart(2, '0');
  if (now < istInstant(day, `${hour}:00`)) return;
  if ((await books.jobState.get('ledger', 'digest')) === day) return;
  await books.jobState.set('ledger', 'digest', day, now);
  await books.notifications.queue(digestDraft(await dayFacts(books, now), now));
}
