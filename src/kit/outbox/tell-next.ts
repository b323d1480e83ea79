import { backoffSeconds } from '../../core/notification/backoff.ts';
import { instant, istText } from '../../core/market/instant.ts';
import type { Notification } from '../../core/notification/notification.ts';
import type { Notifier, Told } from '../../ports/notifier.ts';
import { channelSource } from './delivering.ts';
import type { Delivering } from './delivering.ts';

/** What became of the next message of a channel. */
export type Step =
  | { readonly kind: 'none' }
  | { readonly kind: 'sent' | 'refused' }
  | { readonly kind: 'stopped'; readonly why: string };

/** Seconds beyond the longest try after which another process may take a claimed message. */
const CLAIM_MARGIN_SECONDS = 30;

/** A try that has less time than this would be cut off before the channel could answer. */
const LEAST_TRY_MS = 1000;

/** Waits for the channel's rate windows. @returns why it does not go on; absent: there is room */
async function awaitRoom(
  given: Delivering,
  notifier: Notifier,
  deadlineMs: number,
): Promise<string | undefined> {
  const { requests, wall, pacer, signal } = given;
  const source = channelSource(notifier.channel);
  const health = await requests.health(source);
  if (health.openUntil !== undefined && health.openUntil > wall.now()) {
    return `left alone until ${istText(health.openUntil)} after: ${health.lastError ?? 'a failure'}`;
  }
  for (;;) {
    const waitMs = await requests.reserve(source, notifier.windows, wall.now() * 1000);
    if (waitMs === 0) return undefined;
    if (pacer.monotonicMs() + waitMs > deadlineMs - LEAST_TRY_MS) return 'its rate window is full';
    await pacer.sleep(waitMs, signal);
  }
}

/** One try, with a clock of its own; whatever breaks in the channel is the channel's trouble. */
async function attempt(
  given: Delivering,
  notifier: Notifier,
  notification: Notification,
  leftMs: number,
): Promise<Told> {
  const { signal, tryMs } = given;
  const limitMs = Math.max(1, Math.round(Math.min(tryMs, leftMs)));
  const clock = AbortSignal.timeout(limitMs);
  try {
    return await notifier.tell(notification, AbortSignal.any([signal, clock]));
  } catch (error) {
    if (signal.aborted) return { kind: 'later', reason: 'the run was asked to end' };
    if (clock.aborted) return { kind: 'later', reason: `no answer within ${limitMs} ms` };
    return { kind: 'later', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A message with its secrets blanked, should one have come into it. */
function blanked(notification: Notification, redact: (text: string) => string): Notification {
  const { title, body, facts } = notification;
  return {
    ...notification,
    title: redact(title),
    body: redact(body),
    facts: facts.map(([name, value]) => [name, redact(value)] as const),
  };
}

/** Keeps how the channel is, for every process. @returns until when it is left alone */
async function noteHealth(given: Delivering, notifier: Notifier, told: Told): Promise<number> {
  const { requests, wall, random, redact } = given;
  const now = wall.now();
  const source = channelSource(notifier.channel);
  const health = await requests.health(source);
  if (told.kind !== 'later') {
    const well = { source, failuresInRow: 0, throttlesInRow: 0, opened: 0, lastOkAt: now };
    const failed =
      health.lastFailureAt === undefined ? {} : { lastFailureAt: health.lastFailureAt };
    if (health.failuresInRow > 0 || health.lastOkAt === undefined) {
      await requests.saveHealth({ ...well, ...failed });
    }
    return now;
  }
  const failuresInRow = health.failuresInRow + 1;
  const wait = told.waitSeconds ?? backoffSeconds(failuresInRow, random.fraction());
  const openUntil = instant(now + wait);
  const lastError = redact(told.reason);
  await requests.saveHealth({
    ...health,
    failuresInRow,
    openUntil,
    lastFailureAt: now,
    lastError,
  });
  return openUntil;
}

/**
 * Claims the channel's next message, sends it, and writes down how that went.
 *
 * @param deadlineMs on the monotonic clock; nothing is begun after it
 */
export async function tellNext(
  given: Delivering,
  notifier: Notifier,
  deadlineMs: number,
): Promise<Step> {
  const { store, wall, pacer, random, claimedBy, tryMs, redact, log, signal } = given;
  const { channel } = notifier;
  if (!(await store.notificationDeliveries.isDue(channel, wall.now()))) return { kind: 'none' };
  if (deadlineMs - pacer.monotonicMs() < LEAST_TRY_MS) {
    return { kind: 'stopped', why: 'the time was up' };
  }
  const full = await awaitRoom(given, notifier, deadlineMs);
  if (full !== undefined) return { kind: 'stopped', why: full };
  const until = instant(wall.now() + Math.ceil(tryMs / 1000) + CLAIM_MARGIN_SECONDS);
  const claimed = await store.write(({ notificationDeliveries }) =>
    notificationDeliveries.claim(channel, claimedBy, wall.now(), until),
  );
  if (!claimed) return { kind: 'none' };
  const { notification, attempts } = claimed;
  const leftMs = deadlineMs - pacer.monotonicMs();
  const told = await attempt(given, notifier, blanked(notification, redact), leftMs);
  const now = wall.now();
  const reason = told.kind === 'sent' ? told.note : told.reason;
  const lack = reason === undefined ? undefined : redact(reason);
  const again = instant(now + backoffSeconds(attempts, random.fraction()));
  await store.write(({ notificationDeliveries }) =>
    notificationDeliveries.settle(
      notification.id,
      channel,
      claimedBy,
      {
        state: told.kind === 'later' ? 'waiting' : told.kind,
        at: now,
        dueAt: told.kind === 'later' ? again : now,
        ...(lack === undefined ? {} : { error: lack }),
      },
      given.notifiers.map((one) => one.channel),
    ),
  );
  if (told.kind === 'later' && signal.aborted) return { kind: 'stopped', why: told.reason };
  await noteHealth(given, notifier, told);
  if (lack !== undefined) {
    const fields = { channel, notification: notification.id, reason: lack };
    log.write('warning', 'a notification was not delivered', fields);
  }
  return told.kind === 'later' ? { kind: 'stopped', why: lack ?? '' } : { kind: told.kind };
}
