import type { Settings } from '../../config/settings.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { noteEndedRun, readHealth, verdictOf } from '../../core/notification/job-health.ts';
import type { EndedRun } from '../../core/notification/job-health.ts';
import type { NotificationDraft } from '../../core/notification/notification.ts';
import { punctualDraft } from '../../core/notification/overdue.ts';
import { LEAST_SLOW_MS, slowDraft } from '../../core/notification/slow-run.ts';
import type { Trigger } from '../../core/run.ts';
import type { Books } from '../../store/store.ts';

/** A run that is being closed, and how. */
export interface ClosingRun extends EndedRun {
  readonly trigger: Trigger;
  readonly startedAt: Instant;
  /** Absent for one that died: nobody knows. */
  readonly durationMs?: number;
}

/** Runs over which the usual duration is taken. */
const USUAL_RUNS = 30;

async function slow(
  books: Books,
  run: ClosingRun,
  ratio: number,
): Promise<NotificationDraft | undefined> {
  const worked = run.outcome === 'ok' || run.outcome === 'partial';
  if (!worked || run.durationMs === undefined || run.durationMs < LEAST_SLOW_MS) return undefined;
  const earlier = await books.runFigures.durations(run.job, run.startedAt, USUAL_RUNS);
  return slowDraft(run, run.durationMs, earlier, ratio);
}

async function punctual(books: Books, run: ClosingRun): Promise<NotificationDraft | undefined> {
  const missed = (await books.jobState.get(run.job, 'overdue')) ?? '';
  if (missed === '') return undefined;
  await books.jobState.set(run.job, 'overdue', '', run.endedAt);
  return punctualDraft(run.job, instant(Number(missed)), run.id, run.endedAt);
}

/**
 * Queues what a run changes in the health of its job, in the transaction that closes it: failures and
 * recoveries, a duration out of all proportion, a timer that works again. A failed step of a chain is
 * the chain's to tell.
 *
 * @param redact blanks secrets: a summary may repeat what a source said
 */
export async function noteHealth(
  books: Books,
  run: ClosingRun,
  settings: Settings,
  redact: (text: string) => string,
): Promise<void> {
  if (run.trigger === 'chain' && verdictOf(run.outcome) === 'failed') return;
  const before = readHealth(await books.jobState.get(run.job, 'health'));
  const policy = { escalateAfter: settings['notify.escalate_after'] };
  const { health, drafts } = noteEndedRun(before, run, policy);
  if (health !== before) {
    await books.jobState.set(run.job, 'health', JSON.stringify(health), run.endedAt);
  }
  const more = [
    await slow(books, run, settings['notify.slow_ratio']),
    await punctual(books, run),
  ].filter((draft) => draft !== undefined);
  for (const draft of [...drafts, ...more]) {
    const { title, body } = draft;
    await books.notifications.queue({ ...draft, title: redact(title), body: redact(body) });
  }
}
