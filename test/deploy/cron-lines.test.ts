import { Cron } from 'croner';
import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInstant } from '../../src/core/market/instant.ts';
import { cronFields } from '../../src/deploy/cron-lines.ts';
import { timedLines } from '../../src/deploy/timed-line.ts';
import { zoneOffsets } from '../../src/deploy/zone-offsets.ts';
import { cronPatterns } from '../../src/kit/schedule.ts';
import type { Schedule } from '../../src/kit/schedule.ts';
import { MARKET_MINUTES } from './made-up-jobs.ts';

const fieldsOf = (schedule: Schedule, offset: number): string[] =>
  timedLines([schedule], []).flatMap((line) => cronFields(line, offset));

const WEEK_START = Date.parse('2026-06-07T18:30:00Z');
const WEEK_END = Date.parse('2026-06-14T18:30:00Z');

/** Starts between two Mondays of India, in epoch milliseconds. */
function startsOf(patterns: readonly string[], zone: string, shiftMs = 0): number[] {
  const found = new Set<number>();
  for (const pattern of patterns) {
    const cron = new Cron(pattern, { timezone: zone });
    let at = cron.nextRun(new Date(WEEK_START - 1 + shiftMs));
    while (at && at.getTime() - shiftMs < WEEK_END) {
      found.add(at.getTime() - shiftMs);
      at = cron.nextRun(at);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}

describe('time fields for a wall elsewhere', () => {
  it.each<[Schedule, number, string[]]>([
    [MARKET_MINUTES, 0, ['45-59 3 * * 1-5', '* 4-9 * * 1-5', '0 10 * * 1-5']],
    [MARKET_MINUTES, 330, ['15-59 9 * * 1-5', '* 10-14 * * 1-5', '0-30 15 * * 1-5']],
    [
      MARKET_MINUTES,
      -300,
      ['45-59 22 * * 0-4', '* 23 * * 0-4', '* 0-4 * * 1-5', '0 5 * * 1-5'].toSorted(),
    ],
    [{ days: 'Sun', at: ['02:30'] }, 0, ['0 21 * * 6']],
    [{ days: 'daily', at: ['02:00'] }, 0, ['30 20 * * *']],
    [{ days: 'first-of-month', at: ['01:00'] }, 0, ['30 19 1-6,28-31 * *']],
    [{ days: 'first-of-month', at: ['23:00'] }, 660, ['30 4 2-8 * *']],
  ])('%j at %i minutes from UTC', (schedule, offset, expected) => {
    expect(fieldsOf(schedule, offset).toSorted()).toEqual(expected.toSorted());
  });

  it('have a date of the day on that wall', () => {
    const line = { days: { date: '2026-03-01' }, points: [120, 600] } as const;
    expect(cronFields({ ...line, days: { date: line.days.date as never } }, 0)).toEqual([
      '30 20 28 2 *',
      '30 4 1 3 *',
    ]);
  });

  it('come at the same instants as the schedule in India, whatever the offset', () => {
    const days = constantFrom('daily', 'Mon-Fri', 'Sun', 'Sat');
    const time = integer({ min: 0, max: 1439 });
    const quarters = integer({ min: -48, max: 56 });
    assert(
      property(days, time, integer({ min: 30, max: 400 }), quarters, (which, from, every, zone) => {
        const clock = `${String(Math.floor(from / 60)).padStart(2, '0')}:${String(from % 60).padStart(2, '0')}`;
        const schedule: Schedule = { days: which, everyMinutes: every, from: clock, to: '23:59' };
        const offset = zone * 15;
        const there = startsOf(fieldsOf(schedule, offset), 'UTC', offset * 60_000);
        expect(there).toEqual(startsOf(cronPatterns(schedule), 'Asia/Kolkata'));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the distances of a zone from UTC', () => {
  const from = readInstant('2026-11-26T12:00');

  it.each([
    ['UTC', [0]],
    ['Asia/Kolkata', [330]],
    ['Asia/Kathmandu', [345]],
    ['America/New_York', [-300, -240]],
    ['Europe/London', [0, 60]],
    ['Australia/Lord_Howe', [630, 660]],
  ])('%s: %j minutes in the year ahead', (zone, offsets) => {
    expect(zoneOffsets(zone, from)).toEqual(offsets);
  });

  it('of a name that is no zone are refused', () => {
    expect(() => zoneOffsets('Asia/Kolkatta', from)).toThrow('found "Asia/Kolkatta"');
  });
});
