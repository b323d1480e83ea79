import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { upcomingSpecials } from '../../src/core/calendar/upcoming-specials.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { onCalendar } from '../../src/deploy/on-calendar.ts';
import { timedLines } from '../../src/deploy/timed-line.ts';
import type { Schedule } from '../../src/kit/schedule.ts';
import { MARKET_MINUTES } from './made-up-jobs.ts';

/** Muhurat trading on a Sunday evening, 18:00 to 19:00. */
const MUHURAT = upcomingSpecials(
  calendarOf('XNSE'),
  sessionDate('2026-11-01'),
  sessionDate('2026-11-30'),
);
/** A Sunday with the full hours of a session. */
const BUDGET = upcomingSpecials(
  calendarOf('XNSE'),
  sessionDate('2026-02-01'),
  sessionDate('2026-02-01'),
);

const events = (schedule: Schedule, specials = MUHURAT): string[] =>
  timedLines([schedule], specials).flatMap(onCalendar);

describe('a schedule as calendar events', () => {
  it('of every minute from 09:15 to 15:30 is three lines, and a Muhurat evening its own', () => {
    expect(events(MARKET_MINUTES)).toEqual([
      'Mon..Fri *-*-* 09:15..59:00 Asia/Kolkata',
      'Mon..Fri *-*-* 10..14:*:00 Asia/Kolkata',
      'Mon..Fri *-*-* 15:00..30:00 Asia/Kolkata',
      '2026-11-08 18:*:00 Asia/Kolkata',
      '2026-11-08 19:00:00 Asia/Kolkata',
    ]);
  });

  it('of hours around trading moves with the session, and nothing comes twice', () => {
    const hourly: Schedule = { days: 'Mon-Fri', at: ['09:20', '10:20', '15:20', '15:35'] };
    expect(events(hourly).slice(-1)).toEqual(['2026-11-08 18,19:05:00 Asia/Kolkata']);
  });

  it('after the close stays on its hour, later than the close', () => {
    const evening: Schedule = { days: 'Mon-Fri', everyMinutes: 30, from: '18:15', to: '20:15' };
    expect(events(evening).slice(-2)).toEqual([
      '2026-11-08 19:15,45:00 Asia/Kolkata',
      '2026-11-08 20:15:00 Asia/Kolkata',
    ]);
  });

  it('on a Sunday with full hours is that of any other day', () => {
    expect(events(MARKET_MINUTES, BUDGET).slice(3)).toEqual([
      '2026-02-01 09:15..59:00 Asia/Kolkata',
      '2026-02-01 10..14:*:00 Asia/Kolkata',
      '2026-02-01 15:00..30:00 Asia/Kolkata',
    ]);
  });

  it.each<[Schedule, string[]]>([
    [{ days: 'daily', at: ['02:00'] }, ['*-*-* 02:00:00 Asia/Kolkata']],
    [{ days: 'Sun', at: ['02:30'] }, ['Sun *-*-* 02:30:00 Asia/Kolkata']],
    [{ days: 'first-of-month', at: ['10:00'] }, ['*-*-01..07 10:00:00 Asia/Kolkata']],
    [{ cron: '*/20 9-10 * 1,4 mon,wed' }, ['Mon,Wed *-01,04-* 09,10:00/20:00 Asia/Kolkata']],
    [{ cron: '0 8 1,15 * *' }, ['*-*-01,15 08:00:00 Asia/Kolkata']],
  ])('%j has no dated lines', (schedule, expected) => {
    expect(events(schedule)).toEqual(expected);
  });
});
