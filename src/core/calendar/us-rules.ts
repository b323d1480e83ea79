import type { ExchangeCode } from '../market/listing.ts';
import { addDays, sessionDate, weekday } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { civilDate } from './civil-year.ts';
import { stretchesOf } from './exchange-rules.ts';
import type { DayFact, DayFacts, ExchangeRules, WallHours } from './exchange-rules.ts';
import { easterSunday, lastWeekday, nthWeekday } from './movable-dates.ts';
import { clockOf } from './wall-clock.ts';

const [SUNDAY, MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 3, 4, 5, 6] as const;

const FIRST_YEAR = 2000;
const LAST_YEAR = 2030;

/** The pre-opening order entry of these exchanges begins hours before; no job waits for it. */
const FULL_DAY: WallHours = { stretches: stretchesOf('09:30-16:00') };
const HALF_DAY: WallHours = { stretches: stretchesOf('09:30-13:00') };

/** Closures outside the rules, first and last day. */
const CLOSURES: readonly (readonly [first: string, last: string, why: string])[] = [
  ['2001-09-11', '2001-09-14', 'attacks of 11 September'],
  ['2004-06-11', '2004-06-11', 'mourning for Ronald Reagan'],
  ['2007-01-02', '2007-01-02', 'mourning for Gerald Ford'],
  ['2012-10-29', '2012-10-30', 'Hurricane Sandy'],
  ['2018-12-05', '2018-12-05', 'mourning for George H. W. Bush'],
  ['2025-01-09', '2025-01-09', 'mourning for Jimmy Carter'],
];

/** Hours outside the rules. */
const HOURS: readonly (readonly [day: string, hours: string, why: string])[] = [
  ['2002-09-11', '12:00-16:00', 'opened at noon after the memorial of 11 September'],
  ['2003-12-26', '09:30-13:00', 'day after Christmas'],
];

/**
 * Rules of NYSE or Nasdaq, 2000 to 2030: the two keep the same days and hours.
 *
 * @see NYSE Rule 7.2 (holidays) and its list of closings since 1885;
 *   https://www.nyse.com/trade/hours-calendars
 */
export function usRules(exchange: ExchangeCode): ExchangeRules {
  return {
    exchange,
    clock: clockOf(exchange),
    knownFrom: civilDate(FIRST_YEAR, 1, 1),
    knownTo: civilDate(LAST_YEAR, 12, 31),
    historyTo: sessionDate('2026-07-01'),
    landmark: '12-25',
    usualHours: () => FULL_DAY,
    facts: (year) => (year < FIRST_YEAR || year > LAST_YEAR ? new Map() : factsOf(year)),
  };
}

function factsOf(year: number): DayFacts {
  const facts = new Map<SessionDate, DayFact>();
  for (const [date, why] of halfDays(year)) {
    facts.set(date, { state: 'open', kind: 'shortened', hours: HALF_DAY, why });
  }
  for (const [day, hours, why] of HOURS) {
    if (!day.startsWith(`${year}-`)) continue;
    const wall = { stretches: stretchesOf(hours) };
    facts.set(sessionDate(day), { state: 'open', kind: 'shortened', hours: wall, why });
  }
  for (const [date, why] of usHolidays(year)) facts.set(date, { state: 'closed', why });
  for (const [first, last, why] of CLOSURES) {
    if (!first.startsWith(`${year}-`)) continue;
    for (let day = sessionDate(first); day <= last; day = addDays(day, 1)) {
      facts.set(day, { state: 'closed', why });
    }
  }
  return facts;
}

/**
 * Weekdays on which the New York exchanges are closed by rule, by name. A holiday on a Saturday is
 * kept on the Friday, on a Sunday on the Monday; New Year's Day on a Saturday is not kept at all,
 * so that the year's books can be closed on its last Friday.
 */
export function usHolidays(year: number): ReadonlyMap<SessionDate, string> {
  const newYear = civilDate(year, 1, 1);
  const holidays = new Map<SessionDate, string>([
    [nthWeekday(year, 1, MONDAY, 3), 'Martin Luther King Jr. Day'],
    [nthWeekday(year, 2, MONDAY, 3), "Washington's Birthday"],
    [addDays(easterSunday(year), -2), 'Good Friday'],
    [lastWeekday(year, 5, MONDAY), 'Memorial Day'],
    [observed(civilDate(year, 7, 4)), 'Independence Day'],
    [nthWeekday(year, 9, MONDAY, 1), 'Labor Day'],
    [nthWeekday(year, 11, THURSDAY, 4), 'Thanksgiving Day'],
    [observed(civilDate(year, 12, 25)), 'Christmas Day'],
  ]);
  if (weekday(newYear) !== SATURDAY) holidays.set(observed(newYear), "New Year's Day");
  if (year >= 2022) holidays.set(observed(civilDate(year, 6, 19)), 'Juneteenth');
  return holidays;
}

function observed(date: SessionDate): SessionDate {
  const day = weekday(date);
  if (day === SATURDAY) return addDays(date, -1);
  return day === SUNDAY ? addDays(date, 1) : date;
}

/** Days that end at 13:00 by rule. */
function halfDays(year: number): ReadonlyMap<SessionDate, string> {
  const days = new Map<SessionDate, string>();
  days.set(addDays(nthWeekday(year, 11, THURSDAY, 4), 1), 'day after Thanksgiving');
  const eve = civilDate(year, 12, 24);
  if (weekday(eve) >= MONDAY && weekday(eve) <= THURSDAY) days.set(eve, 'Christmas Eve');
  const third = civilDate(year, 7, 3);
  const day = weekday(third);
  // Until 2012 a Thursday's holiday shortened the Friday after it instead of the Wednesday before.
  if (day === WEDNESDAY && year < 2013) days.set(addDays(third, 2), 'day after Independence Day');
  else if (day >= MONDAY && day < FRIDAY) days.set(third, 'day before Independence Day');
  return days;
}
