import { channelsOn } from '../kit/outbox/channels-on.ts';
import type { OpenStore } from '../store/store.ts';
import type { Desk } from './desk.ts';

/**
 * Sends what waits in the outbox, after the run was closed, its locks were freed and its result was
 * told: what goes wrong here changes neither the result nor the exit status.
 *
 * @param signal of the run: one that was asked to end sends nothing, the next run does
 */
export async function sendWaiting(
  desk: Desk,
  opened: Pick<OpenStore, 'store' | 'requests'>,
  signal: AbortSignal,
): Promise<void> {
  const { settings, log } = desk;
  if (signal.aborted || channelsOn(settings, desk.sandbox !== undefined).length === 0) return;
  try {
    if ((await opened.store.notifications.backlog()).waiting === 0) return;
    // Most runs have nothing to tell, and load nothing of this.
    const { openNotifiers, outboxOf } = await import('./outbox.ts');
    const ways = await openNotifiers(desk);
    try {
      const outbox = outboxOf(desk, opened, ways, signal);
      const { channels, expired } = await outbox.deliver(settings['notify.budget_seconds'] * 1000);
      for (const { channel, sent } of channels) {
        if (sent > 0) log.write('info', 'notifications sent', { channel, sent });
      }
      if (expired > 0) log.write('warning', 'notifications grew too old unsent', { expired });
    } finally {
      await ways.close();
    }
  } catch (error) {
    const reason = desk.redact(error instanceof Error ? error.message : String(error));
    log.write('warning', 'notifications could not be sent', { reason });
  }
}
