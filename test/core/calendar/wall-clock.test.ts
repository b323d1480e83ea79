import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clockOf,
  wallDate,
  wallInstant,
  wallMinute,
  wallTime,
} from '../../../src/core/calendar/wall-clock.ts';
import { instant, istInstant, readInstant, utcText } from '../../../src/core/market/instant.ts';
import { dateOfDay, dayNumber, sessionDate } from '../../../src/core/market/session-date.ts';

const day = sessionDate('2026-11-26');

describe('a clock on the wall', () => {
  it('reads Indian time', () => {
    const india = clockOf('XNSE');
    expect(wallInstant(india, dayNumber(day), 555)).toBe(istInstant(day, '09:15'));
    expect(wallTime(india, istInstant(day, '09:15'))).toBe('09:15');
    expect(wallDate(india, readInstant('2026-11-25T18:30:00Z'))).toBe('2026-11-26');
    expect(wallDate(india, readInstant('2026-11-25T18:29:59Z'))).toBe('2026-11-25');
    expect(india.abbreviation(instant(0))).toBe('IST');
  });

  it('reads New York time in winter and summer', () => {
    const newYork = clockOf('XNAS');
    const summer = dayNumber(sessionDate('2026-07-01'));
    expect(utcText(wallInstant(newYork, dayNumber(day), 570))).toBe('2026-11-26T14:30:00Z');
    expect(utcText(wallInstant(newYork, summer, 570))).toBe('2026-07-01T13:30:00Z');
    expect(newYork.abbreviation(readInstant('2026-07-01T12:00:00Z'))).toBe('EDT');
    expect(newYork.abbreviation(readInstant('2026-12-01T12:00:00Z'))).toBe('EST');
    expect(wallDate(newYork, readInstant('2026-07-01T03:59:59Z'))).toBe('2026-06-30');
  });

  it('tells minutes from midnight of a date, also outside of it', () => {
    const india = clockOf('XBOM');
    expect(wallMinute(india, day, istInstant(day, '18:15'))).toBe(1095);
    expect(wallMinute(india, day, instant(istInstant(day, '00:00') - 60))).toBe(-1);
  });

  it('comes back to the minute from the moment of it, away from the nights of change', () => {
    const cases = fc.record({
      exchange: fc.constantFrom('XNSE' as const, 'XNYS' as const),
      number: fc.integer({ min: 10_957, max: 22_000 }),
      minute: fc.integer({ min: 240, max: 1439 }),
    });
    fc.assert(
      fc.property(cases, ({ exchange, number, minute }) => {
        const clock = clockOf(exchange);
        const at = wallInstant(clock, number, minute);
        expect(wallMinute(clock, dateOfDay(number), at)).toBe(minute);
        expect(wallDate(clock, at)).toBe(dateOfDay(number));
      }),
    );
  });
});
