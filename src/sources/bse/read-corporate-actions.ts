import { nullable, nullish, number, object, string, union } from 'valibot';
import type { ToldAction } from '../../core/corporate-actions/corporate-action.ts';
import { readDayMonthYear } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { AskedDays, ToldRows } from '../../ports/corporate-actions.ts';
import { decoded, jsonOf, listAt } from '../decode.ts';

const TEXT = nullish(string());
const ROW = object({
  scrip_code: union([number(), string()]),
  short_name: string(),
  long_name: TEXT,
  Ex_date: nullable(string()),
  Purpose: nullable(string()),
  RD_Date: TEXT,
  BCRD_FROM: TEXT,
  BCRD_TO: TEXT,
});

/** `03 Aug 2026`; absent for blanks and dashes. */
function dayOf(text: string | null | undefined): SessionDate | undefined {
  return readDayMonthYear((text ?? '').trim().replaceAll(' ', '-'));
}

function lineOf(value: unknown, root: string): ToldAction | string {
  const row = decoded(ROW, value, root);
  const [symbol, bseCode] = [row.short_name.trim(), String(row.scrip_code).trim()];
  const [exDate, subject] = [dayOf(row.Ex_date), (row.Purpose ?? '').trim()];
  if (bseCode === '') return 'it names no scrip';
  if (subject === '') return 'it has no purpose';
  if (exDate === undefined) return `its ex-date "${row.Ex_date ?? ''}" is no day`;
  const [recordDate, from, to] = [dayOf(row.RD_Date), dayOf(row.BCRD_FROM), dayOf(row.BCRD_TO)];
  return {
    exchange: 'bse',
    symbol: symbol === '' ? bseCode : symbol,
    bseCode,
    company: (row.long_name ?? '').trim() || symbol,
    subject,
    exDate,
    ...(recordDate ? { recordDate } : {}),
    ...(from ? { bookClosureFrom: from } : {}),
    ...(to ? { bookClosureTo: to } : {}),
  };
}

/**
 * Reads BSE's list of corporate actions. It knows scrip codes and short names, no ISIN, and no terms
 * of rights issues and consolidations.
 *
 * @param days rows of other ex-dates are left out
 * @throws Failure `bad-data` naming the field that is missing
 */
export function readBseActions(body: Uint8Array, { from, to }: AskedDays): ToldRows<ToldAction> {
  const rows: ToldAction[] = [];
  const refused: RefusedRow[] = [];
  for (const [index, value] of listAt(jsonOf(body), 'the top level').entries()) {
    const line = lineOf(value, `[${index}]`);
    if (typeof line === 'string') refused.push({ row: `[${index}]`, reason: line });
    else if (line.exDate >= from && line.exDate <= to) rows.push(line);
  }
  return { rows, refused };
}
