import { isSessionDate, readDayMonthYear } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { columnOf, findColumn } from '../csv-table.ts';
import type { CsvShape } from '../csv-table.ts';
import type { BhavcopyFormat } from './bhavcopy-files.ts';

/** Places of the columns in use; absent where the format has no such column. */
export interface BhavcopyColumns {
  readonly date: number;
  readonly symbol: number;
  readonly series: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly previousClose: number;
  readonly last: number;
  readonly value: number;
  readonly trades?: number;
  readonly delivered?: number;
  readonly isin?: number;
  readonly name?: number;
}

/** Header names in the order date, symbol, series, open, high, low, close, volume, previous close, last, value. */
const NAMES: Readonly<Record<BhavcopyFormat, readonly string[]>> = {
  udiff: [
    'TradDt',
    'TckrSymb',
    'SctySrs',
    'OpnPric',
    'HghPric',
    'LwPric',
    'ClsPric',
    'TtlTradgVol',
    'PrvsClsgPric',
    'LastPric',
    'TtlTrfVal',
  ],
  legacy: [
    'TIMESTAMP',
    'SYMBOL',
    'SERIES',
    'OPEN',
    'HIGH',
    'LOW',
    'CLOSE',
    'TOTTRDQTY',
    'PREVCLOSE',
    'LAST',
    'TOTTRDVAL',
  ],
  'sec-full': [
    'DATE1',
    'SYMBOL',
    'SERIES',
    'OPEN_PRICE',
    'HIGH_PRICE',
    'LOW_PRICE',
    'CLOSE_PRICE',
    'TTL_TRD_QNTY',
    'PREV_CLOSE',
    'LAST_PRICE',
    'TURNOVER_LACS',
  ],
};

/** Rupees in one of the units in which the format counts the worth of what was dealt in. */
export const VALUE_UNIT_RUPEES: Readonly<Record<BhavcopyFormat, number>> = {
  udiff: 1,
  legacy: 1,
  'sec-full': 100_000,
};

/** Columns of the ISIN and the name; the legacy file has an ISIN from July 2011 only. */
function identity(table: CsvShape, format: BhavcopyFormat): { isin?: number; name?: number } {
  if (format === 'udiff') {
    return { isin: columnOf(table, 'ISIN'), name: columnOf(table, 'FinInstrmNm') };
  }
  const isin = format === 'legacy' ? findColumn(table, 'ISIN') : undefined;
  return isin === undefined ? {} : { isin };
}

/** Columns of trades and deliveries; the legacy file counts trades from July 2011 only. */
function counts(table: CsvShape, format: BhavcopyFormat): { trades?: number; delivered?: number } {
  switch (format) {
    case 'udiff':
      return { trades: columnOf(table, 'TtlNbOfTxsExctd') };
    case 'sec-full':
      return { trades: columnOf(table, 'NO_OF_TRADES'), delivered: columnOf(table, 'DELIV_QTY') };
    case 'legacy': {
      const trades = findColumn(table, 'TOTALTRADES');
      return trades === undefined ? {} : { trades };
    }
  }
}

/** Finds the columns by name. @throws Failure `bad-data` naming the first that is missing */
export function bhavcopyColumns(table: CsvShape, format: BhavcopyFormat): BhavcopyColumns {
  const [date = 0, symbol = 0, series = 0, ...rest] = NAMES[format].map((name) =>
    columnOf(table, name),
  );
  const [open = 0, high = 0, low = 0, close = 0, volume = 0, ...money] = rest;
  const [previousClose = 0, last = 0, value = 0] = money;
  return {
    date,
    symbol,
    series,
    open,
    high,
    low,
    close,
    volume,
    previousClose,
    last,
    value,
    ...counts(table, format),
    ...identity(table, format),
  };
}

/** How the format writes its date, as an example for sentences. */
export const DATE_EXAMPLE: Readonly<Record<BhavcopyFormat, string>> = {
  udiff: '2026-05-19',
  legacy: '03-JAN-2011',
  'sec-full': '19-Jul-2024',
};

/**
 * Reads the date of a row in its format's own spelling. A year of two digits is the mark of a
 * spreadsheet that saved the file again: other cells may be changed as well.
 *
 * @returns absent for any other spelling
 */
export function bhavcopyDate(text: string, format: BhavcopyFormat): SessionDate | undefined {
  if (format === 'udiff') return isSessionDate(text) ? text : undefined;
  return /-\d{4}$/.test(text) ? readDayMonthYear(text) : undefined;
}
