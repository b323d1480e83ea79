import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bars } from '../../src/core/indicators/indicator.ts';

// The recorded prices stay beside the checkout, out of the repository.
const ROOT = '../shared/data';
const FOLDER = join(ROOT, 'nse/daily-2017-2022');
const VECTORS = join(ROOT, 'talib/indicators.csv');

/** Whether they are there: suites on them are skipped otherwise. */
export const haveRecorded = existsSync(FOLDER) && existsSync(VECTORS);

/** Real daily prices of one symbol, as traded. */
export interface RecordedPrices {
  readonly symbol: string;
  readonly sessions: readonly string[];
  readonly bars: Bars;
}

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trim().split(/\r?\n/);

function readPrices(file: string): RecordedPrices {
  const rows = linesOf(join(FOLDER, file)).map((line) => line.replaceAll('"', '').split(','));
  const of = (place: number): Float64Array => Float64Array.from(rows, (row) => Number(row[place]));
  return {
    symbol: basename(file, '.csv'),
    // Written DDMMYY.
    sessions: rows.map(
      ([date = '']) => `20${date.slice(4, 6)}-${date.slice(2, 4)}-${date.slice(0, 2)}`,
    ),
    bars: { open: of(1), high: of(2), low: of(3), close: of(4), volume: of(6) },
  };
}

let known: readonly RecordedPrices[] | undefined;

/** Every recorded symbol. */
export function recordedPrices(): readonly RecordedPrices[] {
  known ??= readdirSync(FOLDER)
    .filter((file) => file.endsWith('.csv'))
    .map(readPrices);
  return known;
}

/** What TA-Lib's C library made of the prices, every 50th bar. */
export function recordedVectors(): readonly {
  readonly symbol: string;
  readonly session: string;
  readonly indicator: string;
  readonly value: number;
}[] {
  return linesOf(VECTORS)
    .slice(1)
    .map((line) => {
      const [symbol = '', session = '', indicator = '', value] = line.split(',');
      return { symbol, session, indicator, value: Number(value) };
    });
}
