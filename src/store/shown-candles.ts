import type { Interval } from '../core/market/bar.ts';
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
}

/** Which candles to show; absent symbols: all; absent ends: open. */
export interface ShownRange {
  readonly interval: Interval;
  readonly symbols?: readonly string[];
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

const PRICES = ['c.open_paise', 'c.high_paise', 'c.low_paise', 'c.close_paise'] as const;

/** Reading of candles for people and scripts. */
export function readShownCandles({ db }: Handle) {
  async function daily({ symbols, from, to }: ShownRange) {
    let query = db
      .selectFrom('candles_1d as c')
      .innerJoin('listings as l', 'l.listing_id', 'c.listing_id')
      .innerJoin('instrument_symbols as s', (join) =>
        join
          .onRef('s.instrument_id', '=', 'l.instrument_id')
          .onRef('s.exchange', '=', 'l.exchange')
          .on('s.valid_to', 'is', null),
      )
      .select(['s.symbol', 'l.series', 'l.exchange', 'c.listing_id', 'c.session as at'])
      .select([...PRICES, 'c.volume', 'c.source'])
      .orderBy('c.session')
      .orderBy('s.symbol')
      .orderBy('c.listing_id')
      .orderBy('c.basis');
    if (symbols) query = query.where('s.symbol', 'in', symbols);
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
      .innerJoin('instrument_symbols as s', (join) =>
        join
          .onRef('s.instrument_id', '=', 'l.instrument_id')
          .onRef('s.exchange', '=', 'l.exchange')
          .on('s.valid_to', 'is', null),
      )
      .select(['s.symbol', 'l.series', 'l.exchange', 'c.start as at'])
      .select([...PRICES, 'c.volume', 'c.source'])
      .orderBy('c.start')
      .orderBy('s.symbol')
      .orderBy('c.listing_id');
    if (symbols) query = query.where('s.symbol', 'in', symbols);
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
      }));
    },
  };
}
