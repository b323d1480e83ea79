import type { Selectable } from 'kysely';
import type { CorporateActionKind } from '../core/corporate-actions/purpose-part.ts';
import type { PriceFactor } from '../core/corporate-actions/price-factor.ts';
import { paise } from '../core/market/money.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

function fromRow(row: Selectable<Schema['price_factors']>): PriceFactor {
  return {
    security: row.security,
    exDate: sessionDate(row.ex_date),
    symbol: row.symbol,
    shares: row.shares,
    rights: row.rights,
    specialDividend: row.special_dividend,
    kinds: row.kinds.split(',').filter((kind) => kind !== '') as CorporateActionKind[],
    ...(row.isin === null ? {} : { isin: row.isin }),
    ...(row.manual === null ? {} : { manual: row.manual }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.lacks === null ? {} : { lacks: row.lacks }),
    ...(row.checked === null ? {} : { checked: row.checked === 1 }),
    ...(row.cum_session === null || row.cum_close_paise === null
      ? {}
      : { cumSession: sessionDate(row.cum_session), cumClosePaise: paise(row.cum_close_paise) }),
    ...(row.open_session === null || row.open_paise === null
      ? {}
      : { openSession: sessionDate(row.open_session), openPaise: paise(row.open_paise) }),
  };
}

/** Reading of what old prices are multiplied by. */
export function readPriceFactors({ db }: Handle) {
  return {
    /** By symbol and ex-date; absent symbols: all. */
    async list(symbols?: readonly string[]): Promise<PriceFactor[]> {
      let query = db
        .selectFrom('price_factors')
        .selectAll()
        .orderBy('symbol')
        .orderBy('ex_date')
        .orderBy('security');
      if (symbols) query = query.where('symbol', 'in', symbols);
      return (await query.execute()).map(fromRow);
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writePriceFactors({ db }: Handle) {
  return {
    /** Removes rows, then inserts or replaces others. Only what differs should be given. */
    async apply(remove: readonly PriceFactor[], save: readonly PriceFactor[]): Promise<void> {
      for (const { security, exDate } of remove) {
        await db
          .deleteFrom('price_factors')
          .where('security', '=', security)
          .where('ex_date', '=', exDate)
          .execute();
      }
      for (const factor of save) {
        await db
          .replaceInto('price_factors')
          .values({
            security: factor.security,
            ex_date: factor.exDate,
            symbol: factor.symbol,
            isin: factor.isin ?? null,
            shares: factor.shares,
            rights: factor.rights,
            special_dividend: factor.specialDividend,
            kinds: factor.kinds.join(','),
            manual: factor.manual ?? null,
            reason: factor.reason ?? null,
            lacks: factor.lacks ?? null,
            checked: factor.checked === undefined ? null : Number(factor.checked),
            cum_session: factor.cumSession ?? null,
            cum_close_paise: factor.cumClosePaise ?? null,
            open_session: factor.openSession ?? null,
            open_paise: factor.openPaise ?? null,
          })
          .execute();
      }
    },
  };
}
