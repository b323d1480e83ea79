import type { Selectable } from 'kysely';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import { paise } from '../core/market/money.ts';
import type { Paise } from '../core/market/money.ts';
import type { Quote } from '../core/market/quote.ts';
import { sourceCode, sourceName } from './candles.ts';
import type { BarSource } from './candles.ts';
import type { Handle } from './handle.ts';
import { viewsOf } from './row-views.ts';
import type { QuoteTables } from './quote-tables.ts';

/** A quote to be kept; `source` tells of whom it is, or that it was made from a candle. */
export interface SourcedQuote extends Quote {
  readonly listingId: number;
  readonly source: BarSource;
}

/** The last known price of a listing. */
export interface KeptQuote extends SourcedQuote {
  /** When it was first seen, wall time. */
  readonly fetchedAt: Instant;
}

/** A quote under the names that its listing bears now. */
export interface ShownQuote extends KeptQuote {
  readonly symbol: string;
  readonly exchange: ExchangeCode;
  readonly series: string;
}

type Row = Selectable<QuoteTables['quotes']>;
type Facts = Omit<Row, 'listing_id' | 'fetched_at'>;

function factsOf(quote: SourcedQuote): Facts {
  return {
    last_paise: quote.lastPaise,
    quoted_at: quote.at,
    source: sourceCode(quote.source),
    volume: quote.volume ?? null,
    open_paise: quote.openPaise ?? null,
    high_paise: quote.highPaise ?? null,
    low_paise: quote.lowPaise ?? null,
    previous_close_paise: quote.previousClosePaise ?? null,
    bid_paise: quote.bidPaise ?? null,
    ask_paise: quote.askPaise ?? null,
    lower_circuit_paise: quote.lowerCircuitPaise ?? null,
    upper_circuit_paise: quote.upperCircuitPaise ?? null,
  };
}

function named<Name extends string>(name: Name, amount: number | null) {
  return amount === null ? {} : ({ [name]: paise(amount) } as { readonly [Key in Name]: Paise });
}

function fromRow(row: Row): KeptQuote {
  return {
    listingId: row.listing_id,
    lastPaise: paise(row.last_paise),
    at: instant(row.quoted_at),
    fetchedAt: instant(row.fetched_at),
    source: sourceName(row.source),
    ...(row.volume === null ? {} : { volume: row.volume }),
    ...named('openPaise', row.open_paise),
    ...named('highPaise', row.high_paise),
    ...named('lowPaise', row.low_paise),
    ...named('previousClosePaise', row.previous_close_paise),
    ...named('bidPaise', row.bid_paise),
    ...named('askPaise', row.ask_paise),
    ...named('lowerCircuitPaise', row.lower_circuit_paise),
    ...named('upperCircuitPaise', row.upper_circuit_paise),
  };
}

/** Reading of last prices, indices among them. */
export function readQuotes({ db }: Handle) {
  return {
    /** Quotes of the listings, in no order; a listing without one is left out. */
    async of(listingIds: readonly number[]): Promise<KeptQuote[]> {
      if (listingIds.length === 0) return [];
      const query = db.selectFrom('quotes').selectAll().where('listing_id', 'in', listingIds);
      return (await viewsOf(db, query.compile())).map(fromRow);
    },
    /** Quotes by symbol; of the current symbols named, else of all. */
    async shown(symbols?: readonly string[]): Promise<ShownQuote[]> {
      let query = db
        .selectFrom('quotes as q')
        .innerJoin('listings as l', 'l.listing_id', 'q.listing_id')
        .innerJoin('instrument_symbols as s', (join) =>
          join
            .onRef('s.instrument_id', '=', 'l.instrument_id')
            .onRef('s.exchange', '=', 'l.exchange')
            .on('s.valid_to', 'is', null),
        )
        .selectAll('q')
        .select(['s.symbol', 'l.exchange', 'l.series'])
        .orderBy('s.symbol')
        .orderBy('l.exchange')
        .orderBy('l.series');
      if (symbols) query = query.where('s.symbol', 'in', symbols);
      return (await query.execute()).map((row) => ({
        ...fromRow(row),
        symbol: row.symbol,
        exchange: row.exchange as ExchangeCode,
        series: row.series,
      }));
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeQuotes({ db }: Handle) {
  async function keptOf(listingId: number): Promise<Row | undefined> {
    return db
      .selectFrom('quotes')
      .selectAll()
      .where('listing_id', '=', listingId)
      .executeTakeFirst();
  }

  /** The instrument's last price is the youngest of its listings'. */
  async function noteLastPrice({ listingId, lastPaise, at }: SourcedQuote): Promise<void> {
    await db
      .updateTable('instruments')
      .set({ last_price_paise: lastPaise, last_price_at: at })
      .where('instrument_id', '=', (query) =>
        query.selectFrom('listings').select('instrument_id').where('listing_id', '=', listingId),
      )
      .where((where) =>
        where.or([where('last_price_at', 'is', null), where('last_price_at', '<=', at)]),
      )
      .execute();
  }

  return {
    /**
     * Keeps the quotes, each unless a younger one is there, and the last prices of their instruments.
     *
     * @param fetchedAt wall time
     * @returns how many are new or changed
     */
    async save(quotes: readonly SourcedQuote[], fetchedAt: Instant): Promise<number> {
      let changed = 0;
      for (const quote of quotes) {
        const facts = factsOf(quote);
        const kept = await keptOf(quote.listingId);
        const names = Object.keys(facts) as (keyof Facts)[];
        if (kept && kept.quoted_at > quote.at) continue;
        if (kept && names.every((name) => kept[name] === facts[name])) continue;
        const row = { ...facts, fetched_at: fetchedAt };
        await db
          .insertInto('quotes')
          .values({ listing_id: quote.listingId, ...row })
          .onConflict((conflict) => conflict.column('listing_id').doUpdateSet(row))
          .execute();
        await noteLastPrice(quote);
        changed++;
      }
      return changed;
    },
  };
}
