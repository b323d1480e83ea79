import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesAt, opensAt, slots } from '../../../src/core/calendar/calendar.ts';
import type { LearnedDay, TradingHours } from '../../../src/core/calendar/calendar.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { instant, istInstant, readInstant } from '../../../src/core/market/instant.ts';
import type { ExchangeCode } from '../../../src/core/market/listing.ts';
import {
  addDays,
  dateOfDay,
  dayNumber,
  sessionDate,
} from '../../../src/core/market/session-date.ts';

const EXCHANGES: readonly ExchangeCode[] = ['XNSE', 'XBOM', 'XNYS', 'XNAS'];
const HISTORY_END = sessionDate('2026-07-01');

const dates = fc
  .integer({ min: dayNumber(sessionDate('1997-01-01')), max: dayNumber(sessionDate('2034-12-31')) })
  .map(dateOfDay);

const hours: fc.Arbitrary<TradingHours> = fc
  .record({
    date: dates,
    open: fc.integer({ min: -60, max: 1500 }),
    length: fc.integer({ min: -30, max: 600 }),
  })
  .map(({ date, open, length }) => {
    const from = istInstant(date, '00:00') + open * 60;
    return { open: instant(from), close: instant(from + length * 60) };
  });

const learnedDays: fc.Arbitrary<readonly LearnedDay[]> = fc.array(
  fc.oneof(
    fc.record({
      exchange: fc.constantFrom(...EXCHANGES),
      session: dates,
      state: fc.constantFrom('open' as const, 'closed' as const),
      why: fc.constantFrom('', 'holiday', 'Diwali Laxmi Pujan*', 'budget'),
    }),
    fc
      .record({
        session: dates,
        open: fc.integer({ min: 0, max: 1439 }),
        length: fc.integer({ min: 1, max: 300 }),
      })
      .map(({ session, open, length }): LearnedDay => {
        const from = istInstant(session, '00:00') + open * 60;
        const told = { open: instant(from), close: instant(from + length * 60) };
        return { exchange: 'XNSE', session, state: 'open', why: 'special', hours: [told] };
      }),
    fc
      .record({ session: dates, hours: fc.array(hours, { maxLength: 3 }) })
      .map((one): LearnedDay => ({ ...one, exchange: 'XNSE', state: 'open', why: 'odd' })),
  ),
  { maxLength: 60 },
);

const cases = fc.record({ exchange: fc.constantFrom(...EXCHANGES), learned: learnedDays });

describe('every calendar, whatever lists it learned', () => {
  it('gives sessions in rising order that are open days with the same content', () => {
    const ranges = fc.record({ from: dates, days: fc.integer({ min: -5, max: 900 }) });
    fc.assert(
      fc.property(cases, ranges, ({ exchange, learned }, { from, days }) => {
        const calendar = calendarOf(exchange, learned);
        const to = addDays(from, days);
        const found = calendar.sessions(from, to);
        const open = Array.from({ length: Math.max(days + 1, 0) }, (_, ahead) =>
          calendar.day(addDays(from, ahead)),
        ).filter(({ state }) => state === 'open');
        expect(found).toEqual(open);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps hours in order, on their date, with every slot inside them', () => {
    fc.assert(
      fc.property(
        cases,
        dates,
        fc.constantFrom(1, 5, 15),
        ({ exchange, learned }, from, minutes) => {
          const calendar = calendarOf(exchange, learned);
          for (const day of calendar.sessions(from, addDays(from, 120))) {
            let free = -Infinity;
            for (const { open, close } of day.hours) {
              expect(open).toBeGreaterThanOrEqual(free);
              expect(close).toBeGreaterThan(open);
              free = close;
            }
            expect(calendar.dateAt(opensAt(day))).toBe(day.session);
            expect(calendar.dateAt(instant(closesAt(day) - 1))).toBe(day.session);
            const outside = slots(day, minutes).filter(
              (start) => !day.hours.some(({ open, close }) => start >= open && start < close),
            );
            expect(outside).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has the history that it had without them', () => {
    const plain = new Map(
      EXCHANGES.map((exchange) => {
        const calendar = calendarOf(exchange);
        return [exchange, calendar.sessions(calendar.knownFrom, HISTORY_END)];
      }),
    );
    fc.assert(
      fc.property(cases, ({ exchange, learned }) => {
        const calendar = calendarOf(exchange, learned);
        const sessions = calendar.sessions(sessionDate('1990-01-01'), HISTORY_END);
        expect(sessions).toEqual(plain.get(exchange));
      }),
      { numRuns: 15 },
    );
  });

  it('never knows less than before', () => {
    fc.assert(
      fc.property(cases, dates, ({ exchange, learned }, date) => {
        const [plain, taught] = [calendarOf(exchange), calendarOf(exchange, learned)];
        expect(taught.knownTo >= plain.knownTo).toBe(true);
        if (plain.day(date).state !== 'unknown') {
          expect(taught.day(date).state).not.toBe('unknown');
        }
      }),
    );
  });
});

describe('the ends of a calendar', () => {
  it.each([
    ['XNSE', 'Asia/Kolkata', '1999-01-01', '2026-12-31'],
    ['XBOM', 'Asia/Kolkata', '1999-01-01', '2026-12-31'],
    ['XNYS', 'America/New_York', '2000-01-01', '2030-12-31'],
    ['XNAS', 'America/New_York', '2000-01-01', '2030-12-31'],
  ] as const)('%s in %s knows %s to %s', (exchange, zone, knownFrom, knownTo) => {
    const calendar = calendarOf(exchange);
    expect(calendar).toMatchObject({ exchange, zone, knownFrom, knownTo });
    expect(calendar.day(addDays(calendar.knownFrom, -1)).state).toBe('unknown');
    expect(calendar.day(calendar.knownFrom).state).not.toBe('unknown');
    expect(calendar.day(calendar.knownTo).state).not.toBe('unknown');
    expect(calendar.day(addDays(calendar.knownTo, 1)).state).toBe('unknown');
  });

  it('says that earlier days cannot be had', () => {
    const { why } = { why: '', ...calendarOf('XNSE').day(sessionDate('1998-12-31')) };
    expect(why).toBe('the calendar of XNSE begins on 1999-01-01; ask for a later day');
  });

  it('tells the date on the wall', () => {
    const at = readInstant('2026-11-25T20:00:00Z');
    expect(calendarOf('XNSE').dateAt(at)).toBe('2026-11-26');
    expect(calendarOf('XNYS').dateAt(at)).toBe('2026-11-25');
  });
});
