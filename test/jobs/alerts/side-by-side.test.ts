import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NotificationDraft } from '../../../src/core/notification/notification.ts';
import { openStore } from '../../../src/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { alertDesk } from './alert-desk.ts';

const DAY = '2026-11-26T';

describe('alerts looked at by several at once', () => {
  it('two scanners at once: one event and one notification', async () => {
    const path = join(temporaryFolder(), 'desk.db');
    const desk = await alertDesk(`${DAY}11:00`, path);
    const others = await Promise.all([openStore(path), openStore(path), openStore(path)]);
    onTestFinished(async () => {
      await Promise.all(others.map((one) => one.close()));
    });
    await desk.rule('ACME close > 100');
    await desk.rule('@watchlist close crosses above 100');
    for (const [minute, price] of [99, 101, 99, 102].entries()) {
      desk.moveTo(`${DAY}11:0${minute}`);
      await desk.price('ACME', price);
      const reports = await Promise.all(
        [desk.opened, ...others].map((opened) => desk.run({}, opened)),
      );
      expect(reports.map(({ outcome }) => outcome).every((one) => /ok|noop/.test(one))).toBe(true);
    }
    expect(await desk.events()).toEqual(['11:01 ACME', '11:01 ACME', '11:03 ACME', '11:03 ACME']);
    // Without the lock a run takes the open row of another for that of a dead one, and says so.
    const told = await desk.opened.store.notifications.newest(99);
    expect(told.filter(({ topic }) => topic === 'alert')).toHaveLength(4);
  });

  it('no event without its notification: what fails in between leaves neither', async () => {
    const desk = await alertDesk(`${DAY}11:00`);
    await desk.rule('ACME close > 100');
    await desk.price('ACME', 101);
    const { store } = desk.opened;
    const broken = {
      ...desk.opened,
      store: {
        ...store,
        write: <Result>(work: Parameters<typeof store.write<Result>>[0]) =>
          store.write((books) =>
            work({
              ...books,
              notifications: {
                ...books.notifications,
                // What is told of the failed run itself goes through.
                queue: (draft: NotificationDraft) =>
                  draft.topic === 'alert'
                    ? Promise.reject(new Error('cut off here'))
                    : books.notifications.queue(draft),
              },
            }),
          ),
      },
    };
    expect(await desk.run({}, broken)).toMatchObject({ outcome: 'bug' });
    expect(await desk.events()).toEqual([]);
    expect(await store.alertStates.list()).toEqual([]);
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
    const told = await store.notifications.newest(9);
    expect(told.filter(({ topic }) => topic === 'alert')).toHaveLength(1);
  });

  it('a rule that is changed or removed while it is looked at is left alone', async () => {
    const desk = await alertDesk(`${DAY}11:00`);
    await desk.rule('ACME close > 100');
    await desk.price('ACME', 101);
    const { store } = desk.opened;
    const late = {
      ...desk.opened,
      store: {
        ...store,
        alertStates: {
          list: async () => {
            await store.write((books) => books.alertRules.remove(1));
            return [];
          },
        },
      },
    };
    expect(await desk.run({}, late)).toMatchObject({ outcome: 'noop', counts: { fired: 0 } });
    expect(await desk.events()).toEqual([]);
  });
});
