import { describe, expect, it } from 'vitest';
import { deliver } from '../../../src/kit/outbox/deliver.ts';
import type { Notifier } from '../../../src/ports/notifier.ts';
import { NOW, openedStore } from '../../support/opened-store.ts';
import { BUDGET_MS, desk, draftOf, sink } from './delivering-desk.ts';

describe('delivering', () => {
  it('brings each message to each channel once, oldest first', async () => {
    const opened = await openedStore();
    const { given, queue } = desk(opened);
    const [one, other] = [sink('telegram'), sink('ntfy')];
    await queue('a', 'b', 'c');
    const means = given([one.notifier, other.notifier]);
    const report = await deliver(means, BUDGET_MS);
    expect(report.channels).toEqual([
      { channel: 'telegram', sent: 3, refused: 0 },
      { channel: 'ntfy', sent: 3, refused: 0 },
    ]);
    expect([one.taken, other.taken]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    await deliver(means, BUDGET_MS);
    expect(one.tried).toHaveLength(3);
    expect((await opened.store.notifications.backlog()).waiting).toBe(0);
  });

  it('urgent ones go first; a message for one channel goes by no other', async () => {
    const opened = await openedStore();
    const { given } = desk(opened);
    const [one, other] = [sink('telegram'), sink('email')];
    await opened.store.write(async ({ notifications }) => {
      await notifications.queue(draftOf('calm', NOW, { channels: ['telegram'] }));
      await notifications.queue(draftOf('loud', NOW, { priority: 'urgent' }));
    });
    await deliver(given([one.notifier, other.notifier]), BUDGET_MS);
    expect([one.taken, other.taken]).toEqual([['loud', 'calm'], ['loud']]);
    expect((await opened.store.notifications.backlog()).waiting).toBe(0);
  });

  it('what is too old is given up', async () => {
    const opened = await openedStore();
    const { given, queue, pass } = desk(opened);
    const { notifier, taken } = sink();
    await queue('old');
    pass(72 * 3600 + 1);
    await queue('new');
    const report = await deliver(given([notifier]), BUDGET_MS);
    expect([report.expired, taken]).toEqual([1, ['new']]);
    expect(await opened.store.notifications.newest(9, 'expired')).toHaveLength(1);
  });

  it('no secret is sent, kept or logged', async () => {
    const opened = await openedStore();
    const { given, warnings } = desk(opened);
    const seen: string[] = [];
    const { notifier } = sink();
    const telling: Notifier = {
      ...notifier,
      tell: async ({ title, body, facts }) => {
        seen.push(JSON.stringify([title, body, facts]));
        return { kind: 'later', reason: 'refused for token s3cret' };
      },
    };
    const facts = [['token', 's3cret']] as const;
    await opened.store.write(({ notifications }) =>
      notifications.queue(draftOf('with s3cret', NOW, { body: 's3cret', facts })),
    );
    await deliver(given([telling]), BUDGET_MS);
    const kept = JSON.stringify([
      await opened.store.notificationDeliveries.of([1]),
      await opened.requests.health('notify:telegram'),
      warnings,
      seen,
    ]);
    expect(seen).toHaveLength(1);
    expect(kept).toContain('•••');
    expect(kept).not.toContain('s3cret');
  });

  it('a run that was asked to end sends nothing', async () => {
    const opened = await openedStore();
    const { given, queue } = desk(opened);
    const { notifier, tried } = sink();
    await queue('a');
    const report = await deliver(given([notifier], { signal: AbortSignal.abort() }), BUDGET_MS);
    expect(report.channels[0]?.stopped).toBe('the run was asked to end');
    expect(tried).toEqual([]);
  });
});
