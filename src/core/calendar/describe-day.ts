import type { CalendarDay, OpenDay } from './calendar.ts';
import { clockOf, wallTime } from './wall-clock.ts';

const NOUNS: Readonly<Record<OpenDay['kind'], string>> = {
  regular: 'a session',
  special: 'a special session',
  muhurat: 'a Muhurat session',
  shortened: 'a shortened session',
};

/**
 * One sentence for people, hours on the exchange's wall, without a full stop:
 * `2026-11-26 is a session of XNSE: 09:15 to 15:30 IST`,
 * `2026-01-26 is closed on XNSE: Republic Day`.
 */
export function describeDay(day: CalendarDay): string {
  const { session, exchange } = day;
  if (day.state === 'open') {
    return `${session} is ${NOUNS[day.kind]} of ${exchange}: ${hoursText(day)}`;
  }
  const state = day.state === 'closed' ? 'closed' : 'not known';
  return `${session} is ${state} on ${exchange}: ${day.why}`;
}

function hoursText({ exchange, hours, why }: OpenDay): string {
  const clock = clockOf(exchange);
  const stretches = hours
    .map(({ open, close }) => `${wallTime(clock, open)} to ${wallTime(clock, close)}`)
    .join(' and ');
  const zone = hours[0] === undefined ? '' : ` ${clock.abbreviation(hours[0].open)}`;
  return why === undefined ? `${stretches}${zone}` : `${stretches}${zone} (${why})`;
}
