import { describe, expect, it } from 'vitest';
import { daysOfYear, isWeekend, yearOf } from '../../../src/core/calendar/civil-year.ts';
import { addDays, isSessionDate, sessionDate } from '../../../src/core/market/session-date.ts';

describe('the days of a year', () => {
  it.each([
    [1900, 365],
    [2000, 366],
    [2023, 365],
    [2024, 366],
  ])('of %i are %i real dates, each a day after the other', (year, count) => {
    const days = daysOfYear(year);
    expect(days).toHaveLength(count);
    expect([days[0], days.at(-1)]).toEqual([`${year}-01-01`, `${year}-12-31`]);
    expect(days.every((day) => isSessionDate(day) && yearOf(day) === year)).toBe(true);
    expect(days.slice(1)).toEqual(days.slice(0, -1).map((day) => addDays(day, 1)));
  });
});

describe('a weekend', () => {
  it('is Saturday and Sunday', () => {
    const week = Array.from({ length: 7 }, (_, ahead) => addDays(sessionDate('2026-11-23'), ahead));
    expect(week.filter(isWeekend)).toEqual(['2026-11-28', '2026-11-29']);
  });
});
