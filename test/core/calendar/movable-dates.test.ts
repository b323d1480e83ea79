import { describe, expect, it } from 'vitest';
import { easterSunday, lastWeekday, nthWeekday } from '../../../src/core/calendar/movable-dates.ts';

describe('Easter Sunday', () => {
  // Dates of the U.S. Census Bureau's table of Easter, and its earliest and latest date.
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2030, '2030-04-21'],
    [2049, '2049-04-18'],
  ])('of %i is %s', (year, date) => {
    expect(easterSunday(year)).toBe(date);
  });

  it('is right in every year that the exchanges of New York ship', () => {
    const table =
      '04-23 04-15 03-31 04-20 04-11 03-27 04-16 04-08 03-23 04-12 04-04 04-24 04-08 03-31 04-20 04-05 ' +
      '03-27 04-16 04-01 04-21 04-12 04-04 04-17 04-09 03-31 04-20 04-05 03-28 04-16 04-01 04-21';
    const dates = table.split(' ').map((date, place) => `${2000 + place}-${date}`);
    expect(dates.map((_, place) => easterSunday(2000 + place))).toEqual(dates);
    expect(dates.at(-1)).toBe('2030-04-21');
  });
});

describe('weekdays of a month', () => {
  it('are counted from the first of the month', () => {
    expect(nthWeekday(2026, 11, 4, 4)).toBe('2026-11-26');
    expect(nthWeekday(2026, 6, 1, 1), 'the month begins with it').toBe('2026-06-01');
    expect(nthWeekday(2026, 2, 0, 4)).toBe('2026-02-22');
  });

  it('are counted back from its last day', () => {
    expect(lastWeekday(2026, 5, 1)).toBe('2026-05-25');
    expect(lastWeekday(2027, 5, 1), 'the month ends with it').toBe('2027-05-31');
    expect(lastWeekday(2026, 12, 4), 'of December').toBe('2026-12-31');
  });
});
