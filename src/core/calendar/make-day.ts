import { instant } from '../market/instant.ts';
import { dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { CalendarDay, OpenDay } from './calendar.ts';
import { civilDate, daysOfYear } from './civil-year.ts';
import type { DayFact, ExchangeRules, WallHours } from './exchange-rules.ts';
import { wallInstant } from './wall-clock.ts';
import type { Mutable } from '../mutable.ts';

const SATURDAY = 6;
const SUNDAY = 0;
const NOON = 12 * 60;

/** What is known about the days of a year. */
export interface YearFacts {
  /** Absent for a day that follows its weekday. */
  factOf(date: SessionDate): DayFact | undefined;
  /** Why a day without a fact is unknown; absent where the year is known. */
  unknownWhy?(date: SessionDate): string;
}

/**
 * One day as the exchange keeps it.
 *
 * @param number the date as `dayNumber` counts it
 */
export function makeDay(
  rules: ExchangeRules,
  facts: YearFacts,
  session: SessionDate,
  number: number,
): CalendarDay {
  const { exchange } = rules;
  const fact = facts.factOf(session);
  if (fact === undefined && facts.unknownWhy !== undefined) {
    return { state: 'unknown', exchange, session, why: facts.unknownWhy(session) };
  }
  if (fact?.state === 'closed') return { state: 'closed', exchange, session, why: fact.why };
  if (fact?.state === 'open') {
    return openDay(rules, session, number, fact.kind, fact.hours, fact.why);
  }
  const weekday = (number + 4) % 7;
  if (weekday === SATURDAY) return { state: 'closed', exchange, session, why: 'Saturday' };
  if (weekday === SUNDAY) return { state: 'closed', exchange, session, why: 'Sunday' };
  return openDay(rules, session, number, 'regular', rules.usualHours(session));
}

/** The sessions of a year, oldest first. */
export function sessionsOfYear(
  rules: ExchangeRules,
  facts: YearFacts,
  year: number,
): readonly OpenDay[] {
  const found: OpenDay[] = [];
  let number = dayNumber(civilDate(year, 1, 1));
  for (const session of daysOfYear(year)) {
    const day = makeDay(rules, facts, session, number);
    if (day.state === 'open') found.push(day);
    number++;
  }
  return found;
}

function openDay(
  { exchange, clock }: ExchangeRules,
  session: SessionDate,
  number: number,
  kind: OpenDay['kind'],
  { stretches, preOpen, derivativeStocksClose }: WallHours,
  why?: string,
): OpenDay {
  // Clocks are changed on Sunday nights: the offset at noon holds for all hours of a session.
  const midnight = wallInstant(clock, number, NOON) - NOON * 60;
  const hours = stretches.map(({ open, close }) => ({
    open: instant(midnight + open * 60),
    close: instant(midnight + close * 60),
  }));
  // Filled step by step, not by spreading: decades of days are made in one go.
  const day: Mutable<OpenDay> = {
    state: 'open',
    exchange,
    session,
    kind,
    hours,
  };
  if (preOpen !== undefined) day.preOpen = instant(midnight + preOpen * 60);
  if (derivativeStocksClose !== undefined) {
    day.derivativeStocksClose = instant(midnight + derivativeStocksClose * 60);
  }
  if (why !== undefined) day.why = why;
  return day;
}
