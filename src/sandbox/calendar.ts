import type { Calendar, CalendarDay, OpenDay } from '../core/calendar/calendar.ts';
import { Failure } from '../core/failure.ts';
import { instant, istDate, istInstant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { addDays, earlierOf, laterOf, sessionDate, weekday } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { yearDays } from './year-days.ts';
import type { YearDay } from './year-days.ts';

const KNOWN_FROM = sessionDate('2015-01-01');
const KNOWN_TO = sessionDate('2099-12-31');
const PRE_OPEN_SECONDS = 15 * 60;
const WEEKEND: Readonly<Record<number, string>> = { 0: 'Sunday', 6: 'Saturday' };
const REGULAR_HOURS: YearDay['hours'] = [['09:15', '15:30']];
const OPEN_TIME_OF_RUNS = '15:20';

function openDay(
  session: SessionDate,
  kind: OpenDay['kind'],
  wallHours: YearDay['hours'],
  why?: string,
): OpenDay {
  const hours = wallHours.map(([open, close]) => ({
    open: istInstant(session, open),
    close: istInstant(session, close),
  }));
  const first = hours[0]?.open ?? istInstant(session, '09:15');
  return {
    state: 'open',
    exchange: 'XNSE',
    session,
    kind,
    hours,
    preOpen: instant(first - PRE_OPEN_SECONDS),
    ...(why === undefined ? {} : { why }),
  };
}

function unusual(day: YearDay): CalendarDay {
  const { date, kind, name, hours } = day;
  if (kind !== 'holiday') return openDay(date, kind, hours, name);
  return { state: 'closed', exchange: 'XNSE', session: date, why: name };
}

/**
 * When the pretend exchange trades: weekdays 09:15 to 15:30 in India with pre-open from 09:00, less
 * the days of `yearDays`. Every call gives the same days; 2015 to 2099 are known.
 */
export function sandboxCalendar(): Calendar {
  const years = new Map<string, ReadonlyMap<SessionDate, YearDay>>();
  const yearOf = (date: SessionDate): ReadonlyMap<SessionDate, YearDay> => {
    const year = date.slice(0, 4);
    const known = years.get(year) ?? new Map(yearDays(Number(year)).map((day) => [day.date, day]));
    years.set(year, known);
    return known;
  };
  const day = (session: SessionDate): CalendarDay => {
    if (session < KNOWN_FROM || session > KNOWN_TO) {
      const why = `the sandbox calendar knows ${KNOWN_FROM} to ${KNOWN_TO}; ask for a day between`;
      return { state: 'unknown', exchange: 'XNSE', session, why };
    }
    const listed = yearOf(session).get(session);
    if (listed) return unusual(listed);
    const why = WEEKEND[weekday(session)];
    if (why !== undefined) return { state: 'closed', exchange: 'XNSE', session, why };
    return openDay(session, 'regular', REGULAR_HOURS);
  };
  const sessions = (from: SessionDate, to: SessionDate): readonly OpenDay[] => {
    const last = earlierOf(to, KNOWN_TO);
    const out: OpenDay[] = [];
    for (let date = laterOf(from, KNOWN_FROM); date <= last; date = addDays(date, 1)) {
      const found = day(date);
      if (found.state === 'open') out.push(found);
    }
    return out;
  };
  return {
    exchange: 'XNSE',
    zone: 'Asia/Kolkata',
    knownFrom: KNOWN_FROM,
    knownTo: KNOWN_TO,
    day,
    sessions,
    dateAt: istDate,
  };
}

/**
 * What a sandbox run takes for now: 15:20 in India of the latest session whose 15:20 has passed and
 * which traded then (a Muhurat evening did not). So the exchange is always open, and runs in a row
 * see the same data.
 *
 * @param wall the moment on the wall
 * @throws Failure `config` when the wall clock stands outside the years that the calendar knows
 */
export function sandboxNow(wall: Instant): Instant {
  const today = istDate(wall);
  const found = sandboxCalendar()
    .sessions(addDays(today, -30), today)
    .toReversed()
    .map((day) => ({ day, at: istInstant(day.session, OPEN_TIME_OF_RUNS) }))
    .find(({ day, at }) => at <= wall && day.hours.some((h) => h.open <= at && at < h.close));
  if (found && today <= KNOWN_TO) return found.at;
  throw new Failure(
    'config',
    `the sandbox needs a clock between ${KNOWN_FROM} and ${KNOWN_TO}, found ${today}: set the clock`,
  );
}
