import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { DeliveriesAnswer, Delivery } from '../../ports/end-of-day.ts';
import { columnOf, readCsv } from '../csv-table.ts';
import { decimalOf } from '../ohlcv.ts';
import type { BhavcopyFile } from './bhavcopy-files.ts';
import { spellingsOf } from './read-bhavcopy.ts';
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
  text: string,
  { name, format }: BhavcopyFile,
  session: SessionDate,
): DeliveriesAnswer {
  const table = readCsv(text, name);
  const date = columnOf(table, 'DATE1');
  const [symbolAt, seriesAt] = [columnOf(table, 'SYMBOL'), columnOf(table, 'SERIES')];
  const [deliveredAt, volumeAt] = [columnOf(table, 'DELIV_QTY'), columnOf(table, 'TTL_TRD_QNTY')];
  if (table.rows.length === 0) {
    throw new Failure('bad-data', `expected rows in ${name}, found a header only; ask again later`);
  }
  const days = spellingsOf({ table, format, columns: { date } }, session);
  const { items, refused } = readRows(
    table,
    (cells): Delivery | string => {
      const [symbol = '', series = ''] = [cells[symbolAt], cells[seriesAt]];
      if (symbol === '' || series === '') return 'has no symbol or no series';
      if (!days.has(cells[date] ?? '')) return `${symbol} ${series} is of "${cells[date]}"`;
      const cell = cells[deliveredAt] ?? '';
      if (cell === '' || cell === '-') return { symbol, series };
      const delivered = decimalOf(cell);
      const most = decimalOf(cells[volumeAt] ?? '');
      const counts = Number.isSafeInteger(delivered) && delivered >= 0 && delivered <= most;
      return counts
        ? { symbol, series, delivered }
        : `${symbol} ${series}: "${cell}" is no part of the ${cells[volumeAt]} shares dealt in`;
    },
    ({ symbol, series }) => `${symbol} ${series}`,
  );
  return { deliveries: items, refused };
}
