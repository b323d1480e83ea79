import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import type { NotificationDraft } from '../../../src/core/notification/notification.ts';
import { deliver } from '../../../src/kit/outbox/deliver.ts';
import type { Delivering } from '../../../src/kit/outbox/delivering.ts';
import type { Notifier, Told } from '../../../src/ports/notifier.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { NOW, openedStore } from '../../support/opened-store.ts';

type Answer = Told | 'hang' | Error;

/** A channel that answers as it is told to, and remembers what reached it. */
function sink(channel: Notifier['channel'] = 'telegram') {
  const taken: string[] = [];
  const tried: string[] = [];
  let answer: (title: string) => Answer = () => ({ kind: 'sent' });
  const notifier: Notifier = {
    channel,
    windows: [],
    tell: async ({ title }, signal) => {
      tried.push(title);
      const how = answer(title);
      if (how instanceof Error) throw how;
      if (how === 'hang') {
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
        });
      }
      if (how.kind === 'sent') taken.push(title);
      return how;
    },
  };
  return {
    notifier,
    taken,
    tried,
    answer: (next: typeof answer) => void (answer = next),
  };
}

const down = (): Answer => ({ kind: 'later', reason: 'the connection was refused' });
const up = (): Answer => ({ kind: 'sent' });

/** An outbox whose clocks the test moves; several "processes" may share its store. */
function desk(opened: OpenStore) {
  let [seconds, processes] = [0, 0];
  const warnings: string[] = [];
  const given = (notifiers: readonly Notifier[], more: Partial<Delivering> = {}): Delivering => ({
    store: opened.store,
    requests: opened.requests,
    wall: { now: () => instant(NOW + seconds) },
    pacer: {
      monotonicMs: () => seconds * 1000,
      sleep: async (milliseconds) => void (seconds += milliseconds / 1000),
    },
    random: { fraction: () => 0, uuid: () => 'unused' },
    log: {
      write: (level, event, fields) =>
        void warnings.push(`${level}: ${event}: ${String(fields?.['reason'])}`),
    },
    signal: new AbortController().signal,
    redact: (text) => text.replaceAll('s3cret', '•••'),
    notifiers,
    claimedBy: `process-${++processes}`,
    keepHours: 72,
    tryMs: 200,
    ...more,
  });
  return {
    given,
    warnings,
    pass: (more: number) => void (seconds += more),
    queue: (...titles: readonly string[]) =>
      opened.store.write(async ({ notifications }) => {
        for (const title of titles) {
          await notifications.queue(draftOf(title, instant(NOW + seconds)));
        }
      }),
  };
}

function draftOf(
  title: string,
  at = NOW,
  more: Partial<NotificationDraft> = {},
): NotificationDraft {
  return { topic: 'test', dedupeKey: title, priority: 'normal', title, body: '', at, ...more };
}

const BUDGET_MS = 10_000;

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

  it('a sink that is down for an hour gets every message once when it is up', async () => {
    const opened = await openedStore();
    const { given, queue, pass } = desk(opened);
    const { notifier, taken, tried, answer } = sink();
    answer(down);
    for (let minute = 0; minute < 60; minute++) {
      await queue(`message ${minute}`);
      await deliver(given([notifier]), BUDGET_MS);
      pass(60);
    }
    expect(tried.length, 'a dead sink is left alone most of the time').toBeLessThan(15);
    answer(up);
    for (let minute = 0; minute < 31; minute++) {
      await deliver(given([notifier]), BUDGET_MS);
      pass(60);
    }
    expect(taken.toSorted()).toEqual(
      Array.from({ length: 60 }, (_, at) => `message ${at}`).toSorted(),
    );
    const { failuresInRow } = await opened.requests.health('notify:telegram');
    expect(failuresInRow).toBe(0);
  });

  it('a person who hurries need not wait for the next try', async () => {
    const opened = await openedStore();
    const { given, queue } = desk(opened);
    const { notifier, taken, answer } = sink();
    answer(down);
    await queue('a', 'b');
    await deliver(given([notifier]), BUDGET_MS);
    answer(up);
    const waiting = await deliver(given([notifier]), BUDGET_MS);
    expect(waiting.channels[0]?.stopped).toContain('left alone until');
    await deliver(given([notifier]), BUDGET_MS, true);
    expect(taken).toEqual(['a', 'b']);
  });

  it('one dead channel keeps nothing from the others', async () => {
    const opened = await openedStore();
    const { given, queue } = desk(opened);
    const [dead, well] = [sink('email'), sink('ntfy')];
    dead.answer(() => 'hang');
    await queue('a', 'b');
    const report = await deliver(given([dead.notifier, well.notifier]), BUDGET_MS);
    expect(report.channels).toMatchObject([
      { channel: 'email', sent: 0, stopped: 'no answer within 200 ms' },
      { channel: 'ntfy', sent: 2 },
    ]);
    expect((await opened.store.notifications.newest(9)).map(({ state }) => state)).toEqual([
      'queued',
      'queued',
    ]);
  });

  it('a message that is refused is given up, and holds up no other', async () => {
    const opened = await openedStore();
    const { given, queue } = desk(opened);
    const { notifier, taken, answer } = sink();
    answer((title) => (title === 'bad' ? { kind: 'refused', reason: 'too long' } : up()));
    await queue('bad', 'good');
    const report = await deliver(given([notifier]), BUDGET_MS);
    expect(report.channels).toEqual([{ channel: 'telegram', sent: 1, refused: 1 }]);
    expect(taken).toEqual(['good']);
    const states = (await opened.store.notifications.newest(9)).map(({ title, state }) => [
      title,
      state,
    ]);
    expect(states).toEqual([
      ['good', 'sent'],
      ['bad', 'failed'],
    ]);
  });

  it('one that a channel never answers does not keep later ones for ever', async () => {
    const opened = await openedStore();
    const { given, queue, pass } = desk(opened);
    const { notifier, taken, answer } = sink();
    answer((title) => (title === 'poison' ? new Error('boom') : up()));
    await queue('poison', 'good');
    for (const seconds of [0, 5, 10, 20]) {
      pass(seconds);
      await deliver(given([notifier]), BUDGET_MS);
    }
    expect(taken).toEqual(['good']);
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

  it('what Telegram asks to wait is waited', async () => {
    const opened = await openedStore();
    const { given, queue, pass } = desk(opened);
    const { notifier, tried, answer } = sink();
    answer(() => ({ kind: 'later', reason: 'Too Many Requests', waitSeconds: 77 }));
    await queue('a');
    await deliver(given([notifier]), BUDGET_MS);
    pass(76);
    await deliver(given([notifier]), BUDGET_MS);
    expect(tried).toHaveLength(1);
    pass(2);
    await deliver(given([notifier]), BUDGET_MS);
    expect(tried).toHaveLength(2);
  });

  it('a channel is not asked beyond its rate, and the rest waits for the next run', async () => {
    const opened = await openedStore();
    const { given, queue } = desk(opened);
    const { notifier, taken } = sink();
    const capped: Notifier = { ...notifier, windows: [{ seconds: 60, requests: 2 }] };
    await queue('a', 'b', 'c');
    const report = await deliver(given([capped]), BUDGET_MS);
    expect(report.channels[0]).toEqual({
      channel: 'telegram',
      sent: 2,
      refused: 0,
      stopped: 'its rate window is full',
    });
    expect(taken).toEqual(['a', 'b']);
  });

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
