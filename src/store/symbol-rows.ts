import type { ExchangeCode } from '../core/market/listing.ts';
import type { Handle } from './handle.ts';
import type { CurrentSymbol } from './known-instruments.ts';

/** Reading and writing of who bears which symbol since when, inside the caller's transaction. */
export function symbolRows({ db }: Handle) {
  return {
    /** Lets the instrument bear the symbol from that day on. */
    async give(
      item: { readonly exchange: ExchangeCode; readonly symbol: string; readonly series: string },
      instrumentId: number,
      from: string,
    ): Promise<void> {
      const bearer = { valid_to: null, instrument_id: instrumentId, series: item.series };
      await db
        .insertInto('instrument_symbols')
        .values({ exchange: item.exchange, symbol: item.symbol, valid_from: from, ...bearer })
        .onConflict((conflict) =>
          conflict.columns(['exchange', 'symbol', 'valid_from']).doUpdateSet(bearer),
        )
        .execute();
    },
    /** Ends what the symbol means now. @param on first day on which it no longer means that */
    async end(exchange: ExchangeCode, symbol: string, on: string): Promise<void> {
      await db
        .updateTable('instrument_symbols')
        .set({ valid_to: on })
        .where('exchange', '=', exchange)
        .where('symbol', '=', symbol)
        .where('valid_to', 'is', null)
        .execute();
    },
    /** Who bears the symbol now. */
    async bearer(exchange: ExchangeCode, symbol: string): Promise<CurrentSymbol | undefined> {
      const row = await db
        .selectFrom('instrument_symbols')
        .select(['instrument_id', 'series'])
        .where('exchange', '=', exchange)
        .where('symbol', '=', symbol)
        .where('valid_to', 'is', null)
        .executeTakeFirst();
      return row && { instrumentId: row.instrument_id, series: row.series };
    },
    /** The day on which the last bearer lost the symbol; absent: nobody bore it before. */
    async freeSince(exchange: ExchangeCode, symbol: string): Promise<string | undefined> {
      const row = await db
        .selectFrom('instrument_symbols')
        .select((expression) => expression.fn.max('valid_to').as('ended'))
        .where('exchange', '=', exchange)
        .where('symbol', '=', symbol)
        .executeTakeFirst();
      return row?.ended ?? undefined;
    },
  };
}
