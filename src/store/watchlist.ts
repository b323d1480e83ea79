import type { ExchangeCode } from '../core/market/listing.ts';
import type { Instant } from '../core/market/instant.ts';
import type { Handle } from './handle.ts';

/** Reading of the symbols that the desk follows. */
export function readWatchlist({ db }: Handle) {
  return {
    /** Symbols in alphabetical order; empty: nobody added one yet. */
    async symbols(exchange: ExchangeCode): Promise<string[]> {
      const rows = await db
        .selectFrom('watchlist')
        .select('symbol')
        .where('exchange', '=', exchange)
        .orderBy('symbol')
        .execute();
      return rows.map(({ symbol }) => symbol);
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeWatchlist({ db }: Handle) {
  return {
    /** @returns whether it is new */
    async add(symbol: string, exchange: ExchangeCode, at: Instant): Promise<boolean> {
      const result = await db
        .insertInto('watchlist')
        .values({ symbol, exchange, added_at: at })
        .onConflict((conflict) => conflict.columns(['exchange', 'symbol']).doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    /** @returns whether it was there */
    async remove(symbol: string, exchange: ExchangeCode): Promise<boolean> {
      const result = await db
        .deleteFrom('watchlist')
        .where('symbol', '=', symbol)
        .where('exchange', '=', exchange)
        .executeTakeFirst();
      return Number(result.numDeletedRows) > 0;
    },
  };
}
