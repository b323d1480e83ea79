import type { SessionDate } from '../core/market/session-date.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `19-Jul-2024`, as NSE's JSON and newer files spell a day; older files have it in capitals. */
export function dayMonthYear(date: SessionDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}-${MONTHS[Number(month) - 1] ?? ''}-${year}`;
}

/**
 * Day of the parts of a file name; the month is a number or a name in capitals.
 *
 * @returns a text of the shape `YYYY-MM-DD`, which need not be a day
 */
export function dayOfParts(year: string, month: string, day: string): string {
  const named = MONTHS.findIndex((name) => name.toUpperCase() === month) + 1;
  return `${year}-${named > 0 ? String(named).padStart(2, '0') : month}-${day}`;
}
