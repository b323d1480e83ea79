import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dateOfDay,
  dayNumber,
  earlierOf,
  isSessionDate,
  laterOf,
  readDayMonthYear,
  sessionDate,
  weekday,
} from '../../../src/core/market/session-date.ts';
import { failureFrom } from '../../config/failure-of.ts';

const FIRST = dayNumber(sessionDate('1000-01-01'));
const LAST = dayNumber(sessionDate('9999-12-31'));
const days = fc.integer({ min: FIRST, max: LAST });

describe('sessionDate', () => {
  test.each(['2026-11-26', '2024-02-29', '2000-02-29', '1970-01-01', '1000-01-01', '9999-12-31'])(
    'takes %s',
    (text) => {
      expect(sessionDate(text)).toBe(text);
    },
  );

  test.each([
    '',
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-11-31',
    '0999-12-31',
    '0000-01-01',
    '10000-01-01',
    '26-11-26',
    '2026-1-1',
    '2026/11/26',
    '20261126',
    ' 2026-11-26',
    '2026-11-26\n',
    '2026-11-26T00:00',
    '२०२६-११-२६',
  ])('refuses %j as usage and shows it', (text) => {
    expect(isSessionDate(text)).toBe(false);
    const failure = failureFrom(() => sessionDate(text));
    expect(failure.code).toBe('usage');
    expect(failure.message).toContain(`found "${text}"`);
  });
});

describe('counting days', () => {
  test('begins on 1 January 1970, a Thursday', () => {
    expect(dayNumber(sessionDate('1970-01-01'))).toBe(0);
    expect(dayNumber(sessionDate('1969-12-31'))).toBe(-1);
    expect(weekday(sessionDate('1970-01-01'))).toBe(4);
    expect(weekday(sessionDate('1969-12-28'))).toBe(0);
    expect(weekday(sessionDate('2026-11-26'))).toBe(4);
  });

  test('comes back to the same day, in the order of the texts', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const [first, second] = [dateOfDay(a), dateOfDay(b)];
        expect(dayNumber(first)).toBe(a);
        expect(first < second).toBe(a < b);
        expect(addDays(first, b - a)).toBe(second);
        expect(weekday(addDays(first, first < '9999-01-01' ? 7 : -7))).toBe(weekday(first));
        expect([earlierOf(first, second), laterOf(first, second)]).toEqual(
          [first, second].toSorted(),
        );
      }),
    );
  });

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-11-26', 0, '2026-11-26'],
  ])('%s and %i days is %s', (from, count, to) => {
    expect(addDays(sessionDate(from), count)).toBe(to);
  });

  test('does not go past the years of four digits', () => {
    expect(failureFrom(() => addDays(sessionDate('9999-12-31'), 1)).code).toBe('usage');
    expect(failureFrom(() => addDays(sessionDate('1000-01-01'), -1)).code).toBe('usage');
  });
});

describe('readDayMonthYear', () => {
  test.each([
    ['03-JAN-2011', '2011-01-03'],
    ['1-Oct-2007', '2007-10-01'],
    ['15-May-26', '2026-05-15'],
    ['06-oct-2008', '2008-10-06'],
    [' 31-DEC-69 ', '2069-12-31'],
    ['01-JAN-70', '1970-01-01'],
    ['29-FEB-2024', '2024-02-29'],
  ])('reads %j as %s', (text, date) => {
    expect(readDayMonthYear(text)).toBe(date);
  });

  test.each([
    '',
    '29-FEB-2025',
    '31-APR-2026',
    '00-JAN-2026',
    '1-XYZ-2026',
    '1-JAN-026',
    '2026-01-01',
  ])('does not read %j', (text) => {
    expect(readDayMonthYear(text)).toBeUndefined();
  });
});
