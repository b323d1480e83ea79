import { SCHEDULE_ZONE, hourGroups } from '../kit/schedule.ts';
import { CALENDAR_STYLE, numberSet } from './number-set.ts';
import type { TimedLine } from './timed-line.ts';

/** systemd's week begins on Monday; ours counts from Sunday, 0. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];
const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function weekdaysText(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return '';
  const places = weekdays.map((day) => WEEK.indexOf(day)).toSorted((a, b) => a - b);
  const names = places.map((place) => NAMES[WEEK[place] ?? 0] ?? '');
  const inOne = (places.at(-1) ?? 0) - (places[0] ?? 0) === places.length - 1;
  const text = names.length > 2 && inOne ? `${names[0]}..${names.at(-1)}` : names.join(',');
  return `${text} `;
}

function daysText(days: TimedLine['days']): string {
  if ('date' in days) return days.date;
  const months = days.months ? numberSet(days.months, [1, 12], CALENDAR_STYLE) : '*';
  if ('weekdays' in days) return `${weekdaysText(days.weekdays)}*-${months}-*`;
  return `*-${months}-${numberSet(days.monthDays, [1, 31], CALENDAR_STYLE)}`;
}

/**
 * A line as values of `OnCalendar=`, with the zone written out, so that neither the machine's zone
 * nor its daylight-saving time moves a start.
 *
 * @see systemd.time(7), calendar events
 */
export function onCalendar({ days, points }: TimedLine): string[] {
  return hourGroups(points).map(({ hours, minutes }) => {
    const hour = numberSet(hours, [0, 23], CALENDAR_STYLE);
    const minute = numberSet(minutes, [0, 59], CALENDAR_STYLE);
    return `${daysText(days)} ${hour}:${minute}:00 ${SCHEDULE_ZONE}`;
  });
}
