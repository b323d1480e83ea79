import { describe, expect, test } from 'vitest';
import { closesAt, opensAt } from '../../src/core/calendar/calendar.ts';
import { Failure } from '../../src/core/failure.ts';
import { istTime, istText } from '../../src/core/market/instant.ts';
import { weekday } from '../../src/core/market/session-date.ts';
import { sandboxCalendar, sandboxNow } from '../../src/sandbox/calendar.ts';
import { yearDays } from '../../src/sandbox/year-days.ts';
import { at, on } from './moments.ts';

const calendar = sandboxCalendar();
const YEARS = Array.from({ length: 85 }, (_, index) => 2015 + index);

describe('sandboxCalendar', () => {
  test('opens a plain Tuesday from 09:15 to 15:30 with pre-open from 09:00', () => {
    const day = calendar.day(on('2026-06-16'));
    expect(day).toMatchObject({ state: 'open', kind: 'regular', exchange: 'XNSE' });
    if (day.state !== 'open') return;
    expect(
      [day.preOpen ?? day.session, opensAt(day), closesAt(day)].map(
        (moment) => typeof moment === 'number' && istTime(moment),
      ),
    ).toEqual(['09:00', '09:15', '15:30']);
  });

  test.each([
    ['2026-01-26', 'Republic Day'],
    ['2026-05-01', 'Maharashtra Day'],
    ['2029-08-15', 'Independence Day'],
    ['2031-10-02', 'Gandhi Jayanti'],
    ['2026-12-25', 'Christmas'],
    ['2026-06-20', 'Saturday'],
    ['2026-06-21', 'Sunday'],
  ])('is closed on %s: %s', (date, why) => {
    expect(calendar.day(on(date))).toMatchObject({ state: 'closed', why });
  });

  test('has one Muhurat evening, one Saturday session and twelve holidays in every year', () => {
    for (const year of YEARS) {
      const kinds = yearDays(year)
        .map((day) => day.kind)
        .toSorted();
      expect(kinds, `${year}`).toEqual([
        ...Array.from({ length: 12 }, () => 'holiday'),
        'muhurat',
        'special',
      ]);
    }
  });

  test('trades at most once a weekend day a year beside the evening, and 230 to 255 days a year', () => {
    for (const year of YEARS) {
      const sessions = calendar.sessions(on(`${year}-01-01`), on(`${year}-12-31`));
      expect(sessions.length, `${year}`).toBeGreaterThan(230);
      expect(sessions.length, `${year}`).toBeLessThan(256);
      const weekend = sessions.filter(({ session }) => [0, 6].includes(weekday(session)));
      expect(
        weekend.filter(({ kind }) => kind !== 'muhurat').map(({ kind }) => kind),
        `${year}`,
      ).toEqual(['special']);
    }
  });

  test('splits the Saturday session into two stretches in odd years', () => {
    const saturdays = [2025, 2026].map((year) =>
      yearDays(year).find((day) => day.kind === 'special'),
    );
    const days = saturdays.map((saturday) => calendar.day(saturday?.date ?? on('2000-01-01')));
    expect(days.map((day) => day.state === 'open' && day.hours.length)).toEqual([2, 1]);
  });

  test('keeps the Muhurat hour in the evening', () => {
    const evening = yearDays(2026).find((day) => day.kind === 'muhurat');
    const day = calendar.day(evening?.date ?? on('2000-01-01'));
    expect(day).toMatchObject({ state: 'open', kind: 'muhurat', why: 'Festival of Lamps' });
    expect(day.state === 'open' && istTime(opensAt(day))).toBe('18:15');
  });

  test('knows nothing before 2015 and after 2099', () => {
    expect(calendar.day(on('2014-12-31')).state).toBe('unknown');
    expect(calendar.day(on('2100-01-01')).state).toBe('unknown');
    expect(calendar.sessions(on('2010-01-01'), on('2014-12-31'))).toEqual([]);
    expect(calendar.day(on('2099-12-31')).state).not.toBe('unknown');
  });

  test('lists the sessions of a range in order, both ends in it', () => {
    const sessions = calendar.sessions(on('2026-06-15'), on('2026-06-19'));
    expect(sessions.map(({ session }) => session)).toEqual([
      '2026-06-15',
      '2026-06-16',
      '2026-06-17',
      '2026-06-18',
      '2026-06-19',
    ]);
  });
});

describe('sandboxNow', () => {
  test.each([
    ['2026-06-16T15:20', '2026-06-16T15:20:00+05:30', 'the moment itself'],
    ['2026-06-16T15:19:59', '2026-06-15T15:20:00+05:30', 'a second before it'],
    ['2026-06-21T12:00', '2026-06-19T15:20:00+05:30', 'a Sunday'],
    ['2026-12-25T16:00', '2026-12-24T15:20:00+05:30', 'a holiday'],
  ])('takes %s for %s: %s', (wall, expected) => {
    expect(istText(sandboxNow(at(wall)))).toBe(expected);
  });

  test('is a moment of continuous trading on every day of ten years', () => {
    for (
      let wall = at('2020-01-15T12:00') as number;
      wall < at('2030-01-15T12:00');
      wall += 86_400
    ) {
      const now = sandboxNow(at(new Date(wall * 1000).toISOString()));
      const day = calendar.day(calendar.dateAt(now));
      const trading =
        day.state === 'open' && day.hours.some(({ open, close }) => open <= now && now < close);
      expect(trading, new Date(wall * 1000).toISOString()).toBe(true);
      expect(now).toBeLessThanOrEqual(wall);
    }
  });

  test('refuses a clock outside the known years', () => {
    expect(() => sandboxNow(at('2014-06-16T12:00'))).toThrow(Failure);
    expect(() => sandboxNow(at('2100-06-16T12:00'))).toThrow(/set the clock/);
  });
});
