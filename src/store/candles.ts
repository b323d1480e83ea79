import { sql } from 'kysely';
import type { Basis, DailyBar, IntradayBar, IntradayInterval } from '../core/market/bar.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { paise } from '../core/market/money.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { PriceSourceName } from '../ports/prices.ts';
import { runBulk } from './bulk.ts';
import type { Cell } from './bulk.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

/** Where a kept bar came from: a source, or longer bars made from complete one-minute bars. */
export type BarSource = PriceSourceName | 'aggregated';

/** Codes of `price_sources`, in order of authority: a higher one never replaces a lower one. */
const SOURCE_CODES: Readonly<Record<BarSource, number>> = {
  nse: 0,
  upstox: 1,
  yahoo: 2,
  aggregated: 3,
};
const SOURCE_NAMES: readonly BarSource[] = ['nse', 'upstox', 'yahoo', 'aggregated'];
const BASIS_CODES: Readonly<Record<Basis, number>> = { raw: 0, 'split-adjusted': 1 };

/** The code under which a source is stored. */
export function sourceCode(source: BarSource): number {
  return SOURCE_CODES[source];
}

/** The source of a stored code. */
export function sourceName(code: number): BarSource {
  return SOURCE_NAMES[code] ?? 'aggregated';
}

/** A daily bar as it is kept. */
export interface KeptDailyBar extends DailyBar {
  readonly listingId: number;
  readonly basis: Basis;
  readonly source: BarSource;
}

/** Rows of a source that are to go. */
export interface OutdatedRows {
  readonly basis: Basis;
  readonly source: BarSource;
  readonly sessions: ReadonlySet<SessionDate>;
}

type IntradayTable = 'candles_1m' | 'candles_5m' | 'candles_15m';
const TABLES: Readonly<Record<IntradayInterval, IntradayTable>> = {
  '1m': 'candles_1m',
  '5m': 'candles_5m',
  '15m': 'candles_15m',
};

const PRICE_COLUMNS = ['open_paise', 'high_paise', 'low_paise', 'close_paise', 'volume', 'source'];

/**
 * What happens to a row that is there already: replaced when the new source is at least as
 * authoritative and a value differs; otherwise not written at all, so that a re-run changes nothing.
 */
function replaceWhenBetter(table: string) {
  const values = sql.join(PRICE_COLUMNS.map((name) => sql.ref(`excluded.${name}`)));
  const kept = sql.join(PRICE_COLUMNS.map((name) => sql.ref(`${table}.${name}`)));
  return sql<boolean>`${sql.ref('excluded.source')} <= ${sql.ref(`${table}.source`)} and (${kept}) is not (${values})`;
}

const EXCLUDED = {
  open_paise: sql<number>`excluded.open_paise`,
  high_paise: sql<number>`excluded.high_paise`,
  low_paise: sql<number>`excluded.low_paise`,
  close_paise: sql<number>`excluded.close_paise`,
  volume: sql<number>`excluded.volume`,
  source: sql<number>`excluded.source`,
};

function fillPrices(bar: DailyBar | IntradayBar, source: number, cells: Cell[], at: number): void {
  cells[at] = bar.openPaise;
  cells[at + 1] = bar.highPaise;
  cells[at + 2] = bar.lowPaise;
  cells[at + 3] = bar.closePaise;
  cells[at + 4] = bar.volume;
  cells[at + 5] = source;
}

const PRICES = { open_paise: 0, high_paise: 0, low_paise: 0, close_paise: 0, volume: 0, source: 0 };

/** A daily bar with the listing on which it hangs. */
export interface ListedBar {
  readonly listingId: number;
  readonly bar: DailyBar;
}

/** Writes daily bars, by listing and session. @returns rows inserted or changed */
function saveDailyRows<Row>(
  { db, raw }: Handle,
  basis: Basis,
  source: BarSource,
  rows: readonly Row[],
  of: (row: Row) => ListedBar,
): number {
  const [basisCode, code] = [BASIS_CODES[basis], SOURCE_CODES[source]];
  const compile = (count: number) =>
    db
      .insertInto('candles_1d')
      .values(
        Array.from({ length: count }, () => ({ listing_id: 0, session: '', basis: 0, ...PRICES })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['listing_id', 'session', 'basis'])
          .doUpdateSet(EXCLUDED)
          .where(replaceWhenBetter('candles_1d')),
      )
      .compile();
  return runBulk(raw, 'candles_1d', compile, rows, 9, (row, cells, offset) => {
    const { listingId, bar } = of(row);
    cells[offset] = listingId;
    cells[offset + 1] = bar.session;
    cells[offset + 2] = basisCode;
    fillPrices(bar, code, cells, offset + 3);
  });
}

