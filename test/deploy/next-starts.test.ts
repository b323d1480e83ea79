import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { upcomingSpecials } from '../../src/core/calendar/upcoming-specials.ts';
import { istText, readInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { lineChanges } from '../../src/deploy/line-changes.ts';
import { nextStarts } from '../../src/deploy/next-starts.ts';
import { timedLines } from '../../src/deploy/timed-line.ts';
import type { Schedule } from '../../src/kit/schedule.ts';
import { MARKET_MINUTES } from './made-up-jobs.ts';

const MUHURAT = upcomingSpecials(
  calendarOf('XNSE'),
  sessionDate('2026-11-01'),
  sessionDate('2026-11-30'),
);

const next = (schedule: Schedule, after: string, count = 1): string[] =>
  nextStarts(timedLines([schedule], MUHURAT), readInstant(after), count).map((at) =>
    istText(at).slice(0, 16),
  );

describe('the next starts', () => {
  it.each<[Schedule, string, string]>([
    [MARKET_MINUTES, '2026-11-06T15:30', '2026-11-08T18:00'],
    [MARKET_MINUTES, '2026-11-08T19:00', '2026-11-09T09:15'],
    [{ days: 'Sat', at: ['08:00'] }, '2026-11-06T15:30', '2026-11-07T08:00'],
    [{ days: 'first-of-month', at: ['10:00'] }, '2026-11-07T10:00', '2026-12-01T10:00'],
    [{ cron: '0 9 29 2 *' }, '2026-11-07T10:00', '2028-02-29T09:00'],
    [{ cron: '0 9 * 3 mon' }, '2026-11-07T10:00', '2027-03-01T09:00'],
  ])('of %j after %s: %s', (schedule, after, expected) => {
    expect(next(schedule, after)).toEqual([expected]);
  });

  it('come in order, as many as asked, or as there are', () => {
    expect(next(MARKET_MINUTES, '2026-11-06T15:28', 3)).toEqual([
      '2026-11-06T15:29',
      '2026-11-06T15:30',
      '2026-11-08T18:00',
    ]);
    expect(next({ cron: '0 0 31 2 *' }, '2026-11-06T15:28', 2)).toEqual([]);
  });
});

describe('changes of lines', () => {
  it.each([
    ['a\nb\nc', 'a\nb\nc', []],
    ['a\nb\nc', 'a\nx\nc', ['- b', '+ x']],
    ['a\nc', 'a\nb\nc', ['+ b']],
    ['a\nb\nc', 'c', ['- a', '- b']],
    ['', 'a', ['- ', '+ a']],
  ])('from %j to %j', (before, after, changes) => {
    expect(lineChanges(before, after)).toEqual(changes);
  });
});
