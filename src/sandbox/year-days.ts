import { addDays, sessionDate, weekday } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { mix } from './hash.ts';

/** A day that is out of the ordinary: closed, an hour of one evening, or a Saturday that trades. */
export interface YearDay {
  readonly date: SessionDate;
  readonly kind: 'holiday' | 'muhurat' | 'special';
  readonly name: string;
  /** Wall times of continuous trading, opening and closing; empty for a holiday. */
  readonly hours: readonly (readonly [open: string, close: string])[];
}

const FIXED: readonly (readonly [monthDay: string, name: string])[] = [
  ['01-26', 'Republic Day'],
  ['05-01', 'Maharashtra Day'],
  ['08-15', 'Independence Day'],
  ['10-02', 'Gandhi Jayanti'],
  ['12-25', 'Christmas'],
];

/** Invented feasts: first day of the stretch in which each falls, and its length in days. */
const MOVABLE: readonly (readonly [monthDay: string, days: number, name: string])[] = [
  ['02-22', 25, 'Festival of Colours'],
  ['03-25', 20, 'New Harvest'],
  ['04-16', 12, 'Banyan Day'],
  ['06-05', 25, 'Monsoon Eve'],
  ['07-16', 14, 'Chariot Day'],
  ['09-01', 25, 'River Festival'],
  ['11-16', 12, 'Morning of Lanterns'],
];

const FULL_HOURS = [['09:15', '15:30']] as const;
/** Two short stretches, as on the days when the exchange moves to its recovery site and back. */
const SPLIT_HOURS = [
  ['09:15', '10:00'],
  ['11:30', '12:30'],
] as const;
const MUHURAT_HOURS = [['18:15', '19:15']] as const;

/**
 * The sandbox's days out of the ordinary in one year, oldest first: five fixed holidays (which may
 * fall on a weekend), seven movable ones on weekdays, one Muhurat evening and one Saturday session.
 */
export function yearDays(year: number): readonly YearDay[] {
  const days = new Map<SessionDate, YearDay>();
  const put = (day: YearDay): void => void days.set(day.date, day);
  /** First free day that fits, from a day of the stretch on that depends on the year. */
  const pick = (monthDay: string, length: number, fits: readonly number[]): SessionDate => {
    let date = addDays(
      sessionDate(`${year}-${monthDay}`),
      mix(year, length * 31 + Number(monthDay.replace('-', ''))) % length,
    );
    while (days.has(date) || !fits.includes(weekday(date))) date = addDays(date, 1);
    return date;
  };
  for (const [monthDay, name] of FIXED) {
    put({ date: sessionDate(`${year}-${monthDay}`), kind: 'holiday', name, hours: [] });
  }
  const saturday = pick('01-10', 60, [6]);
  const hours = year % 2 === 0 ? FULL_HOURS : SPLIT_HOURS;
  put({ date: saturday, kind: 'special', name: 'Special Saturday session', hours });
  for (const [monthDay, length, name] of MOVABLE) {
    const date = pick(monthDay, length, [1, 2, 3, 4, 5]);
    put({ date, kind: 'holiday', name, hours: [] });
  }
  const evening = pick('10-16', 26, [0, 1, 2, 3, 4, 5, 6]);
  put({ date: evening, kind: 'muhurat', name: 'Festival of Lamps', hours: MUHURAT_HOURS });
  return [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
