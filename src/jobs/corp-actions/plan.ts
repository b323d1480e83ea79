import { Failure } from '../../core/failure.ts';
import {
  addDays,
  dateOfDay,
  dayNumber,
  earlierOf,
  laterOf,
} from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { AnsweredRange } from '../../core/sync/plan.ts';

/** Days, both ends in it. */
export interface DayRange {
  readonly from: SessionDate;
  readonly to: SessionDate;
}

/** Days back and ahead in which actions are added, moved and withdrawn (measured on NSE's lists). */
const BACK_DAYS = 60;
const AHEAD_DAYS = 30;
/** The longest window of one request. */
const CHUNK_DAYS = 90;
/** A day has about 1.5 MB of announcements: a week at a time. */
const FILING_CHUNK_DAYS = 7;
/** How far back days of announcements that were missed are asked for. */
const FILING_BACK_DAYS = 30;
/** A longer window is asked for its actions; its announcements only when they are named. */
const MOST_FILING_DAYS = 92;

/**
 * The window of ex-dates.
 *
 * @throws Failure `usage` when the options contradict each other
 */
export function askedWindow(
  asked: {
    readonly date?: SessionDate | undefined;
    readonly from?: SessionDate | undefined;
    readonly to?: SessionDate | undefined;
  },
  today: SessionDate,
): DayRange {
  const { date, from, to } = asked;
  if (date !== undefined && (from !== undefined || to !== undefined)) {
    throw new Failure('usage', 'expected either --date, or --from and --to; found both');
  }
  const last = date ?? to ?? laterOf(addDays(today, AHEAD_DAYS), from ?? today);
  const first = date ?? from ?? earlierOf(addDays(today, -BACK_DAYS), last);
  if (first <= last) return { from: first, to: last };
  throw new Failure('usage', `expected --from not after --to, found ${first} after ${last}`);
}

/** The window in pieces of at most that many days, oldest first. */
export function chunks({ from, to }: DayRange, days = CHUNK_DAYS): DayRange[] {
  const pieces: DayRange[] = [];
  for (let first = from; first <= to; first = addDays(first, days)) {
    pieces.push({ from: first, to: earlierOf(to, addDays(first, days - 1)) });
  }
  return pieces;
}

/**
 * The days of announcements to ask for, a week at a time. Asked for by date, all of them; otherwise
 * yesterday, today, and whatever day of the last thirty nobody answered after it was over.
 *
 * @param asked the window, where the command line gave one
 * @param named whether announcements were asked for by name
 * @param answered ranges that were answered before, with the moment of the asking
 */
export function filingDays(
  asked: DayRange | undefined,
  named: boolean,
  today: SessionDate,
  answered: readonly (DayRange & { readonly askedOn: SessionDate })[],
): DayRange[] {
  if (asked) {
    const days = dayNumber(asked.to) - dayNumber(asked.from) + 1;
    const to = earlierOf(asked.to, today);
    if (to < asked.from || (days > MOST_FILING_DAYS && !named)) return [];
    return chunks({ from: asked.from, to }, FILING_CHUNK_DAYS);
  }
  const ranges: DayRange[] = [];
  for (let number = dayNumber(today) - FILING_BACK_DAYS; number <= dayNumber(today); number++) {
    const day = dateOfDay(number);
    const done = answered.some(
      ({ from, to, askedOn }) => from <= day && day <= to && askedOn > day,
    );
    if (done && number < dayNumber(today) - 1) continue;
    const open = ranges.at(-1);
    const joins = open && addDays(open.to, 1) === day;
    const full = open && dayNumber(day) - dayNumber(open.from) >= FILING_CHUNK_DAYS;
    if (open && joins && !full) ranges[ranges.length - 1] = { from: open.from, to: day };
    else ranges.push({ from: day, to: day });
  }
  return ranges;
}

/** Answered ranges as days: a day counts once it was over when it was asked for. */
export function askedOn(
  ranges: readonly AnsweredRange[],
  dateAt: (at: AnsweredRange['asOf']) => SessionDate,
): (DayRange & { readonly askedOn: SessionDate })[] {
  return ranges.map(({ from, to, asOf }) => ({ from, to, askedOn: dateAt(asOf) }));
}
