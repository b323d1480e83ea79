import { istInstant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { readDayMonthYear } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { jsonOf, listAt } from '../decode.ts';

/** `03-12-2026`: a day as NSE's queries spell it. */
export function queryDay(date: SessionDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}-${month}-${year}`;
}

/** A cell; blanks and dashes, which stand for nothing, are absent. */
export function cellOf(text: string | null | undefined): string | undefined {
  const cell = text?.trim() ?? '';
  return cell === '' || cell === '-' || cell.toLowerCase() === 'null' ? undefined : cell;
}

/** `13-Apr-2026`; absent for anything else. */
export function dayOf(text: string | null | undefined): SessionDate | undefined {
  return readDayMonthYear((text ?? '').trim().slice(0, 11));
}

const MOMENT = /^\d{1,2}-[A-Za-z]{3}-\d{4} ([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

/** `13-Apr-2026 18:07:42`, in India; absent for anything else. */
export function momentOf(text: string | null | undefined): Instant | undefined {
  const moment = (text ?? '').trim();
  const [day = '', time = ''] = moment.split(' ');
  const date = MOMENT.test(moment) ? readDayMonthYear(day) : undefined;
  return date && istInstant(date, time);
}

/** The rows of an answer: a bare list, or one under `data`. @throws Failure `bad-data` */
export function filingRows(body: Uint8Array): readonly unknown[] {
  const value = jsonOf(body);
  const wrapped =
    typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
  return listAt(wrapped, wrapped === value ? 'the top level' : 'data');
}
