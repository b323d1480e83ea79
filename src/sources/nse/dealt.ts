import { paiseFromRupees } from '../../core/market/money.ts';
import type { SessionRow } from '../../ports/prices.ts';
import { decimalOf } from '../ohlcv.ts';
import { VALUE_UNIT_RUPEES } from './bhavcopy-columns.ts';
import type { BhavcopyColumns } from './bhavcopy-columns.ts';
import type { BhavcopyFormat } from './bhavcopy-files.ts';

/** What a row tells beside its candle. */
export type Dealt = Pick<
  SessionRow,
  'previousClosePaise' | 'lastPaise' | 'valuePaise' | 'trades' | 'delivered'
>;

const isBlank = (text: string): boolean => text === '' || text === '-';

/** A number from 0 on; absent where nothing stands; NaN for anything else. */
function numberIn(cells: readonly string[], place: number | undefined): number | undefined {
  const text = place === undefined ? '' : (cells[place] ?? '');
  if (isBlank(text)) return undefined;
  const number = decimalOf(text);
  return number >= 0 ? number : Number.NaN;
}

/** A new security has no close before, and a bond no last price: files write 0 or nothing. */
const orAbsent = (price: number | undefined): number | undefined =>
  price === 0 ? undefined : price;

/**
 * Previous close, last price, value, trades and delivery of a row, each absent where the file tells
 * none; or in words why the row is refused.
 */
export function dealtOf(
  cells: readonly string[],
  columns: BhavcopyColumns,
  format: BhavcopyFormat,
): Dealt | string {
  const previousClose = orAbsent(numberIn(cells, columns.previousClose));
  const last = orAbsent(numberIn(cells, columns.last));
  const value = numberIn(cells, columns.value);
  const trades = numberIn(cells, columns.trades);
  const delivered = numberIn(cells, columns.delivered);
  const out: { -readonly [Name in keyof Dealt]: Dealt[Name] } = {};
  if (previousClose !== undefined) {
    const paise = paiseFromRupees(previousClose);
    if (paise === undefined) return `"${cells[columns.previousClose]}" is no previous close`;
    out.previousClosePaise = paise;
  }
  if (last !== undefined) {
    const paise = paiseFromRupees(last);
    if (paise === undefined) return `"${cells[columns.last]}" is no last price`;
    out.lastPaise = paise;
  }
  if (value !== undefined) {
    const paise = paiseFromRupees(value * VALUE_UNIT_RUPEES[format]);
    if (paise === undefined) return `"${cells[columns.value]}" is no value of what was dealt in`;
    out.valuePaise = paise;
  }
  if (trades !== undefined) {
    if (!Number.isSafeInteger(trades))
      return `"${cells[columns.trades ?? 0]}" is no number of trades`;
    out.trades = trades;
  }
  if (delivered !== undefined) {
    if (!Number.isSafeInteger(delivered)) {
      return `"${cells[columns.delivered ?? 0]}" is no number of delivered shares`;
    }
    out.delivered = delivered;
  }
  return out;
}
