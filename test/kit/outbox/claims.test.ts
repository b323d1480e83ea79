import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import { deliver } from '../../../src/kit/outbox/deliver.ts';
import { NOW, openedStore } from '../../support/opened-store.ts';
import { BUDGET_MS, desk, sink } from './delivering-desk.ts';

describe('who sends a message', () => {
  it('two processes at once send each message once', async () => {
    const opened = await openedStore();
    const { given, queue } = desk(opened);
    const { notifier, taken } = sink();
    const titles = Array.from({ length: 20 }, (_, at) => `m${at}`);
    await queue(...titles);
    await Promise.all([
      deliver(given([notifier]), BUDGET_MS),
      deliver(given([notifier]), BUDGET_MS),
      deliver(given([notifier]), BUDGET_MS),
    ]);
    expect(taken.toSorted()).toEqual(titles.toSorted());
  });

  it('a message whose sender died is taken over once the claim ends, not before', async () => {
    const opened = await openedStore();
    const { given, queue, pass } = desk(opened);
    const { notifier, taken } = sink();
    await queue('a');
    await opened.store.write(({ notificationDeliveries }) =>
      notificationDeliveries.claim('telegram', 'dead', NOW, instant(NOW + 31)),
    );
    await deliver(given([notifier]), BUDGET_MS);
    expect(taken).toEqual([]);
    pass(31);
    await deliver(given([notifier]), BUDGET_MS);
    expect(taken).toEqual(['a']);
  });

  it('the word of one whose claim has passed on no longer counts', async () => {
    const opened = await openedStore();
    const { queue } = desk(opened);
    await queue('a');
    const claim = (by: string, at: number) =>
      opened.store.write(({ notificationDeliveries }) =>
        notificationDeliveries.claim('telegram', by, instant(at), instant(at + 31)),
      );
    await claim('slow', NOW);
    await claim('second', NOW + 31);
    const end = { state: 'waiting', at: NOW, dueAt: NOW } as const;
    const settled = await opened.store.write(({ notificationDeliveries }) =>
      notificationDeliveries.settle(1, 'telegram', 'slow', end, ['telegram']),
    );
    expect(settled).toBe(false);
    const [delivery] = await opened.store.notificationDeliveries.of([1]);
    expect(delivery).toMatchObject({ state: 'sending', attempts: 2 });
  });
});
