import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CalendarDay, OpenDay } from '../../../src/core/calendar/calendar.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { isWeekend } from '../../../src/core/calendar/civil-year.ts';
import { INDIA_CLOSURES } from '../../../src/core/calendar/data/india-closures.ts';
import { describeDay } from '../../../src/core/calendar/describe-day.ts';
import { indiaRules } from '../../../src/core/calendar/india-rules.ts';
import { istTime } from '../../../src/core/market/instant.ts';
import { readDayMonthYear, sessionDate } from '../../../src/core/market/session-date.ts';
import type { SessionDate } from '../../../src/core/market/session-date.ts';

const NSE_DATA = join(process.cwd(), '..', 'shared', 'data', 'nse');
const HISTORY_END = '2026-07-01';
const nse = calendarOf('XNSE');

function dayOf(date: string): CalendarDay {
  return nse.day(sessionDate(date));
}

function open(date: string): OpenDay {
  const day = dayOf(date);
  if (day.state !== 'open') throw new Error(describeDay(day));
  return day;
}

function hoursText(date: string): string {
  const { hours } = open(date);
  return hours.map((one) => `${istTime(one.open)}-${istTime(one.close)}`).join(' ');
}

function sessionsBetween(from: string, to: string): readonly SessionDate[] {
  return nse.sessions(sessionDate(from), sessionDate(to)).map(({ session }) => session);
}

describe('ordinary hours of NSE', () => {
  it.each([
    ['1999-06-15', '10:00-15:30', undefined],
    ['2009-12-31', '09:55-15:30', undefined],
    ['2010-01-04', '09:00-15:30', undefined],
    ['2010-10-15', '09:00-15:30', undefined],
    ['2010-10-18', '09:15-15:30', '09:00'],
    ['2026-07-31', '09:15-15:30', '09:00'],
    ['2026-11-26', '09:15-15:30', '09:00'],
  ])('are on %s %s', (date, hours, preOpen) => {
    const day = open(date);
    expect(day.kind).toBe('regular');
    expect(day.why).toBeUndefined();
    expect(hoursText(date)).toBe(hours);
    expect(day.preOpen === undefined ? undefined : istTime(day.preOpen)).toBe(preOpen);
  });

  it('end at 15:15 for stocks with derivatives from 3 August 2026', () => {
    expect(open('2026-07-31').derivativeStocksClose).toBeUndefined();
    const close = open('2026-08-03').derivativeStocksClose;
    expect(close === undefined ? undefined : istTime(close)).toBe('15:15');
  });
});

describe('days of NSE with hours of their own', () => {
  it.each([
    ['2012-04-28', 'special', '11:15-12:45'],
    ['2015-02-28', 'special', '09:15-15:30'],
    ['2020-02-01', 'special', '09:15-15:30'],
    ['2021-02-24', 'special', '09:15-11:40 15:45-17:00'],
    ['2021-11-04', 'muhurat', '18:15-19:15'],
    ['2022-10-24', 'muhurat', '18:15-19:15'],
    ['2023-11-12', 'muhurat', '18:15-19:15'],
    ['2024-01-20', 'special', '09:15-15:30'],
    ['2024-03-02', 'special', '09:15-10:00 11:30-12:30'],
    ['2024-05-18', 'special', '09:15-10:00 11:45-12:40'],
    ['2024-11-01', 'muhurat', '18:00-19:00'],
    ['2025-02-01', 'special', '09:15-15:30'],
    ['2025-10-21', 'muhurat', '13:45-14:45'],
    ['2026-02-01', 'special', '09:15-15:30'],
    ['2026-11-08', 'muhurat', '18:00-19:00'],
  ])('%s is %s, %s', (date, kind, hours) => {
    expect(open(date).kind).toBe(kind);
    expect(hoursText(date)).toBe(hours);
    expect(open(date).why).toMatch(/\w/);
  });

  it('says where hours are a guess', () => {
    expect(open('2026-11-08').why).toBe('Diwali Laxmi Pujan, hours to be confirmed');
    expect(open('2003-10-25').why).toBe('Diwali Laxmi Pujan, hours not confirmed');
    expect(open('2021-11-04').why).toBe('Diwali Laxmi Pujan');
  });

  it('have their pre-open a quarter of an hour before Muhurat trading', () => {
    const { preOpen } = open('2025-10-21');
    expect(preOpen === undefined ? undefined : istTime(preOpen)).toBe('13:30');
    expect(open('2008-10-28').preOpen, 'no pre-open before October 2010').toBeUndefined();
  });
});

