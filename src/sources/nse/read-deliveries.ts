import type { SessionDate } from '../../core/market/session-date.ts';
import type { DeliveriesAnswer, Delivery } from '../../ports/end-of-day.ts';
import { columnOf, openCsv } from '../csv-table.ts';
import { requireMostlyGood } from '../ohlcv.ts';
import type { BhavcopyFile } from './bhavcopy-files.ts';
import { sessionDays } from './read-bhavcopy.ts';
import { readSecurityRows } from './read-rows.ts';

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
  const cursor = openCsv(given, name);
  const date = columnOf(cursor, 'DATE1');
  const [symbolAt, seriesAt] = [columnOf(cursor, 'SYMBOL'), columnOf(cursor, 'SERIES')];
  const [deliveredAt, volumeAt] = [columnOf(cursor, 'DELIV_QTY'), columnOf(cursor, 'TTL_TRD_QNTY')];
  const days = sessionDays(name, format, session);
  const read = (): Delivery | string => {
    const day = cursor.text(date);
    const ofSession = days.isSession(day);
    const symbol = cursor.text(symbolAt);
    const series = cursor.text(seriesAt);
    if (symbol === '' || series === '') return 'has no symbol or no series';
    if (!ofSession) return `${symbol} ${series} is of "${day}"`;
    const delivered = cursor.decimal(deliveredAt);
    if (Number.isSafeInteger(delivered) && delivered >= 0) {
      if (delivered <= cursor.decimal(volumeAt)) return { symbol, series, delivered };
    }
    const cell = cursor.text(deliveredAt);
    if (cell === '' || cell === '-') return { symbol, series };
    return `${symbol} ${series}: "${cell}" is no part of the ${cursor.text(volumeAt)} shares dealt in`;
  };
  const { items, refused } = readSecurityRows(cursor, read);
  days.requireSession();
  requireMostlyGood(name, items.length, refused);
  return { deliveries: items, refused };
}
