import { Failure } from '../../core/failure.ts';
import type { PriceBand } from '../../core/market/price-band.ts';
import type { Mutable } from '../../core/mutable.ts';
import type { PriceBandsAnswer } from '../../ports/end-of-day.ts';
import { columnOf, openCsv } from '../csv-table.ts';
import { requireMostlyGood } from '../ohlcv.ts';
import { readSecurityRows } from './read-rows.ts';

type Band = Mutable<PriceBand>;

/**
 * Reads a session's price bands and surveillance remarks. The file bears no date but in its name.
 *
 * @throws Failure `bad-data` when a column is missing, for a file without rows, and when more than a
 *   tenth of the rows is refused
 * @see `sec_list_28082026.csv`
 */
export function readPriceBands(given: string | Uint8Array, file: string): PriceBandsAnswer {
  const cursor = openCsv(given, file);
  const [symbolAt, seriesAt] = [columnOf(cursor, 'Symbol'), columnOf(cursor, 'Series')];
  const [bandAt, remarkAt] = [columnOf(cursor, 'Band'), columnOf(cursor, 'Remarks')];
  const read = (): PriceBand | string => {
    const symbol = cursor.text(symbolAt);
    const series = cursor.text(seriesAt);
    if (symbol === '' || series === '') return 'has no symbol or no series';
    const row: Band = { symbol, series };
    const percent = cursor.decimal(bandAt);
    if (percent > 0 && percent <= 100) row.percent = percent;
    else {
      const band = cursor.text(bandAt);
      if (!/^(?:no band|-|)$/i.test(band)) {
        return `${symbol} ${series}: "${band}" is no band in per cent`;
      }
    }
    const remark = cursor.text(remarkAt);
    if (remark !== '' && remark !== '-') row.remark = remark;
    return row;
  };
  const { items, refused } = readSecurityRows(cursor, read);
  requireMostlyGood(file, items.length, refused);
  if (items.length > 0) return { bands: items, refused };
  throw new Failure('bad-data', `expected rows in ${file}, found a header only; ask again later`);
}
