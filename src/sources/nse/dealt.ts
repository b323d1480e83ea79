import { paiseFromRupees } from '../../core/market/money.ts';
import type { SessionRow } from '../../ports/prices.ts';
import type { CsvCursor } from '../csv-table.ts';
import { VALUE_UNIT_RUPEES } from './bhavcopy-columns.ts';
import type { BhavcopyColumns } from './bhavcopy-columns.ts';
import type { BhavcopyFormat } from './bhavcopy-files.ts';

/** What a row tells beside its candle. */
type Dealt = {
  -readonly [
    Name in 'previousClosePaise' | 'lastPaise' | 'valuePaise' | 'trades' | 'delivered'
  ]?: NonNullable<SessionRow[Name]>;
};

/** A number from 0 on; absent where nothing stands; NaN for anything else. */
function numberAt(cursor: CsvCursor, place: number | undefined): number | undefined {
  if (place === undefined) return undefined;
  const number = cursor.decimal(place);
  if (number >= 0) return number;
  const text = cursor.text(place);
  return text === '' || text === '-' ? undefined : Number.NaN;
}

/**
 * Puts previous close, last price, value, trades and delivery of the row on which the cursor stands
 * into the row, each left out where the file tells none.
 *
 * @returns in words why the row is refused; absent when it is not
 */
export function putDealt(
  row: Dealt,
  cursor: CsvCursor,
  columns: BhavcopyColumns,
  format: BhavcopyFormat,
): string | undefined {
  const shown = (place: number | undefined): string => `"${cursor.text(place ?? 0)}"`;
  const previousClose = numberAt(cursor, columns.previousClose);
  // A new security has no close before, and a bond no last price: files write 0 or nothing.
  if (previousClose !== undefined && previousClose !== 0) {
    const paise = paiseFromRupees(previousClose);
    if (paise === undefined) return `${shown(columns.previousClose)} is no previous close`;
    row.previousClosePaise = paise;
  }
  const last = numberAt(cursor, columns.last);
  if (last !== undefined && last !== 0) {
    const paise = paiseFromRupees(last);
    if (paise === undefined) return `${shown(columns.last)} is no last price`;
    row.lastPaise = paise;
  }
  const value = numberAt(cursor, columns.value);
  if (value !== undefined) {
    const paise = paiseFromRupees(value * VALUE_UNIT_RUPEES[format]);
    if (paise === undefined) return `${shown(columns.value)} is no value of what was dealt in`;
    row.valuePaise = paise;
  }
  const trades = numberAt(cursor, columns.trades);
  if (trades !== undefined) {
    if (!Number.isSafeInteger(trades)) return `${shown(columns.trades)} is no number of trades`;
    row.trades = trades;
  }
  const delivered = numberAt(cursor, columns.delivered);
  if (delivered !== undefined) {
    if (!Number.isSafeInteger(delivered)) {
      return `${shown(columns.delivered)} is no number of delivered shares`;
    }
    row.delivered = delivered;
  }
  return undefined;
}
