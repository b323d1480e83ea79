import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { paise } from '../core/market/money.ts';
import type { Paise } from '../core/market/money.ts';
import { sourceCode, sourceName } from './candles.ts';
import type { BarSource } from './candles.ts';
import type { Handle } from './handle.ts';

/** The last known price of a listing. */
export interface Quote {
  readonly listingId: number;
  readonly lastPaise: Paise;
  /** The exchange's time of that price. */
  readonly at: Instant;
  /** Shares traded in the session so far. */
  readonly volume: number;
  readonly source: BarSource;
}

/** Reading of last prices. */
export function readQuotes({ db }: Handle) {
  return {
    async of(listingIds: readonly number[]): Promise<Quote[]> {
      if (listingIds.length === 0) return [];
      const rows = await db
        .selectFrom('quotes')
        .selectAll()
        .where('listing_id', 'in', listingIds)
        .execute();
      return rows.map((row) => ({
        listingId: row.listing_id,
        lastPaise: paise(row.last_paise),
        at: instant(row.quoted_at),
        volume: row.volume,
        source: sourceName(row.source),
      }));
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeQuotes({ db }: Handle) {
  return {
    /** Keeps the quote unless a younger one is there. @returns whether something changed */
    async save(quote: Quote): Promise<boolean> {
      const facts = {
        last_paise: quote.lastPaise,
        quoted_at: quote.at,
        volume: quote.volume,
        source: sourceCode(quote.source),
      };
      const kept = await db
        .selectFrom('quotes')
        .selectAll()
        .where('listing_id', '=', quote.listingId)
        .executeTakeFirst();
      const younger = kept !== undefined && kept.quoted_at > quote.at;
      const same =
        kept !== undefined &&
        kept.last_paise === facts.last_paise &&
        kept.quoted_at === facts.quoted_at &&
        kept.volume === facts.volume &&
        kept.source === facts.source;
      if (younger || same) return false;
      await db
        .insertInto('quotes')
        .values({ listing_id: quote.listingId, ...facts })
        .onConflict((conflict) => conflict.column('listing_id').doUpdateSet(facts))
        .execute();
      return true;
    },
  };
}
