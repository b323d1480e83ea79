import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Ohlcv } from '../core/market/bar.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { paise } from '../core/market/money.ts';
import { sourceName } from './candles.ts';
import type { Handle } from './handle.ts';
import { viewsOf } from './row-views.ts';
import type { SourcedQuote } from './quotes.ts';
import type { Schema } from './schema.ts';

const BAR_SECONDS = 60;

/** A one-minute candle of a listing. */
export interface MinuteBar extends Ohlcv {
  readonly listingId: number;
  readonly start: Instant;
}

/** Prices as one-minute candles tell them. */
export function readMinutePrices({ db }: Handle) {
  return {
    /** Candles of listings, each from a moment of its own on, all before `to`; oldest first. */
    async since(from: ReadonlyMap<number, Instant>, to: Instant): Promise<MinuteBar[]> {
      if (from.size === 0) return [];
      const query = sql<Selectable<Schema['candles_1m']>>`
        SELECT c.* FROM json_each(${JSON.stringify([...from])}) AS asked
        JOIN candles_1m c ON c.listing_id = json_extract(asked.value, '$[0]')
          AND c.start >= json_extract(asked.value, '$[1]') AND c.start < ${to}
        ORDER BY c.start, c.listing_id`.compile(db);
      const rows = await viewsOf(db, query);
      return rows.map((row) => ({
        listingId: row.listing_id,
        start: instant(row.start),
        openPaise: paise(row.open_paise),
        highPaise: paise(row.high_paise),
        lowPaise: paise(row.low_paise),
        closePaise: paise(row.close_paise),
        volume: row.volume,
      }));
    },
    /**
     * The close of each listing's newest one-minute candle that begins in from..to, `to` not in it,
     * as of the candle's end, with the volume of all of them; where the first of them begins at `from`,
     * with their open, high and low too. A listing without one is left out.
     */
    async newest(
      listingIds: readonly number[],
      from: Instant,
      to: Instant,
    ): Promise<SourcedQuote[]> {
      if (listingIds.length === 0) return [];
      const query = db
        .selectFrom((inner) =>
          inner
            .selectFrom('candles_1m')
            .select((expression) => [
              'listing_id',
              expression.fn.max<number>('start').as('newest'),
              expression.fn.max<number>('high_paise').as('high'),
              expression.fn.min<number>('low_paise').as('low'),
              expression.fn.sum<number>('volume').as('traded'),
            ])
            .where('listing_id', 'in', listingIds)
            .where('start', '>=', from)
            .where('start', '<', to)
            .groupBy('listing_id')
            .as('n'),
        )
        .innerJoin('candles_1m as c', (join) =>
          join.onRef('c.listing_id', '=', 'n.listing_id').onRef('c.start', '=', 'n.newest'),
        )
        .leftJoin('candles_1m as f', (join) =>
          join.onRef('f.listing_id', '=', 'n.listing_id').on('f.start', '=', from),
        )
        .select(['c.listing_id', 'c.start', 'c.close_paise', 'c.source', 'n.traded'])
        .select(['f.open_paise', 'n.high', 'n.low'])
        .compile();
      const rows = await viewsOf(db, query);
      return rows.map((row) => ({
        listingId: row.listing_id,
        lastPaise: paise(row.close_paise),
        at: instant(row.start + BAR_SECONDS),
        volume: row.traded,
        source: sourceName(row.source),
        ...(row.open_paise === null
          ? {}
          : {
              openPaise: paise(row.open_paise),
              highPaise: paise(row.high),
              lowPaise: paise(row.low),
            }),
      }));
    },
  };
}
