import { sql } from 'kysely';
import type { Basis, Interval } from '../core/market/bar.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import { instant, istInstant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { paise } from '../core/market/money.ts';
import type { Paise } from '../core/market/money.ts';
import { addDays } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { sourceName } from './candles.ts';
import type { BarSource } from './candles.ts';
import type { Handle } from './handle.ts';
import { bearsOneOf, symbolOn } from './symbol-on.ts';

/** A kept candle with the name under which a person knows it. */
export interface ShownCandle {
  readonly symbol: string;
  readonly series: string;
  readonly exchange: ExchangeCode;
  /** A session for daily bars, the start of the bar for shorter ones. */
  readonly at: SessionDate | Instant;
  readonly openPaise: Paise;
  readonly highPaise: Paise;
  readonly lowPaise: Paise;
  readonly closePaise: Paise;
  readonly volume: number;
  readonly source: BarSource;
  readonly instrumentId: number;
  /** Absent for candles inside sessions: their sources do not tell. */
  readonly basis?: Basis;
  /** As it was on the day; absent for candles inside sessions, and where no file gave one. */
  readonly isin?: string;
}

/** Which candles to show; absent symbols: all; absent ends: open. A symbol is one of today or of then. */
export interface ShownRange {
  readonly interval: Interval;
  readonly symbols?: readonly string[];
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

/** The ISIN of the listing's instrument on a day. */
const ISIN_ON = sql<string | null>`coalesce(
  (select d.isin from instrument_isins d where d.instrument_id = l.instrument_id
    and d.valid_from <= c.session order by d.valid_from desc limit 1),
  (select i.isin from instruments i where i.instrument_id = l.instrument_id))`;

const PRICES = ['c.open_paise', 'c.high_paise', 'c.low_paise', 'c.close_paise'] as const;

/** Reading of candles for people and scripts. */
export function readShownCandles({ db }: Handle) {
  async function daily({ symbols, from, to }: ShownRange) {
    let query = db
      // From listing to listing: an index by session would cost a third of the rows' size.
      .selectFrom('listings as l')
      .innerJoin('candles_1d as c', 'c.listing_id', 'l.listing_id')
      .select([
        symbolOn('c.session').as('symbol'),
        ISIN_ON.as('isin'),
        'l.series',
        'l.exchange',
        'l.instrument_id',
        'c.listing_id',
        'c.session as at',
        'c.basis',
      ])
      .select([...PRICES, 'c.volume', 'c.source'])
      .orderBy('c.session')
      .orderBy('symbol')
      .orderBy('c.listing_id')
      .orderBy('c.basis');
    if (symbols) query = query.where(bearsOneOf(symbols));
    if (from !== undefined) query = query.where('c.session', '>=', from);
    if (to !== undefined) query = query.where('c.session', '<=', to);
    const rows = await query.execute();
    // Raw prices stand before split-adjusted ones of the same listing and session: those go.
    return rows.filter((row, place) => {
      const before = rows[place - 1];
      return before?.listing_id !== row.listing_id || before.at !== row.at;
    });
  }

  async function intraday(
    table: 'candles_1m' | 'candles_5m' | 'candles_15m',
    { symbols, from, to }: ShownRange,
  ) {
    let query = db
      .selectFrom(`${table} as c`)
      .innerJoin('listings as l', 'l.listing_id', 'c.listing_id')
      .select([
        symbolOn('day').as('symbol'),
        'l.series',
        'l.exchange',
        'l.instrument_id',
        'c.start as at',
      ])
      .select([...PRICES, 'c.volume', 'c.source'])
      .orderBy('c.start')
      .orderBy('symbol')
      .orderBy('c.listing_id');
    if (symbols) query = query.where(bearsOneOf(symbols));
    if (from !== undefined) query = query.where('c.start', '>=', istInstant(from, '00:00'));
    if (to !== undefined) query = query.where('c.start', '<', istInstant(addDays(to, 1), '00:00'));
    return query.execute();
  }

  return {
    /** Candles by time, then symbol; daily ones once for each listing and session. */
    async list(range: ShownRange): Promise<ShownCandle[]> {
      const rows =
        range.interval === '1d'
          ? await daily(range)
          : await intraday(`candles_${range.interval}`, range);
      return rows.map((row) => ({
        symbol: row.symbol,
        series: row.series,
        exchange: row.exchange as ExchangeCode,
        at: typeof row.at === 'number' ? instant(row.at) : (row.at as SessionDate),
        openPaise: paise(row.open_paise),
        highPaise: paise(row.high_paise),
        lowPaise: paise(row.low_paise),
        closePaise: paise(row.close_paise),
        volume: row.volume,
        source: sourceName(row.source),
        instrumentId: row.instrument_id,
        ...('basis' in row
          ? { basis: row.basis === 0 ? ('raw' as const) : ('split-adjusted' as const) }
          : {}),
        ...('isin' in row && row.isin !== null ? { isin: row.isin } : {}),
      }));
    },
  };
}