describe('closed days of NSE', () => {
  it.each([
    ['2026-01-26', 'Republic Day'],
    ['2024-05-20', 'Parliamentary election'],
    ['2026-11-24', 'Guru Nanak Jayanti'],
    ['2026-12-25', 'Christmas'],
    ['1999-11-08', 'holiday'],
    ['2026-11-28', 'Saturday'],
    ['2026-11-29', 'Sunday'],
    ['2026-08-15', 'Saturday'],
  ])('%s: %s', (date, why) => {
    expect(dayOf(date)).toMatchObject({ state: 'closed', why });
  });

  it('are the same on BSE', () => {
    const bse = calendarOf('XBOM');
    const [from, to] = [nse.knownFrom, nse.knownTo];
    const strip = ({ session, hours, kind }: OpenDay): unknown => [session, hours, kind];
    expect(bse.sessions(from, to).map(strip)).toEqual(nse.sessions(from, to).map(strip));
    expect(bse.day(sessionDate('2026-11-26')).exchange).toBe('XBOM');
  });
});

describe('the shipped days of NSE and BSE', () => {
  const years = Array.from({ length: 28 }, (_, index) => 1999 + index);
  const rules = indiaRules('XNSE');

  it('are 6,841 sessions from 1999 to 1 July 2026 and 126 after it', () => {
    expect(sessionsBetween('1999-01-01', HISTORY_END)).toHaveLength(6841);
    expect(sessionsBetween('2026-07-02', '2026-12-31')).toHaveLength(126);
  });

  it('hold a Muhurat session for every year, in October or November', () => {
    const found = nse.sessions(nse.knownFrom, nse.knownTo).filter(({ kind }) => kind === 'muhurat');
    expect(found.map(({ session }) => Number(session.slice(0, 4)))).toEqual(years);
    expect(found.every(({ session }) => /-1[01]-/.test(session))).toBe(true);
  });

  it('name no closure of a weekend, and no day twice', () => {
    for (const year of years) {
      const written = (INDIA_CLOSURES[year] ?? '').split(';').length;
      const facts = [...rules.facts(year)];
      const closed = facts.filter(([, fact]) => fact.state === 'closed').map(([date]) => date);
      expect(closed.filter(isWeekend), `weekends of ${year}`).toEqual([]);
      expect(closed, `days of ${year}`).toHaveLength(written);
      expect(closed.toSorted(), `order of ${year}`).toEqual(closed);
      expect(written).toBeGreaterThanOrEqual(10);
    }
    expect(rules.facts(1998).size + rules.facts(2027).size).toBe(0);
  });
});