/** Writes bars inside sessions of one listing, oldest first. @returns rows inserted or changed */
function saveIntraday(
  { db, raw }: Handle,
  interval: IntradayInterval,
  listingId: number,
  source: BarSource,
  bars: readonly IntradayBar[],
): number {
  const table = TABLES[interval];
  const code = SOURCE_CODES[source];
  const compile = (rows: number) =>
    db
      .insertInto(table)
      .values(Array.from({ length: rows }, () => ({ listing_id: 0, start: 0, ...PRICES })))
      .onConflict((conflict) =>
        conflict
          .columns(['listing_id', 'start'])
          .doUpdateSet(EXCLUDED)
          .where(replaceWhenBetter(table)),
      )
      .compile();
  return runBulk(raw, table, compile, bars, 8, (bar, cells, offset) => {
    cells[offset] = listingId;
    cells[offset + 1] = bar.start;
    fillPrices(bar, code, cells, offset + 2);
  });
}

/** Reading of candles. Every list is oldest first. */
export function readCandles({ db }: Handle) {
  const pricesOf = (row: Pick<Schema['candles_1d'], keyof typeof PRICES>) => ({
    openPaise: paise(row.open_paise),
    highPaise: paise(row.high_paise),
    lowPaise: paise(row.low_paise),
    closePaise: paise(row.close_paise),
    volume: row.volume,
  });
  return {
    /** Daily bars of the listings as kept, every basis, both ends in the range. */
    async daily(
      listingIds: readonly number[],
      from: SessionDate,
      to: SessionDate,
    ): Promise<KeptDailyBar[]> {
      const rows = await db
        .selectFrom('candles_1d')
        .selectAll()
        .where('listing_id', 'in', listingIds)
        .where('session', '>=', from)
        .where('session', '<=', to)
        .orderBy('session')
        .execute();
      return rows.map((row) => ({
        listingId: row.listing_id,
        session: sessionDate(row.session),
        basis: row.basis === 0 ? ('raw' as const) : ('split-adjusted' as const),
        source: sourceName(row.source),
        ...pricesOf(row),
      }));
    },
    /** Bars inside sessions of one listing, starts from..to, `to` not in it. */
    async intraday(
      interval: IntradayInterval,
      listingId: number,
      from: Instant,
      to: Instant,
    ): Promise<(IntradayBar & { readonly source: BarSource })[]> {
      const rows = await db
        .selectFrom(TABLES[interval])
        .selectAll()
        .where('listing_id', '=', listingId)
        .where('start', '>=', from)
        .where('start', '<', to)
        .orderBy('start')
        .execute();
      return rows.map((row) => ({
        start: instant(row.start),
        source: sourceName(row.source),
        ...pricesOf(row),
      }));
    },
    /** Starts of the bars that are kept, for finding holes. */
    async starts(
      interval: IntradayInterval,
      listingId: number,
      from: Instant,
      to: Instant,
    ): Promise<Instant[]> {
      const rows = await db
        .selectFrom(TABLES[interval])
        .select('start')
        .where('listing_id', '=', listingId)
        .where('start', '>=', from)
        .where('start', '<', to)
        .orderBy('start')
        .execute();
      return rows.map((row) => instant(row.start));
    },
    /** First and last session kept for the listings. Absent: none. */
    async dailyExtent(
      listingIds: readonly number[],
    ): Promise<{ first: SessionDate; last: SessionDate } | undefined> {
      const row = await db
        .selectFrom('candles_1d')
        .select((expression) => [
          expression.fn.min('session').as('first'),
          expression.fn.max('session').as('last'),
        ])
        .where('listing_id', 'in', listingIds)
        .executeTakeFirst();
      if (!row?.first || !row.last) return undefined;
      return { first: sessionDate(row.first), last: sessionDate(row.last) };
    },
  };
}

/** Writing of candles, inside the caller's transaction. */
export function writeCandles(handle: Handle) {
  return {
    saveDaily: (
      listingId: number,
      basis: Basis,
      source: BarSource,
      bars: readonly DailyBar[],
    ): number => saveDailyRows(handle, basis, source, bars, (bar) => ({ listingId, bar })),
    /** Takes rows of a source away. @returns rows removed */
    dropDaily(listingIds: readonly number[], { basis, source, sessions }: OutdatedRows): number {
      const remove = handle.raw.prepare(
        'DELETE FROM candles_1d WHERE listing_id = ? AND session = ? AND basis = ? AND source = ?',
      );
      const codes = [BASIS_CODES[basis], SOURCE_CODES[source]];
      let removed = 0;
      for (const id of listingIds) {
        for (const session of sessions) removed += remove.run(id, session, ...codes).changes;
      }
      return removed;
    },
    /**
     * Bars of many listings, by listing and session.
     *
     * @param of makes a bar of what stands for it, one at a time
     * @returns rows inserted or changed
     */
    saveDailyRows: <Row>(
      basis: Basis,
      source: BarSource,
      rows: readonly Row[],
      of: (row: Row) => ListedBar,
    ): number => saveDailyRows(handle, basis, source, rows, of),
    saveIntraday: (
      interval: IntradayInterval,
      listingId: number,
      source: BarSource,
      bars: readonly IntradayBar[],
    ): number => saveIntraday(handle, interval, listingId, source, bars),
  };
}
