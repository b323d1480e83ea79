import { Cron } from 'croner';
import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { istText, readInstant } from '../../src/core/market/instant.ts';
import { cronPatterns, nextDue, pointsOf, scheduleWords } from '../../src/kit/schedule.ts';
import type { Schedule } from '../../src/kit/schedule.ts';

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
const due = (schedules: readonly Schedule[], after: string): string | undefined => {
  const next = nextDue(schedules, readInstant(after));
  return next === undefined ? undefined : istText(next).slice(0, 16);
};

const QUOTES: Schedule = { days: 'Mon-Fri', everyMinutes: 1, from: '09:00', to: '15:45' };
const TWICE: Schedule = { days: 'Mon-Fri', at: ['15:35', '09:20'] };

describe('a schedule', () => {
  it('has its points in order, first and last in it', () => {
    expect(pointsOf(TWICE).map(clock)).toEqual(['09:20', '15:35']);
    const points = pointsOf(QUOTES);
    expect([points.length, points[0], points.at(-1)]).toEqual([
      406,
      minutes('09:00'),
      minutes('15:45'),
    ]);
  });

  it('has every point between its ends and in its rhythm', () => {
    const time = integer({ min: 0, max: 1439 });
    assert(
      property(time, time, integer({ min: 1, max: 300 }), (from, to, everyMinutes) => {
        const points = pointsOf({ days: 'daily', everyMinutes, from: clock(from), to: clock(to) });
        expect(points.every((point) => from <= point && point <= to)).toBe(true);
        expect(points.every((point) => (point - from) % everyMinutes === 0)).toBe(true);
        expect(points.length).toBe(from > to ? 0 : Math.floor((to - from) / everyMinutes) + 1);
      }),
    );
  });

  it('means the same as its cron patterns on every day of a week', () => {
    const days = constantFrom('daily', 'Mon-Fri', 'Sun', 'Sat', 'first-of-month');
    const start = integer({ min: 0, max: 1200 });
    assert(
      property(days, start, integer({ min: 7, max: 240 }), (which, from, everyMinutes) => {
        const schedule: Schedule = { days: which, everyMinutes, from: clock(from), to: '23:00' };
        const crons = cronPatterns(schedule).map(
          (pattern) => new Cron(pattern, { timezone: 'Asia/Kolkata' }),
        );
        const points = new Set(pointsOf(schedule));
        const seen = new Set<number>();
        for (const cron of crons) {
          // A Thursday to the Thursday after it, the first of a month in the midst.
          let at: Date | null = new Date('2026-04-29T18:29:59Z');
          for (;;) {
            at = cron.nextRun(at);
            if (!at || at.getTime() >= Date.parse('2026-05-07T18:30:00Z')) break;
            const text = istText(readInstant(at.toISOString()));
            const weekday = new Date(text.slice(0, 10)).getUTCDay();
            const point = minutes(text.slice(11, 16));
            expect(points.has(point), `${text} is a point`).toBe(true);
            if (which === 'Mon-Fri') expect([1, 2, 3, 4, 5]).toContain(weekday);
            if (which === 'Sat' || which === 'Sun') expect(weekday).toBe(which === 'Sat' ? 6 : 0);
            if (which === 'first-of-month') expect(Number(text.slice(8, 10))).toBeLessThan(8);
            seen.add(point);
          }
        }
        expect(seen.size, 'every point comes').toBe(points.size);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['2026-06-12T09:19:59', '2026-06-12T09:20'],
    ['2026-06-12T09:20', '2026-06-12T15:35'],
    ['2026-06-12T15:35', '2026-06-15T09:20'],
    ['2026-06-13T12:00', '2026-06-15T09:20'],
  ])('is due after %s at %s, past the weekend', (after, expected) => {
    expect(due([TWICE], after)).toBe(expected);
  });

  it('of several lines is due at the nearest of them, and without a line never', () => {
    expect(due([TWICE, { days: 'Sun', at: ['02:30'] }], '2026-06-12T18:00')).toBe(
      '2026-06-14T02:30',
    );
    expect(due([], '2026-06-12T18:00')).toBeUndefined();
  });

  it('is said in words', () => {
    expect(scheduleWords([])).toBe('by hand');
    expect(scheduleWords([QUOTES, { days: 'first-of-month', at: ['10:00'] }])).toBe(
      'Mon–Fri 09:00–15:45 every minute; first week of the month 10:00',
    );
    expect(scheduleWords([{ ...QUOTES, everyMinutes: 15 }])).toContain('every 15 minutes');
  });
});
