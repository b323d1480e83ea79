import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import type { OpenDay } from '../../../src/core/calendar/calendar.ts';
import { istInstant } from '../../../src/core/market/instant.ts';
import { dateOfDay, dayNumber, sessionDate } from '../../../src/core/market/session-date.ts';
import { closedSlots, finishedAt, stretchEnd, windowsOver } from '../../../src/core/sync/plan.ts';

const FIRST = dayNumber(sessionDate('2020-01-01'));
const sessionLists = fc
  .uniqueArray(fc.integer({ min: FIRST, max: FIRST + 400 }), { maxLength: 80 })
  .map((days) => days.toSorted((a, b) => a - b).map(dateOfDay));

describe('windowsOver', () => {
  test('covers every session once, in order, with no window too long', () => {
    fc.assert(
      fc.property(sessionLists, fc.integer({ min: 1, max: 100 }), (sessions, windowDays) => {
        const windows = windowsOver(sessions, windowDays);
        for (const session of sessions) {
          const around = windows.filter(({ from, to }) => from <= session && session <= to);
          expect(around, session).toHaveLength(1);
        }
        for (const [place, { from, to }] of windows.entries()) {
          expect(dayNumber(to) - dayNumber(from) + 1).toBeLessThanOrEqual(windowDays);
          expect(sessions).toContain(from);
          expect(sessions).toContain(to);
          expect(place === 0 || (windows[place - 1]?.to ?? '') < from).toBe(true);
        }
      }),
    );
  });

  test('needs as few windows as can be', () => {
    fc.assert(
      fc.property(sessionLists, fc.integer({ min: 1, max: 100 }), (sessions, windowDays) => {
        // Sessions of which no two fit into one window need a window each.
        let apart = 0;
        let last = -Infinity;
        for (const day of sessions.map(dayNumber)) {
          if (day - last < windowDays) continue;
          apart++;
          last = day;
        }
        expect(windowsOver(sessions, windowDays)).toHaveLength(apart);
      }),
    );
  });
});

describe('closed bars of a day', () => {
  const calendar = calendarOf('XNSE');
  const session = sessionDate('2026-07-15');
  const day = calendar.day(session) as OpenDay;
  const closed = (time: string, interval: '1m' | '5m' | '15m' = '5m') =>
    closedSlots(day, interval, istInstant(session, time)).length;

  test.each([
    ['09:15', 0],
    ['09:20', 0],
    ['09:20:04', 0],
    ['09:20:05', 1],
    ['09:25:05', 2],
    ['15:30', 74],
    ['15:30:05', 75],
    ['23:00', 75],
  ])('at %s there are %i of five minutes', (time, count) => {
    expect(closed(time)).toBe(count);
  });

  test('of other lengths are counted by the same clock', () => {
    expect([closed('10:00:05', '1m'), closed('10:00:05', '15m')]).toEqual([45, 3]);
    expect([closed('23:00', '1m'), closed('23:00', '15m')]).toEqual([375, 25]);
  });

  test('are all closed when the day is finished, and the daily one later', () => {
    expect(finishedAt(day, '5m')).toBe(istInstant(session, '15:30:05'));
    expect(finishedAt(day, '1d')).toBe(istInstant(session, '16:10'));
  });

  test('end with the stretch of trading in which they lie', () => {
    const split: OpenDay = {
      ...day,
      hours: [
        { open: istInstant(session, '09:15'), close: istInstant(session, '10:00') },
        { open: istInstant(session, '11:30'), close: istInstant(session, '12:28') },
      ],
    };
    const end = (time: string) => stretchEnd(split, istInstant(session, time));
    expect(end('09:15')).toBe(istInstant(session, '10:00'));
    expect(end('12:27:59')).toBe(istInstant(session, '12:28'));
    for (const outside of ['09:14', '10:00', '11:00', '12:28']) expect(end(outside)).toBe(0);
    const at = istInstant(session, '12:28:05');
    const last = closedSlots(split, '5m', at).at(-1);
    expect(last, 'the short last bar is closed with its stretch').toBe(
      istInstant(session, '12:25'),
    );
    expect(closedSlots(split, '15m', istInstant(session, '10:30'))).toHaveLength(3);
  });
});
