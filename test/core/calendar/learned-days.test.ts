import { describe, expect, it } from 'vitest';
import type { LearnedDay } from '../../../src/core/calendar/calendar.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { istInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { closed, open, said } from './learned.ts';

/** A whole list of 2027, weekend holidays and the Muhurat day in it; dates invented. */
const LIST_OF_2027: readonly LearnedDay[] = [
  closed('2027-01-26', 'Republic Day'),
  closed('2027-03-22', 'Holi'),
  closed('2027-03-26', 'Good Friday'),
  closed('2027-04-14', 'Ambedkar Jayanti'),
  closed('2027-05-01', 'Maharashtra Day'),
  closed('2027-05-17', 'Bakri Id'),
  closed('2027-08-15', 'Independence Day'),
  closed('2027-09-06', 'Ganesh Chaturthi'),
  closed('2027-10-29', 'Diwali Laxmi Pujan*'),
  closed('2027-11-15', 'Guru Nanak Jayanti'),
];

describe('a year past the shipped ones', () => {
  it('is unknown until its list was learned, weekends too, and the sentence says what to do', () => {
    const calendar = calendarOf('XNSE');
    expect(calendar.knownTo).toBe('2026-12-31');
    const sentence =
      '2027-03-02 is not known on XNSE: the calendar of XNSE knows 1999-01-01 to 2026-12-31; ' +
      'run "paperjobs calendar update"';
    expect(said('2027-03-02', [])).toBe(sentence);
    expect(calendar.day(sessionDate('2027-03-06')).state).toBe('unknown');
    expect(calendar.sessions(sessionDate('2026-12-24'), sessionDate('2027-01-31'))).toHaveLength(5);
  });

  it('is known to its end once a whole list was learned', () => {
    const calendar = calendarOf('XNSE', LIST_OF_2027);
    expect(calendar.knownTo).toBe('2027-12-31');
    expect(said('2027-01-26', LIST_OF_2027)).toBe('2027-01-26 is closed on XNSE: Republic Day');
    expect(said('2027-01-27', LIST_OF_2027)).toBe(
      '2027-01-27 is a session of XNSE: 09:15 to 15:30 IST',
    );
    expect(said('2027-08-15', LIST_OF_2027)).toBe('2027-08-15 is closed on XNSE: Sunday');
    expect(said('2028-01-03', LIST_OF_2027)).toContain('knows 1999-01-01 to 2026-12-31, 2027;');
    const sessions = calendar.sessions(sessionDate('2027-01-01'), sessionDate('2027-12-31'));
    expect(sessions, '261 weekdays, seven closed, Muhurat open').toHaveLength(254);
    expect(sessions.at(0)?.derivativeStocksClose).toBe(
      istInstant(sessionDate('2027-01-01'), '15:15'),
    );
  });

  it('has its Muhurat session although the list has a holiday on that day', () => {
    expect(said('2027-10-29', LIST_OF_2027)).toBe(
      '2027-10-29 is a Muhurat session of XNSE: 18:00 to 19:00 IST ' +
        '(Diwali Laxmi Pujan, hours to be confirmed)',
    );
    const told = open('2027-10-29', 'Muhurat trading', ['14:00', '15:00']);
    for (const list of [
      [...LIST_OF_2027, told],
      [told, ...LIST_OF_2027],
    ]) {
      expect(said('2027-10-29', list)).toBe(
        '2027-10-29 is a Muhurat session of XNSE: 14:00 to 15:00 IST (Muhurat trading)',
      );
    }
  });

  it('is not taken for known from a list that cannot be whole', () => {
    const withoutLandmark = LIST_OF_2027.slice(1);
    const tooShort = LIST_OF_2027.slice(0, 8);
    expect(tooShort.some(({ session }) => session === '2027-01-26')).toBe(true);
    for (const list of [withoutLandmark, tooShort]) {
      const calendar = calendarOf('XNSE', list);
      expect(calendar.knownTo).toBe('2026-12-31');
      expect(calendar.day(sessionDate('2027-03-22'))).toMatchObject({
        state: 'closed',
        why: 'Holi',
      });
      expect(calendar.day(sessionDate('2027-03-23')).state).toBe('unknown');
    }
  });

  it('counts a holiday once however often it was learned', () => {
    const one = closed('2027-03-22', 'Holi');
    const list = [closed('2027-01-26', 'Republic Day'), ...Array.from({ length: 9 }, () => one)];
    expect(calendarOf('XNSE', list).knownTo).toBe('2026-12-31');
  });

  it('needs no 26 January on a weekend', () => {
    const list = LIST_OF_2027.slice(1).map((day) => ({
      ...day,
      session: sessionDate(day.session.replace('2027', '2030')),
    }));
    const calendar = calendarOf('XNSE', list);
    expect(calendar.knownTo).toBe('2030-12-31');
    expect(calendar.day(sessionDate('2030-01-29')).state).toBe('open');
    expect(calendar.day(sessionDate('2029-01-29')).state, 'never learned').toBe('unknown');
  });

  it('is named among the known ones in order, however the lists came', () => {
    const later = LIST_OF_2027.map((day) => ({
      ...day,
      session: sessionDate(day.session.replace('2027', '2029')),
    }));
    const sentence = said('2028-03-01', [...later, ...LIST_OF_2027]);
    expect(sentence).toContain('knows 1999-01-01 to 2026-12-31, 2027, 2029; run');
    expect(calendarOf('XNSE', [...later, ...LIST_OF_2027]).knownTo).toBe('2029-12-31');
  });

  it('knows a single special session of it', () => {
    const budget = open('2027-01-31', 'Union budget', ['09:15', '15:30']);
    const calendar = calendarOf('XNSE', [budget]);
    expect(calendar.knownTo).toBe('2026-12-31');
    const found = calendar.sessions(sessionDate('2027-01-01'), sessionDate('2027-12-31'));
    expect(found.map(({ session, kind }) => [session, kind])).toEqual([['2027-01-31', 'special']]);
  });
});

