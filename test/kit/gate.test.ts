import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import { askGate } from '../../src/kit/gate.ts';

const XNSE = calendarOf('XNSE');
const GATE = { beforeMinutes: 15, afterMinutes: 10 };
const ask = (moment: string) => askGate(GATE, XNSE, readInstant(moment));

describe('the gate', () => {
  it.each([
    ['2026-06-12T08:59:59', false, 'before it'],
    ['2026-06-12T09:00', true, 'a quarter of an hour before the opening'],
    ['2026-06-12T12:00', true, 'inside'],
    ['2026-06-12T15:40', true, 'ten minutes after the close'],
    ['2026-06-12T15:40:01', false, 'after it'],
    ['2025-10-21T11:00', false, 'the morning of a Muhurat day'],
    ['2025-10-21T13:45', true, 'the Muhurat session'],
    ['2026-02-01T12:00', true, 'a Sunday with a budget session'],
    ['2024-03-02T10:45', true, 'between the stretches of a split day'],
    ['2024-03-02T12:41', false, 'after a split day'],
  ])('at %s is open: %s (%s)', (moment, open) => {
    expect(ask(moment).open).toBe(open);
  });

  it('says when the exchange trades and what time it is', () => {
    expect(ask('2026-06-12T16:00').why).toBe(
      'XNSE trades from 09:15 to 15:30 IST on 2026-06-12; it is 16:00',
    );
    expect(ask('2026-06-13T12:00').why).toBe('XNSE is closed on 2026-06-13: Saturday');
  });

  it('refuses to guess about a day that no list has told', () => {
    expect(() => ask('2031-01-02T12:00')).toThrow(expect.objectContaining({ code: 'config' }));
  });
});
