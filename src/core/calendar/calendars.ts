import type { ExchangeCode } from '../market/listing.ts';
import { dayNumber, laterOf } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { Calendar, LearnedDay, OpenDay } from './calendar.ts';
import { civilDate, yearOf } from './civil-year.ts';
import type { ExchangeRules } from './exchange-rules.ts';
import { indiaRules } from './india-rules.ts';
import { learnedFrom } from './learned-days.ts';
import type { Learned } from './learned-days.ts';
import { makeDay, sessionsOfYear } from './make-day.ts';
import type { YearFacts } from './make-day.ts';
import { usRules } from './us-rules.ts';
import { wallDate } from './wall-clock.ts';

const RULES: Readonly<Record<ExchangeCode, (exchange: ExchangeCode) => ExchangeRules>> = {
  XNSE: indiaRules,
  XBOM: indiaRules,
  XNYS: usRules,
  XNAS: usRules,
};

/**
 * The calendar of an exchange: what is shipped (XNSE and XBOM 1999 to 2026, XNYS and XNAS 2000 to
 * 2030), and over it what holiday lists have taught since.
 *
 * A learned day never changes the shipped history (to 2026-07-01). Later days it may close, open or
 * give hours; a year past the shipped ones becomes known as a whole once at least eight closed
 * weekdays of it were learned, 26 January (in New York 25 December) among them unless it falls on a
 * weekend. Until then only the learned days of that year are known. The Muhurat day, which lists
 * call a holiday, stays a session. `knownTo` is the end of the last known year; a year before it
 * that was never learned stays unknown.
 *
 * Facts and sessions are worked out a year at a time when first asked for; the calendar keeps them.
 */
export function calendarOf(exchange: ExchangeCode, learned: readonly LearnedDay[] = []): Calendar {
  const rules = RULES[exchange](exchange);
  const taught = learnedFrom(rules, learned);
  const firstYear = yearOf(rules.knownFrom);
  const lastKnownYear = taught.years[taught.years.length - 1] ?? yearOf(rules.knownTo);
  const lastYear = Math.max(lastKnownYear, ...[...taught.facts.keys()].map(yearOf));
  const unknownWhy = whyUnknown(rules, taught);
  const factsByYear = new Map<number, YearFacts>();
  const sessionsByYear = new Map<number, readonly OpenDay[]>();

  const factsOf = (year: number): YearFacts => {
    const kept = factsByYear.get(year);
    if (kept !== undefined) return kept;
    const facts = yearFacts(rules, taught, year, unknownWhy);
    factsByYear.set(year, facts);
    return facts;
  };

  const sessionsOf = (year: number): readonly OpenDay[] => {
    const kept = sessionsByYear.get(year);
    if (kept !== undefined) return kept;
    const made = sessionsOfYear(rules, factsOf(year), year);
    sessionsByYear.set(year, made);
    return made;
  };

  const sessions = (from: SessionDate, to: SessionDate): readonly OpenDay[] => {
    const found: OpenDay[] = [];
    const last = Math.min(yearOf(to), lastYear);
    for (let year = Math.max(yearOf(from), firstYear); year <= last; year++) {
      for (const one of sessionsOf(year)) {
        if (one.session >= from && one.session <= to) found.push(one);
      }
    }
    return found;
  };

  return {
    exchange,
    zone: rules.clock.zone,
    knownFrom: rules.knownFrom,
    knownTo: laterOf(rules.knownTo, civilDate(lastKnownYear, 12, 31)),
    day: (session) => makeDay(rules, factsOf(yearOf(session)), session, dayNumber(session)),
    sessions,
    dateAt: (at) => wallDate(rules.clock, at),
  };
}

function yearFacts(
  rules: ExchangeRules,
  taught: Learned,
  year: number,
  unknownWhy: (date: SessionDate) => string,
): YearFacts {
  const shipped = rules.facts(year);
  const factOf: YearFacts['factOf'] = (date) => taught.facts.get(date) ?? shipped.get(date);
  const shippedYear = year >= yearOf(rules.knownFrom) && year <= yearOf(rules.knownTo);
  const known = shippedYear || taught.years.includes(year);
  return known ? { factOf } : { factOf, unknownWhy };
}

/** What is known and what to do, for days before and after that. */
function whyUnknown(rules: ExchangeRules, taught: Learned): (date: SessionDate) => string {
  const { exchange, knownFrom, knownTo } = rules;
  const spans = [`${knownFrom} to ${knownTo}`, ...taught.years].join(', ');
  return (date) =>
    date < knownFrom
      ? `the calendar of ${exchange} begins on ${knownFrom}; ask for a later day`
      : `the calendar of ${exchange} knows ${spans}; run "paperjobs calendar update"`;
}