describe.skipIf(!existsSync(NSE_DATA))('the calendar beside files of the exchange', () => {
  it('agrees with every line of the derived calendar', () => {
    const file = join(NSE_DATA, 'holidays', 'nse-trading-calendar-derived-1999-2026.csv');
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    const listed = new Set<string>();
    const wrong: string[] = [];
    for (const line of lines) {
      const [date = '', weekday = '', kind = ''] = line.split(',');
      listed.add(date);
      const day = dayOf(date);
      const seen = day.state === 'open' ? `open ${day.kind}` : day.state;
      if (seen !== expectedOf(kind)) wrong.push(`${date} ${weekday} ${kind}: ${seen}`);
    }
    expect(wrong).toEqual([]);
    expect(lines.length).toBeGreaterThan(400);
    const own = sessionsBetween('1999-01-01', '2026-12-31').filter((date) => !listed.has(date));
    const oddOnes = own.map(open).filter(({ kind }) => kind !== 'regular');
    expect(oddOnes.map(({ session }) => session)).toEqual(['2021-02-24']);
  });

  it('closes no weekday that the derived calendar does not', () => {
    const file = join(NSE_DATA, 'holidays', 'nse-trading-calendar-derived-1999-2026.csv');
    const text = readFileSync(file, 'utf8');
    const closed: string[] = [];
    for (let year = 1999; year <= 2026; year++) {
      const sessions = new Set<string>(sessionsBetween(`${year}-01-01`, `${year}-12-31`));
      const days = Array.from({ length: 366 }, (_, index) =>
        new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10),
      );
      for (const date of days.filter((one) => one.startsWith(`${year}`))) {
        const weekend = new Date(`${date}T00:00:00Z`).getUTCDay() % 6 === 0;
        if (!weekend && !sessions.has(date)) closed.push(date);
      }
    }
    expect(closed.filter((date) => !text.includes(`\n${date},`))).toEqual([]);
    expect(closed.filter((date) => date <= HISTORY_END)).toHaveLength(368);
  });

  it('agrees with the holiday master of 2026', () => {
    const file = join(NSE_DATA, 'holidays', 'holiday-master-2026.json');
    const master = JSON.parse(readFileSync(file, 'utf8')) as {
      CM: { tradingDate: string; description: string }[];
    };
    const dates = master.CM.map(({ tradingDate }) => readDayMonthYear(tradingDate) ?? '');
    expect(dates.filter((date) => dayOf(date).state === 'open')).toEqual(['2026-11-08']);
    const sessions = new Set<string>(sessionsBetween('2026-01-01', '2026-12-31'));
    const weekdaysOff = dates.filter((date) => ![0, 6].includes(new Date(date).getUTCDay()));
    expect(weekdaysOff).toHaveLength(16);
    expect(sessions.size).toBe(261 - 16 + 2);
  });

  it('has a row of 25 shares for every session of 2017 to 2022 but two', () => {
    const folder = join(NSE_DATA, 'daily-2017-2022');
    const traded = new Set<string>();
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), 'utf8');
      for (const [, day, month, year] of text.matchAll(/^"?(\d\d)(\d\d)(\d\d)"?,/gm)) {
        traded.add(`20${year}-${month}-${day}`);
      }
    }
    const sessions = sessionsBetween('2017-01-02', '2022-02-28');
    expect(sessions.filter((date) => !traded.has(date))).toEqual(['2018-01-02', '2021-08-10']);
    expect([...traded].filter((date) => dayOf(date).state !== 'open')).toEqual([]);
    expect(traded.size).toBeGreaterThan(1270);
  });

  it('is open on the date of every kept bhavcopy', () => {
    const names = readdirSync(join(NSE_DATA, 'bhavcopy'), { recursive: true }).map(String);
    const dates = [...new Set(names.map(dateInName).filter((date) => date !== undefined))];
    expect(dates.length).toBeGreaterThan(15);
    expect(dates.filter((date) => dayOf(date).state !== 'open')).toEqual([]);
  });
});

function expectedOf(kind: string): string {
  if (kind.includes('muhurat')) return 'open muhurat';
  return kind === 'open-weekend-special' ? 'open special' : 'closed';
}

/** The date in `cm01JAN2016bhav.csv`, `cm2011-01-03bhav.csv`, `…_20260519_F…`, `…_21082026.csv`. */
function dateInName(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const iso = /(\d{4})-(\d\d)-(\d\d)/.exec(name);
  if (iso) return iso[0];
  const named = /(\d\d)([A-Z]{3})(\d{4})/.exec(name);
  if (named) return readDayMonthYear(`${named[1]}-${named[2]}-${named[3]}`);
  const dense = /_(20\d\d)(\d\d)(\d\d)[_.]/.exec(name);
  if (dense) return `${dense[1]}-${dense[2]}-${dense[3]}`;
  const dayFirst = /_(\d\d)(\d\d)(20\d\d)\./.exec(name);
  return dayFirst ? `${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}` : undefined;
}
