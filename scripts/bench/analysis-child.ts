import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import SqliteDatabase from 'better-sqlite3';
import { columnPool } from '../../src/core/analysis/column-pool.ts';
import type { Bars } from '../../src/core/indicators/indicator.ts';
import { INDICATORS } from '../../src/core/indicators/registry.ts';
import { withPool } from '../../src/core/indicators/runs.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { columnPool as candlePool } from '../../src/core/patterns/candles.ts';
import { patternHits } from '../../src/core/patterns/registry.ts';
import { adjustedSeries } from '../../src/feed/adjusted-series.ts';
import { openStore } from '../../src/store/store.ts';
import { OVER_COLUMNS } from '../v8-flags.js';
import { dailyBars } from './made-up-bars.ts';
import { checkpoint, cpuMs, makeDatabase, writeDays } from './write-bars.ts';

/** The market that is reckoned with: five years of every share. */
export const INSTRUMENTS = 2200;
export const SESSIONS = 1250;

/**
 * Instruments on which the measured loops are run once before they are measured, and the time that V8
 * has afterwards to end the compiling that they began: what one-shot runs pay for that is in the lines
 * of whole jobs.
 */
const WARM = 200;
const COMPILING_MS = 1500;

/** The indicators that are measured, with the parameters that `talib.c` and `scan.py` have too. */
const MEASURED: readonly (readonly [string, readonly number[]])[] = [
  ['sma', [20]],
  ['ema', [20]],
  ['wma', [20]],
  ['dema', [20]],
  ['rsi', [14]],
  ['macd', [12, 26, 9]],
  ['bbands', [20, 2]],
  ['stddev', [20, 1]],
  ['roc', [10]],
  ['trix', [15]],
  ['atr', [14]],
  ['adx', [14]],
  ['plus_di', [14]],
  ['minus_di', [14]],
  ['cci', [14]],
  ['willr', [14]],
  ['stoch', [9, 3, 3]],
  ['obv', []],
  ['ad', []],
  ['mfi', [14]],
];

/** Makes a database of the whole market, and its bars in a file for the yardstick. */
export async function makeMarket(folder: string): Promise<void> {
  const path = join(folder, 'paperjobs.db');
  const series = dailyBars(INSTRUMENTS * SESSIONS);
  await makeDatabase(path, series.length);
  const opened = await openStore(path);
  await writeDays(opened, series);
  await opened.close();
  const raw = new SqliteDatabase(path);
  const symbol = raw.prepare(
    "INSERT INTO instrument_symbols VALUES ('XNSE', ?, '2021-01-01', NULL, ?, 'EQ')",
  );
  raw.transaction(() => {
    for (const id of series.keys()) symbol.run(`MADEUP${id + 1}`, id + 1);
  })();
  raw.close();
  checkpoint(path);
  const file = openSync(join(folder, 'bars'), 'w');
  for (const bars of series) {
    const columns = [
      bars.map(({ openPaise }) => openPaise / 100),
      bars.map(({ highPaise }) => highPaise / 100),
      bars.map(({ lowPaise }) => lowPaise / 100),
      bars.map(({ closePaise }) => closePaise / 100),
      bars.map(({ volume }) => volume),
    ];
    writeSync(file, new Uint8Array(Float64Array.from(columns.flat()).buffer));
  }
  closeSync(file);
}

function readBars(folder: string): Bars[] {
  const { buffer, byteOffset } = readFileSync(join(folder, 'bars'));
  return Array.from({ length: INSTRUMENTS }, (_, instrument) => {
    const column = (which: number): Float64Array =>
      new Float64Array(buffer, byteOffset + (instrument * 5 + which) * SESSIONS * 8, SESSIONS);
    return {
      open: column(0),
      high: column(1),
      low: column(2),
      close: column(3),
      volume: column(4),
    };
  });
}

/** The measured indicators of one instrument. @returns a number that hangs on all of them */
function reckon(bars: Bars, pool: ReturnType<typeof columnPool>): number {
  return withPool(pool, () => {
    let sum = 0;
    for (const [name, parameters] of MEASURED) {
      const [values] = INDICATORS.get(name)?.compute(bars, parameters) ?? [];
      sum += values?.at(-1) ?? Number.NaN;
    }
    return sum;
  });
}

/** As the program sets V8 where jobs over columns begin. */
function setAsTheProgram(): void {
  for (const flag of OVER_COLUMNS) setFlagsFromString(flag);
}

/** Indicators and patterns over bars in memory. */
async function alone(folder: string): Promise<Record<string, number>> {
  setAsTheProgram();
  const all = readBars(folder);
  const pool = columnPool();
  const candles = candlePool();
  let sum = 0;
  for (const bars of all.slice(0, WARM)) sum += reckon(bars, pool);
  await setTimeout(COMPILING_MS);
  const indicators = await cpuMs(async () => {
    for (const bars of all) sum += reckon(bars, pool);
  });
  let hits = 0;
  for (const bars of all.slice(0, WARM)) hits += patternHits(bars, 0, candles).length;
  await setTimeout(COMPILING_MS);
  const patterns = await cpuMs(async () => {
    for (const bars of all) hits += patternHits(bars, 0, candles).length;
  });
  return { indicators, patterns, sum, hits };
}

/** Reading the market from the database and computing, as the jobs do it. */
async function scan(folder: string): Promise<Record<string, number>> {
  setAsTheProgram();
  const opened = await openStore(join(folder, 'paperjobs.db'), 'read');
  const [pool, read] = [columnPool(), columnPool()];
  let sum = 0;
  let bars = 0;
  const go = async (count: number): Promise<void> => {
    const { store } = opened;
    const all = await store.dailyBars.instruments({ exchange: 'XNSE' });
    const until = sessionDate('2099-12-31');
    const newest = await store.dailyBars.newestSession(all, until);
    const sessions = { only: new Set(newest === undefined ? [] : [newest]) };
    const instruments = all.slice(0, count);
    const selection = { instruments, sessions, until };
    for await (const { series } of adjustedSeries(store, selection, read)) {
      bars += series.close.length;
      sum += reckon(series, pool);
    }
  };
  await go(WARM);
  await setTimeout(COMPILING_MS);
  bars = 0;
  const spent = await cpuMs(() => go(INSTRUMENTS));
  await opened.close();
  return { spent, bars, sum };
}

/** What a child of the benchmark measures of indicators and patterns. Absent: another's name. */
export async function analysisChild(
  name: string,
  folder: string,
): Promise<Record<string, number> | undefined> {
  switch (name) {
    case 'make-market':
      await makeMarket(folder);
      return {};
    case 'analysis-alone':
      return alone(folder);
    case 'analysis-scan':
      return scan(folder);
    default:
      return undefined;
  }
}
