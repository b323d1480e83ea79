import { expect, test } from 'vitest';
import type { LearnedDay } from '../../src/core/calendar/calendar.ts';
import { istInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

const DIWALI = sessionDate('2027-10-29');
const holiday: LearnedDay = {
  exchange: 'XNSE',
  session: sessionDate('2027-01-26'),
  state: 'closed',
  why: 'Republic Day',
};
const muhurat: LearnedDay = {
  exchange: 'XNSE',
  session: DIWALI,
  state: 'open',
  why: 'Muhurat',
  hours: [{ open: istInstant(DIWALI, '18:00'), close: istInstant(DIWALI, '19:00') }],
};

async function learning() {
  const { store, rowsWritten } = await openedStore();
  const learn = (...days: readonly LearnedDay[]): Promise<number> =>
    store.write((books) => books.calendarDays.learn(days, 'nse', NOW));
  return { store, rowsWritten, learn };
}

test('learned days come back as they were told, oldest first', async () => {
  const { store, learn } = await learning();
  expect(await learn(muhurat, holiday)).toBe(2);
  expect(await store.calendarDays.learned()).toEqual([holiday, muhurat]);
});

test('a day that a later list no longer names is never forgotten', async () => {
  const { store, learn } = await learning();
  await learn(holiday, muhurat);
  expect(await learn(holiday)).toBe(0);
  expect(await learn()).toBe(0);
  expect(await store.calendarDays.learned()).toEqual([holiday, muhurat]);
});

test('the same list again writes nothing', async () => {
  const { learn, rowsWritten } = await learning();
  await learn(holiday, muhurat);
  const before = rowsWritten();
  expect(await learn(holiday, muhurat)).toBe(0);
  expect(rowsWritten()).toBe(before);
});

test('a list that corrects a day is believed, and hours outlive a list without them', async () => {
  const { store, learn } = await learning();
  await learn(holiday, muhurat);
  const { hours, ...hourless } = muhurat;
  const corrected = { ...holiday, state: 'open', why: 'special session' } as const;
  expect(await learn(corrected, { ...hourless, why: 'Diwali' })).toBe(2);
  expect(await store.calendarDays.learned()).toEqual([
    corrected,
    { ...muhurat, why: 'Diwali', hours },
  ]);
});

test('exchanges have days of their own', async () => {
  const { store, learn } = await learning();
  const bombay = { ...holiday, exchange: 'XBOM', why: 'closed in Bombay' } as const;
  expect(await learn(holiday, bombay)).toBe(2);
  expect(await store.calendarDays.learned()).toHaveLength(2);
});
