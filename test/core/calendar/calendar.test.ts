import { describe, expect, it } from 'vitest';
import { closesAt, opensAt, slots } from '../../../src/core/calendar/calendar.ts';
import type { OpenDay } from '../../../src/core/calendar/calendar.ts';
import { istInstant, istTime } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const session = sessionDate('2024-05-18');

function dayWith(...hours: readonly (readonly [open: string, close: string])[]): OpenDay {
  return {
    state: 'open',
    exchange: 'XNSE',
    session,
    kind: 'special',
    hours: hours.map(([open, close]) => ({
      open: istInstant(session, open),
      close: istInstant(session, close),
    })),
  };
}

describe('slots of a session', () => {
  it('begin afresh in each stretch and leave the pause out', () => {
    const day = dayWith(['09:15', '10:00'], ['11:45', '12:40']);
    const starts = slots(day, 15).map(istTime);
    expect(starts).toEqual(['09:15', '09:30', '09:45', '11:45', '12:00', '12:15', '12:30']);
  });

  it('are 375 minutes in an ordinary session', () => {
    expect(slots(dayWith(['09:15', '15:30']), 1)).toHaveLength(375);
  });

  it('lie between the first opening and the last close', () => {
    const day = dayWith(['09:15', '10:00'], ['11:45', '12:40']);
    expect(istTime(opensAt(day))).toBe('09:15');
    expect(istTime(closesAt(day))).toBe('12:40');
  });
});
