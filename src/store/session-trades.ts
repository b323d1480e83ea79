import { sql } from 'kysely';
import { MAIN_SERIES } from '../core/market/listing.ts';
import { paise } from '../core/market/money.ts';
import type { Paise } from '../core/market/money.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';
import { bearsOneOf, symbolOn } from './symbol-on.ts';

/** What a session's file tells of a listing beside its candle. */
export interface SessionTrades {
  readonly listingId: number;
  readonly session: SessionDate;
  /** Absent figures: the file tells none. */
  readonly dealt: {
    readonly previousClosePaise?: number | undefined;
    readonly lastPaise?: number | undefined;
    readonly valuePaise?: number | undefined;
    readonly trades?: number | undefined;
  };
  readonly delivered: number | undefined;
}

/** What was dealt in on a day, and how much of it was delivered; what no file tells is absent. */
export interface ShownDelivery {
  /** As of that day. */
  readonly symbol: string;
  readonly series: string;
  readonly session: SessionDate;
  readonly volume: number;
  readonly previousClosePaise?: Paise;
  readonly lastPaise?: Paise;
  readonly valuePaise?: Paise;
  readonly trades?: number;
  readonly delivered?: number;
}

/** What was dealt in of an instrument in its usual series, and how much of it was delivered. */
export interface DealtInSession {
  readonly instrumentId: number;
  readonly series: string;
  readonly session: SessionDate;
  /** Shares of the session. */
  readonly volume: number;
  readonly valuePaise?: number;
  readonly trades?: number;
  readonly delivered?: number;
}

const COLUMNS = [
  'previous_close_paise',
  'last_paise',
  'value_paise',
  'trades',
  'delivered',
] as const;

/** A file that does not tell a figure leaves the one that another has told. */
const kept = (column: string) =>
  sql<
    number | null
  >`coalesce(${sql.ref(`excluded.${column}`)}, ${sql.ref(`session_trades.${column}`)})`;

function compileSave({ db }: Handle, rows: number) {
  const blank = {
    listing_id: 0,
    session: '',
    ...Object.fromEntries(COLUMNS.map((name) => [name, 0])),
  };
  const before = sql.join(COLUMNS.map((name) => sql.ref(`session_trades.${name}`)));
  const after = sql.join(COLUMNS.map(kept));
  return db
    .insertInto('session_trades')
    .values(Array.from({ length: rows }, () => blank))
    .onConflict((conflict) =>
      conflict
        .columns(['listing_id', 'session'])
        .doUpdateSet(Object.fromEntries(COLUMNS.map((name) => [name, kept(name)])))
        .where(sql<boolean>`(${before}) is not (${after})`),
    )
    .compile();
}

/** Reading of what was dealt in beside the candles. */
export function readSessionTrades({ db }: Handle) {
  return {
    /**
     * What was dealt in on NSE in a range of sessions, both ends in it, in the usual series, from
     * listing to listing and oldest first within each.
     */
    async dealtIn(from: SessionDate, to: SessionDate): Promise<DealtInSession[]> {
      const rows = await db
        .selectFrom('listings as l')
        .innerJoin('session_trades as t', 't.listing_id', 'l.listing_id')
        .innerJoin('candles_1d as c', (join) =>
          join
            .onRef('c.listing_id', '=', 't.listing_id')
            .onRef('c.session', '=', 't.session')
            .on('c.basis', '=', 0),
        )
        .select(['l.instrument_id', 'l.series', 't.session', 'c.volume'])
        .select(['t.value_paise', 't.trades', 't.delivered'])
        .where('l.exchange', '=', 'XNSE')
        .where('l.series', 'in', MAIN_SERIES)
        .where('t.session', '>=', from)
        .where('t.session', '<=', to)
        .orderBy('l.listing_id')
        .orderBy('t.session')
        .execute();
      return rows.map((row) => ({
        instrumentId: row.instrument_id,
        series: row.series,
        session: row.session as SessionDate,
        volume: row.volume,
        ...(row.value_paise === null ? {} : { valuePaise: row.value_paise }),
        ...(row.trades === null ? {} : { trades: row.trades }),
        ...(row.delivered === null ? {} : { delivered: row.delivered }),
      }));
    },
    /**
     * What was dealt in under the symbols, of then or of today, in a range of sessions, both ends in
     * it, by session and symbol; absent symbols: all. It goes from listing to listing: there is no
     * index by session.
     */
    async shown(
      symbols: readonly string[] | undefined,
      from: SessionDate,
      to: SessionDate,
    ): Promise<ShownDelivery[]> {
      let query = db
        .selectFrom('listings as l')
        .innerJoin('session_trades as t', 't.listing_id', 'l.listing_id')
        .innerJoin('candles_1d as c', (join) =>
          join
            .onRef('c.listing_id', '=', 't.listing_id')
            .onRef('c.session', '=', 't.session')
            .on('c.basis', '=', 0),
        )
        .select([symbolOn('c.session').as('symbol'), 'l.series', 't.session', 'c.volume'])
        .select(['t.previous_close_paise', 't.last_paise', 't.value_paise'])
        .select(['t.trades', 't.delivered'])
        .where('t.session', '>=', from)
        .where('t.session', '<=', to)
        .orderBy('t.session')
        .orderBy('symbol')
        .orderBy('l.listing_id');
      if (symbols) query = query.where(bearsOneOf(symbols));
      return (await query.execute()).map((row) => ({
        symbol: row.symbol,
        series: row.series,
        session: row.session as SessionDate,
        volume: row.volume,
        ...(row.previous_close_paise === null
          ? {}
          : { previousClosePaise: paise(row.previous_close_paise) }),
        ...(row.last_paise === null ? {} : { lastPaise: paise(row.last_paise) }),
        ...(row.value_paise === null ? {} : { valuePaise: paise(row.value_paise) }),
        ...(row.trades === null ? {} : { trades: row.trades }),
        ...(row.delivered === null ? {} : { delivered: row.delivered }),
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeSessionTrades(handle: Handle) {
  return {
    /**
     * Writes rows, by listing and session.
     *
     * @param of makes a row of what stands for it, one at a time
     * @returns rows inserted or changed
     */
    save: <Row>(rows: readonly Row[], of: (row: Row) => SessionTrades): number =>
      runBulk(
        handle.raw,
        'session_trades',
        (count) => compileSave(handle, count),
        rows,
        7,
        (item, cells, offset) => {
          const row = of(item);
          cells[offset] = row.listingId;
          cells[offset + 1] = row.session;
          cells[offset + 2] = row.dealt.previousClosePaise ?? null;
          cells[offset + 3] = row.dealt.lastPaise ?? null;
          cells[offset + 4] = row.dealt.valuePaise ?? null;
          cells[offset + 5] = row.dealt.trades ?? null;
          cells[offset + 6] = row.delivered ?? null;
        },
      ),
  };
}
