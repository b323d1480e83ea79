import { Failure } from '../../core/failure.ts';
import type { PriceBand } from '../../core/market/price-band.ts';
import type { PriceBandsAnswer } from '../../ports/end-of-day.ts';
import { columnOf, readCsv } from '../csv-table.ts';
import { decimalOf, requireMostlyGood } from '../ohlcv.ts';
import { readRows } from './read-rows.ts';

/**
 * Reads a session's price bands and surveillance remarks. The file bears no date but in its name.
 *
 * @throws Failure `bad-data` when a column is missing, for a file without rows, and when more than a
 *   tenth of the rows is refused
 * @see `sec_list_28082026.csv`
 */
export function readPriceBands(text: string, file: string): PriceBandsAnswer {
  const table = readCsv(text, file);
  const [symbolAt, seriesAt] = [columnOf(table, 'Symbol'), columnOf(table, 'Series')];
  const [bandAt, remarkAt] = [columnOf(table, 'Band'), columnOf(table, 'Remarks')];
  const { items, refused } = readRows(
    table,
    (cells): PriceBand | string => {
      const [symbol = '', series = ''] = [cells[symbolAt], cells[seriesAt]];
      if (symbol === '' || series === '') return 'has no symbol or no series';
      const band = cells[bandAt] ?? '';
      const none = /^(?:no band|-|)$/i.test(band);
      const percent = none ? undefined : decimalOf(band);
      if (percent !== undefined && !(percent > 0 && percent <= 100)) {
        return `${symbol} ${series}: "${band}" is no band in per cent`;
      }
      const remark = cells[remarkAt] ?? '';
      return {
        symbol,
        series,
        ...(percent === undefined ? {} : { percent }),
        ...(remark === '' || remark === '-' ? {} : { remark }),
      };
    },
    ({ symbol, series }) => `${symbol} ${series}`,
  );
  requireMostlyGood(table.file, items.length, refused);
  if (items.length > 0) return { bands: items, refused };
  throw new Failure('bad-data', `expected rows in ${file}, found a header only; ask again later`);
}
