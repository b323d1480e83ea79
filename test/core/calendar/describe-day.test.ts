import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { describeDay } from '../../../src/core/calendar/describe-day.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

describe('a day in words', () => {
  it.each([
    ['XNSE', '2026-11-26 is a session of XNSE: 09:15 to 15:30 IST'],
    ['XNSE', '2026-01-26 is closed on XNSE: Republic Day'],
    ['XBOM', '2026-11-28 is closed on XBOM: Saturday'],
    [
      'XNSE',
      '2026-11-08 is a Muhurat session of XNSE: 18:00 to 19:00 IST (Diwali Laxmi Pujan, hours to be confirmed)',
    ],
    [
      'XNSE',
      '2024-03-02 is a special session of XNSE: 09:15 to 10:00 and 11:30 to 12:30 IST (switch to the disaster recovery site, price bands of 5 %)',
    ],
    ['XNYS', '2026-07-01 is a session of XNYS: 09:30 to 16:00 EDT'],
    [
      'XNAS',
      '2026-11-27 is a shortened session of XNAS: 09:30 to 13:00 EST (day after Thanksgiving)',
    ],
    [
      'XNYS',
      '2031-01-02 is not known on XNYS: the calendar of XNYS knows 2000-01-01 to 2030-12-31; run "paperjobs calendar update"',
    ],
  ] as const)('on %s: %s', (exchange, sentence) => {
    const day = calendarOf(exchange).day(sessionDate(sentence.slice(0, 10)));
    expect(describeDay(day)).toBe(sentence);
  });
});
