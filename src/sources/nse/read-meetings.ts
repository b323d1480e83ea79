import { nullish, object, string } from 'valibot';
import type { ToldMeeting } from '../../core/corporate-actions/earnings.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { AskedDays, ToldRows } from '../../ports/corporate-actions.ts';
import { decoded } from '../decode.ts';
import { isIsin } from '../instrument-kind.ts';
import { requireMostlyGood } from '../ohlcv.ts';
import { cellOf, dayOf, filingRows, momentOf } from './filing-fields.ts';

const TEXT = nullish(string());
const BOARD_MEETING = object({
  bm_symbol: string(),
  bm_date: string(),
  bm_purpose: TEXT,
  bm_desc: TEXT,
  sm_name: TEXT,
  sm_isin: TEXT,
  bm_timestamp: TEXT,
  oriiginalMeetingDate: TEXT,
});
const EVENT = object({
  symbol: string(),
  company: TEXT,
  purpose: TEXT,
  bm_desc: TEXT,
  date: string(),
});
const TITLE = /^board meeting intimation$/i;

/** Rows made from XBRL filings of 2023 to mid-2025 have purpose and details in each other's place. */
function inPlace(purpose: string, details: string): { purpose: string; details: string } {
  const swapped = TITLE.test(details) && purpose.length > details.length;
  return swapped ? { purpose: details, details: purpose } : { purpose, details };
}

function boardMeetingOf(value: unknown, root: string): ToldMeeting | string {
  const row = decoded(BOARD_MEETING, value, root);
  const [symbol, date] = [cellOf(row.bm_symbol), dayOf(row.bm_date)];
  if (symbol === undefined) return 'it names no symbol';
  if (date === undefined) return `its day "${row.bm_date}" is no day`;
  const [isin, announcedAt] = [cellOf(row.sm_isin), momentOf(row.bm_timestamp)];
  const movedFrom = dayOf(row.oriiginalMeetingDate);
  return {
    state: 'confirmed',
    symbol,
    date,
    company: cellOf(row.sm_name) ?? symbol,
    ...inPlace(cellOf(row.bm_purpose) ?? '', cellOf(row.bm_desc) ?? ''),
    ...(isin !== undefined && isIsin(isin) ? { isin } : {}),
    ...(movedFrom && movedFrom !== date ? { movedFrom } : {}),
    ...(announcedAt === undefined ? {} : { announcedAt }),
  };
}

function eventOf(value: unknown, root: string): ToldMeeting | string {
  const row = decoded(EVENT, value, root);
  const [symbol, date] = [cellOf(row.symbol), dayOf(row.date)];
  if (symbol === undefined) return 'it names no symbol';
  if (date === undefined) return `its day "${row.date}" is no day`;
  return {
    state: 'expected',
    symbol,
    date,
    company: cellOf(row.company) ?? symbol,
    purpose: cellOf(row.purpose) ?? '',
    details: cellOf(row.bm_desc) ?? '',
  };
}

function meetings(
  body: Uint8Array,
  { from, to, symbol }: AskedDays,
  read: (value: unknown, root: string) => ToldMeeting | string,
): ToldRows<ToldMeeting> {
  const rows: ToldMeeting[] = [];
  const refused: RefusedRow[] = [];
  let accepted = 0;
  for (const [index, value] of filingRows(body).entries()) {
    const meeting = read(value, `[${index}]`);
    if (typeof meeting === 'string') {
      refused.push({ row: `[${index}]`, reason: meeting });
      continue;
    }
    accepted++;
    if (meeting.date < from || meeting.date > to) continue;
    if (symbol === undefined || meeting.symbol === symbol) rows.push(meeting);
  }
  requireMostlyGood('the list of meetings', accepted, refused);
  return { rows, refused };
}

/** Reads companies' own letters about meetings of their boards. @throws Failure `bad-data` */
export function readBoardMeetings(body: Uint8Array, days: AskedDays): ToldRows<ToldMeeting> {
  return meetings(body, days, boardMeetingOf);
}

/** Reads NSE's calendar of coming meetings. @throws Failure `bad-data` */
export function readEventCalendar(body: Uint8Array, days: AskedDays): ToldRows<ToldMeeting> {
  return meetings(body, days, eventOf);
}
