import { describe, expect, it } from 'vitest';
import type { LearnedDay } from '../../../src/core/calendar/calendar.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { istInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { open, said } from './learned.ts';

describe('hours that a list tells', () => {
  it('have pre-open and auction only where the hours are the usual ones', () => {
    const short = open('2026-12-16', 'rain', ['09:15', '12:30']);
    const late = open('2026-12-17', 'rain', ['11:15', '15:30']);
    const calendar = calendarOf('XNSE', [short, late]);
    expect(calendar.day(short.session)).toMatchObject({
      preOpen: istInstant(short.session, '09:00'),
    });
    expect(calendar.day(short.session)).not.toHaveProperty('derivativeStocksClose');
    expect(calendar.day(late.session)).not.toHaveProperty('preOpen');
    expect(calendar.day(late.session)).toMatchObject({
      derivativeStocksClose: istInstant(late.session, '15:15'),
    });
  });

  it('may last until midnight, and no minute longer', () => {
    const until = (date: string, time: string): LearnedDay => ({
      ...open('2026-12-16', 'late'),
      hours: [
        {
          open: istInstant(sessionDate('2026-12-16'), '22:00'),
          close: istInstant(sessionDate(date), time),
        },
      ],
    });
    expect(said('2026-12-16', [until('2026-12-17', '00:00')])).toContain('22:00 to 00:00 IST');
    expect(said('2026-12-16', [until('2026-12-17', '00:01')])).toContain('09:15 to 15:30 IST');
  });

  it('lose hours that are not of that day, run backwards or overlap', () => {
    const otherDay = {
      ...open('2026-12-05', 'trial'),
      hours: open('2026-12-06', '', ['10:00', '11:00']).hours ?? [],
    };
    expect(said('2026-12-05', [otherDay])).toContain('09:15 to 15:30 IST (trial)');
    const backwards = open('2026-12-05', 'trial', ['12:30', '11:30'], ['10:00', '11:00']);
    expect(said('2026-12-05', [backwards])).toContain(': 10:00 to 11:00 IST');
    const overlapping = open('2026-12-05', 'trial', ['10:00', '11:00'], ['10:30', '12:00']);
    expect(said('2026-12-05', [overlapping])).toContain(': 10:00 to 11:00 IST');
  });
});
