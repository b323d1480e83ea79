import type { SessionDate } from '../../core/market/session-date.ts';
import type { DeliveriesAnswer, Delivery } from '../../ports/end-of-day.ts';
import { columnOf, scanCsv } from '../csv-table.ts';
import { decimalOf, requireMostlyGood } from '../ohlcv.ts';
import type { BhavcopyFile } from './bhavcopy-files.ts';
import { sessionDays } from './read-bhavcopy.ts';
import { readRows } from './read-rows.ts';

/**
 * Reads how much was delivered of what was dealt in. The file has the session's prices too: they are
 * read from it only where no other file has them.
 *
 * @throws Failure `bad-data` when a column is missing, when the date inside is not the session's,
 *   when the file holds no row, and when more than a tenth of the rows is refused
 * @see `sec_bhavdata_full_21082026.csv`
 */
export function readDeliveries(
  given: string | Uint8Array,
  { name, format }: BhavcopyFile,
  session: SessionDate,
): DeliveriesAnswer {
  const table = scanCsv(given, name);
  const date = columnOf(table, 'DATE1');
  const [symbolAt, seriesAt] = [columnOf(table, 'SYMBOL'), columnOf(table, 'SERIES')];
  const [deliveredAt, volumeAt] = [columnOf(table, 'DELIV_QTY'), columnOf(table, 'TTL_TRD_QNTY')];
  const days = sessionDays(name, format, session);
  const read = (cells: readonly string[]): Delivery | string => {
    const ofSession = days.isSession(cells[date] ?? '');
    const [symbol = '', series = ''] = [cells[symbolAt], cells[seriesAt]];
    if (symbol === '' || series === '') return 'has no symbol or no series';
    if (!ofSession) return `${symbol} ${series} is of "${cells[date]}"`;
    const cell = cells[deliveredAt] ?? '';
    if (cell === '' || cell === '-') return { symbol, series };
    const delivered = decimalOf(cell);
    const most = decimalOf(cells[volumeAt] ?? '');
    const counts = Number.isSafeInteger(delivered) && delivered >= 0 && delivered <= most;
    return counts
      ? { symbol, series, delivered }
      : `${symbol} ${series}: "${cell}" is no part of the ${cells[volumeAt]} shares dealt in`;
  };
  const { items, refused } = readRows(table, read, ({ symbol, series }) => `${symbol} ${series}`);
  days.requireSession();
  requireMostlyGood(name, items.length, refused);
  return { deliveries: items, refused };
}
