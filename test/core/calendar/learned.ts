import type { LearnedDay } from '../../../src/core/calendar/calendar.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { describeDay } from '../../../src/core/calendar/describe-day.ts';
import { istInstant } from '../../../src/core/market/instant.ts';
import type { ExchangeCode } from '../../../src/core/market/listing.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

type Hours = readonly [open: string, close: string];

function learnt(
  state: LearnedDay['state'],
  date: string,
  why: string,
  ...hours: Hours[]
): LearnedDay {
  const session = sessionDate(date);
  const day = { exchange: 'XNSE', session, state, why } as const;
  if (hours.length === 0) return day;
  const told = hours.map(([open, close]) => ({
    open: istInstant(session, open),
    close: istInstant(session, close),
  }));
  return { ...day, hours: told };
}

/** A closed day of NSE. */
export const closed = (date: string, why: string): LearnedDay => learnt('closed', date, why);
/** A session of NSE, of usual hours unless some are told. */
export const open = (date: string, why: string, ...hours: Hours[]): LearnedDay =>
  learnt('open', date, why, ...hours);

/** The day in words, by a calendar that learned the list. */
export function said(
  date: string,
  learned: readonly LearnedDay[],
  exchange: ExchangeCode = 'XNSE',
): string {
  return describeDay(calendarOf(exchange, learned).day(sessionDate(date)));
}
