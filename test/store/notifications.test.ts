import { describe, expect, it } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import type { NotificationDraft } from '../../src/core/notification/notification.ts';
import { Failure } from '../../src/core/failure.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

const draft: NotificationDraft = {
  topic: 'alert',
  dedupeKey: 'alert:7:2026-11-26T09:15',
  priority: 'high',
  title: 'ACME is above 100',
  body: 'ACME traded at 101.50.',
  facts: [['Last price', '₹101.50']],
  at: NOW,
  runId: 'r',
  channels: ['email', 'telegram'],
};

describe('the outbox', () => {
  it('keeps a message once, whoever queues it again', async () => {
    const { store } = await openedStore();
    const queue = (more: Partial<NotificationDraft> = {}): Promise<boolean> =>
      store.write(({ notifications }) => notifications.queue({ ...draft, ...more }));
    expect(await queue()).toBe(true);
    expect(await queue({ title: 'told otherwise', at: instant(NOW + 60) })).toBe(false);
    const [kept, ...others] = await store.notifications.newest(9);
    expect(others).toEqual([]);
    expect(kept).toEqual({ ...draft, id: 1, state: 'queued' });
  });

  it('keeps a message only together with what it tells', async () => {
    const { store } = await openedStore();
    const broken = store.write(async ({ notifications }) => {
      await notifications.queue(draft);
      throw new Failure('disk-io', 'the disk is full');
    });
    await expect(broken).rejects.toThrow('the disk is full');
    expect(await store.notifications.newest(9)).toEqual([]);
  });

  it('a dry run keeps none, and tells which it would have been', async () => {
    const { store, dryStore, discardedNotifications } = await openedStore();
    const queue = () => dryStore.write(({ notifications }) => notifications.queue(draft));
    expect([await queue(), await queue()]).toEqual([true, true]);
    expect(discardedNotifications()).toEqual([draft.title]);
    expect(await store.notifications.newest(9)).toEqual([]);
  });

  it('tells how many wait and since when', async () => {
    const { store } = await openedStore();
    expect(await store.notifications.backlog()).toEqual({ waiting: 0 });
    await store.write(async ({ notifications }) => {
      const { facts: _facts, runId: _run, channels: _channels, ...bare } = draft;
      await notifications.queue({ ...bare, dedupeKey: 'b', at: instant(NOW + 60) });
      await notifications.queue({ ...bare, dedupeKey: 'a', at: NOW });
    });
    expect(await store.notifications.backlog()).toEqual({ waiting: 2, oldestAt: NOW });
    expect(await store.notifications.newest(1, 'queued')).toMatchObject([{ id: 2, facts: [] }]);
    expect(await store.notifications.newest(1, 'sent')).toEqual([]);
  });
});
