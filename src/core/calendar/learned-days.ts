import { sessionDate } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { LearnedDay } from './calendar.ts';
import { isWeekend, yearOf } from './civil-year.ts';
import type { DayFact, ExchangeRules } from './exchange-rules.ts';
import { endsOf, hoursOn, stretchesOn } from './learned-hours.ts';

/** A list with fewer closed weekdays is not taken for the whole list of a year. */
const FEWEST_CLOSED_WEEKDAYS = 8;
const PRE_OPEN_MINUTES = 15;

/** A holiday list marks the day of a Muhurat session as a holiday, often with a star. */
const MUHURAT = /muhurat|la(x|ksh)mi|\*\s*$/i;

/** What holiday lists add to the shipped days of an exchange. */
export interface Learned {
  readonly facts: ReadonlyMap<SessionDate, DayFact>;
  /** Years past the shipped ones of which a whole list was learned, earliest first. */
  readonly years: readonly number[];
}

/**
 * Reads holiday lists against the shipped days. Lists of other exchanges and days of the shipped
 * history are passed over. Where lists differ about a day, an opening with hours tells most, then a
 * Muhurat session, then what differs from the rule of its weekday (a weekday closed, a weekend
 * open); among equals the later entry wins.
 */
export function learnedFrom(rules: ExchangeRules, days: readonly LearnedDay[]): Learned {
  const mine = days.filter(
    (day) => day.exchange === rules.exchange && day.session > rules.historyTo,
  );
  const telling = new Map<SessionDate, LearnedDay>();
  for (const day of mine) {
    const before = telling.get(day.session);
    if (before === undefined || weight(day) >= weight(before)) telling.set(day.session, day);
  }
  const facts = new Map<SessionDate, DayFact>();
  for (const [date, day] of telling) {
    const fact = factOf(rules, day);
    if (fact !== undefined) facts.set(date, fact);
  }
  return { facts, years: wholeYears(rules, mine) };
}

function weight({ session, state, hours, why }: LearnedDay): number {
  if (state === 'open' && hours !== undefined) return 3;
  if (MUHURAT.test(why)) return 2;
  return (state === 'open') === isWeekend(session) ? 1 : 0;
}

/** What the entry says that the shipped days do not; absent: nothing. */
function factOf(rules: ExchangeRules, day: LearnedDay): DayFact | undefined {
  const shipped = rules.facts(yearOf(day.session)).get(day.session);
  const wasMuhurat = shipped?.state === 'open' && shipped.kind === 'muhurat';
  const muhurat = wasMuhurat || (rules.muhuratHours !== undefined && MUHURAT.test(day.why));
  if (muhurat) return muhuratFact(rules, day, shipped);
  const weekend = isWeekend(day.session);
  if (day.state === 'closed') {
    return weekend ? undefined : { state: 'closed', why: nameOf(day, 'holiday') };
  }
  return weekend ? weekendFact(rules, day) : weekdayFact(rules, day);
}

function muhuratFact(
  rules: ExchangeRules,
  day: LearnedDay,
  shipped: DayFact | undefined,
): DayFact | undefined {
  const stretches = stretchesOn(rules, day);
  const name = nameOf(day, 'Muhurat');
  const first = stretches[0];
  if (first !== undefined) {
    const hours = { stretches, preOpen: Math.max(first.open - PRE_OPEN_MINUTES, 0) };
    return { state: 'open', kind: 'muhurat', hours, why: name };
  }
  if (shipped?.state === 'open' || rules.muhuratHours === undefined) return undefined;
  const why = `${name}, hours to be confirmed`;
  return { state: 'open', kind: 'muhurat', hours: rules.muhuratHours, why };
}

function weekendFact(rules: ExchangeRules, day: LearnedDay): DayFact {
  const hours = hoursOn(rules, day);
  return { state: 'open', kind: 'special', hours, why: nameOf(day, 'special session') };
}

function weekdayFact(rules: ExchangeRules, day: LearnedDay): DayFact {
  const hours = hoursOn(rules, day);
  const [usual, told] = [endsOf(rules.usualHours(day.session)), endsOf(hours)];
  const single = hours.stretches.length === 1;
  if (single && told.open === usual.open && told.close === usual.close) return { state: 'regular' };
  const early = single && told.close < usual.close && told.close > usual.open;
  const kind = early ? 'shortened' : 'special';
  return { state: 'open', kind, hours, why: nameOf(day, `${kind} session`) };
}

function nameOf(day: LearnedDay, otherwise: string): string {
  const name = day.why.replace(/\*/g, '').trim();
  return name === '' ? otherwise : name;
}

/** Years past the shipped ones whose list looks whole: enough closed weekdays and the landmark. */
function wholeYears(rules: ExchangeRules, days: readonly LearnedDay[]): readonly number[] {
  const closed = new Map<number, Set<SessionDate>>();
  for (const { session, state } of days) {
    if (state !== 'closed' || session <= rules.knownTo || isWeekend(session)) continue;
    const year = yearOf(session);
    closed.set(year, (closed.get(year) ?? new Set<SessionDate>()).add(session));
  }
  const whole = (year: number, dates: ReadonlySet<SessionDate>): boolean => {
    const landmark = sessionDate(`${year}-${rules.landmark}`);
    return dates.size >= FEWEST_CLOSED_WEEKDAYS && (dates.has(landmark) || isWeekend(landmark));
  };
  return [...closed]
    .filter(([year, dates]) => whole(year, dates))
    .map(([year]) => year)
    .toSorted((a, b) => a - b);
}
