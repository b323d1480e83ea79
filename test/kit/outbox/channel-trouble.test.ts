import { describe, expect, it } from 'vitest';
import { deliver } from '../../../src/kit/outbox/deliver.ts';
import type { Notifier } from '../../../src/ports/notifier.ts';
import { openedStore } from '../../support/opened-store.ts';
import { BUDGET_MS, desk, down, sink, up } from './delivering-desk.ts';

describe('a channel in trouble', () => {
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
});
