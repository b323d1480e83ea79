import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { usHolidays } from '../../../src/core/calendar/us-rules.ts';
import { utcText } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const nyse = calendarOf('XNYS');

function dayOf(date: string): ReturnType<typeof nyse.day> {
  return nyse.day(sessionDate(date));
}

/** First opening and last close, UTC. */
function utcHours(date: string): string {
  const day = dayOf(date);
  if (day.state !== 'open') return day.state;
  return day.hours.map(({ open, close }) => `${utcText(open)} ${utcText(close)}`).join(' ');
}

describe('holidays of the New York exchanges', () => {
  it('are those that NYSE published for 2026', () => {
    expect(Object.fromEntries(usHolidays(2026))).toEqual({
      '2026-01-01': "New Year's Day",
      '2026-01-19': 'Martin Luther King Jr. Day',
      '2026-02-16': "Washington's Birthday",
      '2026-04-03': 'Good Friday',
      '2026-05-25': 'Memorial Day',
      '2026-06-19': 'Juneteenth',
      '2026-07-03': 'Independence Day',
      '2026-09-07': 'Labor Day',
      '2026-11-26': 'Thanksgiving Day',
      '2026-12-25': 'Christmas Day',
    });
  });

  it.each([
    ['2021-12-31', 'open', "New Year's Day on a Saturday is not kept on the Friday"],
    ['2027-12-31', 'open', "New Year's Day on a Saturday is not kept on the Friday"],
    ['2023-01-02', 'closed', "New Year's Day on a Sunday is kept on the Monday"],
    ['2021-12-24', 'closed', 'Christmas on a Saturday is kept on the Friday'],
    ['2022-12-26', 'closed', 'Christmas on a Sunday is kept on the Monday'],
    ['2020-07-03', 'closed', '4 July on a Saturday is kept on the Friday'],
    ['2021-07-05', 'closed', '4 July on a Sunday is kept on the Monday'],
    ['2021-06-18', 'open', 'Juneteenth was first kept in 2022'],
    ['2022-06-20', 'closed', 'Juneteenth on a Sunday is kept on the Monday'],
    ['2027-06-18', 'closed', 'Juneteenth on a Saturday is kept on the Friday'],
    ['2001-09-10', 'open', 'the day before the attacks'],
    ['2001-09-11', 'closed', 'attacks'],
    ['2001-09-14', 'closed', 'attacks'],
    ['2001-09-17', 'open', 'trading again'],
    ['2004-06-11', 'closed', 'mourning'],
    ['2007-01-02', 'closed', 'mourning'],
    ['2012-10-29', 'closed', 'hurricane'],
    ['2012-10-30', 'closed', 'hurricane'],
    ['2012-10-31', 'open', 'trading again'],
    ['2018-12-05', 'closed', 'mourning'],
    ['2025-01-09', 'closed', 'mourning'],
  ])('%s is %s: %s', (date, state) => {
    expect(dayOf(date).state).toBe(state);
  });

  it('leave the number of trading days that the exchange counted', () => {
    const counted = [
      252, 248, 252, 252, 252, 252, 251, 251, 253, 252, 252, 252, 250, 252, 252, 252, 252, 251, 251,
      252, 253, 252, 251, 250, 252, 250,
    ];
    const reckoned = counted.map((_, index) => {
      const year = 2000 + index;
      return nyse.sessions(sessionDate(`${year}-01-01`), sessionDate(`${year}-12-31`)).length;
    });
    expect(reckoned).toEqual(counted);
  });
});

describe('hours of the New York exchanges', () => {
  it.each([
    ['2006-03-31', '2006-03-31T14:30:00Z 2006-03-31T21:00:00Z'],
    ['2006-04-03', '2006-04-03T13:30:00Z 2006-04-03T20:00:00Z'],
    ['2007-03-12', '2007-03-12T13:30:00Z 2007-03-12T20:00:00Z'],
    ['2026-11-25', '2026-11-25T14:30:00Z 2026-11-25T21:00:00Z'],
    ['2026-11-27', '2026-11-27T14:30:00Z 2026-11-27T18:00:00Z'],
    ['2002-09-11', '2002-09-11T16:00:00Z 2002-09-11T20:00:00Z'],
  ])('on %s in UTC: %s', (date, hours) => {
    expect(utcHours(date)).toBe(hours);
  });

  it.each([
    ['2001-07-03', 'shortened', 'Tuesday before the holiday'],
    ['2002-07-03', 'regular', 'a Wednesday before 2013'],
    ['2002-07-05', 'shortened', 'the Friday after, before 2013'],
    ['2013-07-03', 'shortened', 'a Wednesday since 2013'],
    ['2013-07-05', 'regular', 'the Friday after, since 2013'],
    ['2014-07-03', 'shortened', 'Thursday before the holiday'],
    ['2003-12-24', 'shortened', 'Christmas Eve'],
    ['2003-12-26', 'shortened', 'by notice'],
    ['2010-12-23', 'regular', 'Christmas Eve was the holiday kept for a Saturday'],
    ['2028-07-03', 'shortened', 'Monday before the holiday'],
    ['2025-11-28', 'shortened', 'day after Thanksgiving'],
  ])('%s is %s: %s', (date, kind) => {
    expect(dayOf(date)).toMatchObject({ state: 'open', kind });
  });

  it('never begin with a pre-open or end with an auction of their own', () => {
    const odd = nyse
      .sessions(nyse.knownFrom, nyse.knownTo)
      .filter((day) => day.preOpen !== undefined || day.derivativeStocksClose !== undefined);
    expect(odd).toEqual([]);
  });
});

describe('the calendar of Nasdaq', () => {
  it('has the days of NYSE', () => {
    const nasdaq = calendarOf('XNAS');
    const dates = nasdaq.sessions(nasdaq.knownFrom, nasdaq.knownTo).map(({ session }) => session);
    expect(dates).toEqual(nyse.sessions(nyse.knownFrom, nyse.knownTo).map((one) => one.session));
    expect([nasdaq.knownFrom, nasdaq.knownTo]).toEqual(['2000-01-01', '2030-12-31']);
  });
});
