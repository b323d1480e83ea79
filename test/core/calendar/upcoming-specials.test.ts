import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { upcomingSpecials } from '../../../src/core/calendar/upcoming-specials.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

describe('upcoming special sessions', () => {
  it('are the special and Muhurat ones of the range, oldest first', () => {
    const found = upcomingSpecials(
      calendarOf('XNSE'),
      sessionDate('2024-01-20'),
      sessionDate('2025-02-01'),
    );
    expect(found.map(({ session, kind }) => `${session} ${kind}`)).toEqual([
      '2024-01-20 special',
      '2024-03-02 special',
      '2024-05-18 special',
      '2024-11-01 muhurat',
      '2025-02-01 special',
    ]);
  });

  it('hold what a list has taught', () => {
    const session = sessionDate('2027-01-31');
    const learned = [{ exchange: 'XNSE', session, state: 'open', why: 'Union budget' }] as const;
    const calendar = calendarOf('XNSE', learned);
    const found = upcomingSpecials(calendar, sessionDate('2026-11-26'), sessionDate('2027-12-31'));
    expect(found.map((day) => day.session)).toEqual(['2027-01-31']);
  });

  it('leave out days that end early at their usual opening', () => {
    const calendar = calendarOf('XNYS');
    const [from, to] = [sessionDate('2025-01-01'), sessionDate('2025-12-31')];
    expect(calendar.sessions(from, to).some(({ kind }) => kind === 'shortened')).toBe(true);
    expect(upcomingSpecials(calendar, from, to)).toEqual([]);
  });
});
