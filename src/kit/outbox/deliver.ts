import { instant } from '../../core/market/instant.ts';
import type { Channel } from '../../core/notification/notification.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { channelSource } from './delivering.ts';
import type { Delivering } from './delivering.ts';
import { tellNext } from './tell-next.ts';

/** How delivering went on one channel. */
export interface ChannelReport {
  readonly channel: Channel;
  readonly sent: number;
  readonly refused: number;
  /** Why it stopped with messages left; absent: nothing is left for now. */
  readonly stopped?: string;
}

/** How delivering went. */
export interface DeliveryReport {
  readonly channels: readonly ChannelReport[];
  /** Messages given up because they grew too old. */
  readonly expired: number;
}

async function deliverOn(
  given: Delivering,
  notifier: Notifier,
  deadlineMs: number,
): Promise<ChannelReport> {
  const { channel } = notifier;
  const counts = { sent: 0, refused: 0 };
  for (;;) {
    if (given.signal.aborted) return { channel, ...counts, stopped: 'the run was asked to end' };
    const step = await tellNext(given, notifier, deadlineMs);
    if (step.kind === 'none') return { channel, ...counts };
    if (step.kind === 'stopped') return { channel, ...counts, stopped: step.why };
    counts[step.kind]++;
  }
}

/**
 * Sends what waits in the outbox, every channel by itself, until nothing is left or the time is up.
 *
 * Each message reaches each channel at least once, and once unless a process dies, or a connection
 * breaks, after the channel took it and before that was written down: a claim in the database keeps
 * two processes from sending the same one. What fails stays for the next run. It never throws for
 * what a channel does.
 *
 * @param budgetMs for all of it; a try that has begun is cut off there
 * @param hurry as a person asks who knows that a channel is well again: nothing waits out its time
 */
export async function deliver(
  given: Delivering,
  budgetMs: number,
  hurry = false,
): Promise<DeliveryReport> {
  const { store, wall, pacer, notifiers, requests, keepHours } = given;
  const deadlineMs = pacer.monotonicMs() + budgetMs;
  const before = instant(wall.now() - keepHours * 3600);
  const old = await store.notifications.backlog();
  const expired =
    old.oldestAt !== undefined && old.oldestAt < before
      ? await store.write(({ notificationDeliveries }) => notificationDeliveries.expire(before))
      : 0;
  if (hurry) {
    await store.write(({ notificationDeliveries }) => notificationDeliveries.hurry(wall.now()));
    for (const { channel } of notifiers) {
      const { openUntil: _until, ...health } = await requests.health(channelSource(channel));
      if (health.failuresInRow > 0) await requests.saveHealth(health);
    }
  }
  const channels = await Promise.all(
    notifiers.map((notifier) => deliverOn(given, notifier, deadlineMs)),
  );
  return { channels, expired };
}
