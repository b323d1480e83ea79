import type { SessionDate } from '../market/session-date.ts';
import type { Calendar, OpenDay } from './calendar.ts';

/**
 * Sessions of the range, both ends in it, that a plain Monday-to-Friday timer misses or meets at
 * the wrong hour: `special` and `muhurat` ones, oldest first.
 */
export function upcomingSpecials(
  calendar: Calendar,
  from: SessionDate,
  to: SessionDate,
): readonly OpenDay[] {
  return calendar.sessions(from, to).filter(({ kind }) => kind === 'special' || kind === 'muhurat');
}
