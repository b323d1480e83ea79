import { nullable, nullish, object, string } from 'valibot';
import type { ToldAction } from '../../core/corporate-actions/corporate-action.ts';
import { millionthsOf } from '../../core/corporate-actions/millionths.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { AskedDays, ToldRows } from '../../ports/corporate-actions.ts';
import { decoded } from '../decode.ts';
import { isIsin } from '../instrument-kind.ts';
import { requireMostlyGood } from '../ohlcv.ts';
import { cellOf, dayOf, filingRows } from './filing-fields.ts';

const TEXT = nullish(string());
const ROW = object({
  symbol: string(),
  comp: string(),
  isin: TEXT,
  faceVal: TEXT,
  subject: string(),
  exDate: nullable(string()),
  recDate: TEXT,
  bcStartDate: TEXT,
  bcEndDate: TEXT,
});

/** One line, or in words why it is refused. */
function lineOf(value: unknown, root: string): ToldAction | string {
  const row = decoded(ROW, value, root);
  const [symbol, subject, exDate] = [cellOf(row.symbol), cellOf(row.subject), dayOf(row.exDate)];
  if (symbol === undefined) return 'it names no symbol';
  if (subject === undefined) return 'it has no purpose';
  if (exDate === undefined) return `its ex-date "${row.exDate ?? ''}" is no day`;
  const isin = cellOf(row.isin);
  const faceValue = millionthsOf(cellOf(row.faceVal) ?? '');
  const [recordDate, from, to] = [dayOf(row.recDate), dayOf(row.bcStartDate), dayOf(row.bcEndDate)];
  return {
    exchange: 'nse',
    symbol,
    company: row.comp.trim(),
    subject,
    exDate,
    ...(isin !== undefined && isIsin(isin) ? { isin } : {}),
    ...(faceValue === undefined ? {} : { faceValue }),
    ...(recordDate ? { recordDate } : {}),
    ...(from ? { bookClosureFrom: from } : {}),
    ...(to ? { bookClosureTo: to } : {}),
  };
}

/**
 * Reads NSE's list of corporate actions. Face value, company name and symbol are those of today,
 * not of the action.
 *
 * @param days rows of other ex-dates, and of other symbols where one was asked for, are left out
 * @throws Failure `bad-data` naming the field that is missing
 */
export function readCorporateActions(body: Uint8Array, days: AskedDays): ToldRows<ToldAction> {
  const rows: ToldAction[] = [];
  const refused: RefusedRow[] = [];
  let accepted = 0;
  for (const [index, value] of filingRows(body).entries()) {
    const line = lineOf(value, `[${index}]`);
    if (typeof line === 'string') {
      refused.push({ row: `[${index}]`, reason: line });
      continue;
    }
    accepted++;
    if (
      line.exDate >= days.from &&
      line.exDate <= days.to &&
      (days.symbol === undefined || line.symbol === days.symbol)
    ) {
      rows.push(line);
    }
  }
  requireMostlyGood('the list of corporate actions', accepted, refused);
  return { rows, refused };
}