describe('learned days of shipped years', () => {
  it('never change history', () => {
    const wrong = [
      closed('2026-06-30', 'invented'),
      open('2026-01-26', 'invented'),
      open('2024-03-02', 'invented', ['09:15', '15:30']),
    ];
    const [plain, taught] = [calendarOf('XNSE'), calendarOf('XNSE', wrong)];
    for (const { session } of wrong) expect(taught.day(session)).toEqual(plain.day(session));
  });

  it('close and open later days', () => {
    const list = [closed('2026-12-15', 'Assembly election'), open('2026-12-25', 'withdrawn')];
    expect(said('2026-12-15', list)).toBe('2026-12-15 is closed on XNSE: Assembly election');
    expect(said('2026-12-25', list)).toBe('2026-12-25 is a session of XNSE: 09:15 to 15:30 IST');
    expect(calendarOf('XNSE', list).day(sessionDate('2026-12-25'))).not.toHaveProperty('why');
  });

  it('keep the Muhurat session of a day that a list calls a holiday', () => {
    const list = [closed('2026-11-08', 'Diwali')];
    expect(said('2026-11-08', list)).toContain('is a Muhurat session of XNSE: 18:00 to 19:00');
  });

  it('give the Muhurat session its true hour', () => {
    const list = [open('2026-11-08', 'Diwali Laxmi Pujan', ['18:15', '19:15'])];
    expect(said('2026-11-08', list)).toBe(
      '2026-11-08 is a Muhurat session of XNSE: 18:15 to 19:15 IST (Diwali Laxmi Pujan)',
    );
    const day = calendarOf('XNSE', list).day(sessionDate('2026-11-08'));
    expect(day).toMatchObject({ preOpen: istInstant(sessionDate('2026-11-08'), '18:00') });
  });

  it.each([
    [open('2026-12-05', 'trial'), 'a special session of XNSE: 09:15 to 15:30 IST (trial)'],
    [
      open('2026-12-05', 'trial', ['11:30', '12:30'], ['09:15', '10:00']),
      'a special session of XNSE: 09:15 to 10:00 and 11:30 to 12:30 IST (trial)',
    ],
    [
      open('2026-12-16', 'rain', ['09:15', '12:30']),
      'a shortened session of XNSE: 09:15 to 12:30 IST (rain)',
    ],
    [
      open('2026-12-16', ' ', ['17:00', '18:00']),
      'a special session of XNSE: 17:00 to 18:00 IST (special session)',
    ],
    [
      open('2026-12-16', 'early', ['08:00', '09:15']),
      'a special session of XNSE: 08:00 to 09:15 IST (early)',
    ],
    [
      open('2026-12-16', 'late', ['15:00', '15:30']),
      'a special session of XNSE: 15:00 to 15:30 IST (late)',
    ],
    [open('2026-12-16', 'no trading holiday', ['09:15', '15:30']), 'a session of XNSE: 09:15 to'],
  ])('open $session as told', (day, words) => {
    expect(said(day.session, [day])).toContain(words);
  });

  it('of another exchange are passed over', () => {
    const list = [closed('2026-12-15', 'Assembly election')];
    expect(said('2026-12-15', list, 'XBOM')).toContain('is a session of XBOM');
  });

  it.each([
    ['a closure before a plain opening of a weekday', '2026-12-15', 'is closed on XNSE: here'],
    ['an opening before a closure of a weekend', '2026-12-05', 'is a special session of XNSE'],
  ])('that differ: %s', (_, date, words) => {
    const both = [closed(date, 'here'), open(date, 'here')];
    expect(said(date, both)).toContain(words);
    expect(said(date, both.toReversed())).toContain(words);
  });

  it('that differ: a Muhurat session before a plain closure', () => {
    const both = [open('2027-10-29', 'Diwali (Muhurat)'), closed('2027-10-29', 'Diwali')];
    for (const list of [both, both.toReversed()]) {
      expect(said('2027-10-29', list)).toContain('is a Muhurat session of XNSE');
    }
  });

  it('that differ in nothing but the name: the later one', () => {
    const both = [closed('2026-12-15', 'first'), closed('2026-12-15', 'second')];
    expect(said('2026-12-15', both)).toContain('second');
  });

  it('of a closed weekend leave the weekend', () => {
    expect(said('2026-12-05', [closed('2026-12-05', 'festival')])).toContain(': Saturday');
  });

  it('without a name are holidays', () => {
    expect(said('2026-12-15', [closed('2026-12-15', ' ')])).toContain(': holiday');
    expect(said('2026-12-15', [closed('2026-12-15', '*')])).toContain(
      ': 18:00 to 19:00 IST (Muhurat,',
    );
  });
});

describe('learned days of New York', () => {
  it('know no Muhurat', () => {
    const day: LearnedDay = { ...closed('2026-12-15', 'Laxmi Pujan*'), exchange: 'XNYS' };
    expect(said('2026-12-15', [day], 'XNYS')).toBe('2026-12-15 is closed on XNYS: Laxmi Pujan');
  });

  it('make a later year known with 25 December among them', () => {
    const days = ['01-01', '01-20', '02-17', '04-11', '05-26', '07-04', '09-01', '12-25'];
    const list = days.map((day): LearnedDay => ({
      ...closed(`2031-${day}`, 'holiday'),
      exchange: 'XNYS',
    }));
    expect(calendarOf('XNYS', list).knownTo).toBe('2031-12-31');
    expect(calendarOf('XNYS', list.slice(0, -1)).knownTo).toBe('2030-12-31');
  });
});
