import type { Deal, DealKind } from '../../core/flows/deal.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import { readDayMonthYear } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { groupedNumber } from './grouped-number.ts';

/** A line as it is written, whatever the file; absent cells are those that its kind does not have. */
export interface DealCells {
  readonly date: string;
  readonly symbol: string;
  readonly name: string;
  readonly quantity: string;
  readonly client?: string;
  readonly side?: string;
  readonly price?: string;
  readonly remarks?: string;
}

/** A day with its year in full; two digits are the mark of a spreadsheet that saved the file again. */
export function dayInFull(text: string): SessionDate | undefined {
  return /-\d{4}$/.test(text) ? readDayMonthYear(text) : undefined;
}

function tradeOf({ client = '', side = '', price = '' }: DealCells): Partial<Deal> | string {
  if (client === '') return 'has no client';
  const word = side.toUpperCase();
  if (word !== 'BUY' && word !== 'SELL') return `"${side}" is neither BUY nor SELL`;
  const pricePaise = paiseFromRupees(groupedNumber(price));
  if (pricePaise === undefined || pricePaise <= 0) return `"${price}" is no price`;
  return { client, side: word, pricePaise };
}

/** A deal from its cells, or in words why it is refused: it is never repaired. */
export function dealOf(kind: DealKind, cells: DealCells): Deal | string {
  const { symbol, name: securityName, remarks = '' } = cells;
  const session = dayInFull(cells.date);
  if (!session) return `"${cells.date}" is no day like 22-AUG-2025`;
  if (symbol === '') return 'has no symbol';
  const quantity = groupedNumber(cells.quantity);
  if (!Number.isSafeInteger(quantity) || quantity <= 0) {
    return `${symbol}: "${cells.quantity}" is no number of shares`;
  }
  const trade = kind === 'short' ? {} : tradeOf(cells);
  if (typeof trade === 'string') return `${symbol}: ${trade}`;
  const told = remarks === '' || remarks === '-' ? {} : { remarks };
  return { session, symbol, securityName, quantity, ...trade, ...told };
}
