import { sql } from 'kysely';
import type { TradedListing } from '../../core/exchange/traded-listing.ts';
import { instant } from '../../core/market/instant.ts';
import type { ExchangeCode, InstrumentKind } from '../../core/market/listing.ts';
import { paise } from '../../core/market/money.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Handle } from '../handle.ts';
import { viewsOf } from '../row-views.ts';

interface Row {
  readonly listing_id: number;
  readonly instrument_id: number;
  readonly exchange: string;
  readonly own_series: string;
  readonly kind: string;
  readonly provisional: number;
  readonly isin: string | null;
  readonly symbol: string | null;
  readonly last_symbol: string | null;
  readonly series: string | null;
  readonly priced_by: number | null;
  readonly last_paise: number | null;
  readonly quoted_at: number | null;
  readonly lower_circuit_paise: number | null;
  readonly upper_circuit_paise: number | null;
  readonly close_session: string | null;
  readonly close_paise: number | null;
  readonly month_close_paise: number | null;
  readonly bands: number;
  readonly band_percent: number | null;
}

function quoteOf(row: Row): Pick<TradedListing, 'quote'> {
  const { last_paise: last, quoted_at: at } = row;
  if (last === null || at === null) return {};
  const [lower, upper] = [row.lower_circuit_paise, row.upper_circuit_paise];
  return {
    quote: {
      lastPaise: paise(last),
      at: instant(at),
      ...(lower === null ? {} : { lowerPaise: paise(lower) }),
      ...(upper === null ? {} : { upperPaise: paise(upper) }),
    },
  };
}

function fromRow(row: Row): TradedListing {
  const { close_session: session, close_paise: close, month_close_paise: month } = row;
  return {
    listingId: row.listing_id,
    instrumentId: row.instrument_id,
    exchange: row.exchange as ExchangeCode,
    symbol: row.symbol ?? row.last_symbol ?? `listing ${row.listing_id}`,
    series: row.series ?? row.own_series,
    kind: row.kind as InstrumentKind,
    provisional: row.provisional === 1,
    pricedBy: row.priced_by ?? row.listing_id,
    delisted: row.symbol === null,
    ...(row.isin === null ? {} : { isin: row.isin }),
    ...quoteOf(row),
    ...(session === null || close === null
      ? {}
      : { close: { session: sessionDate(session), closePaise: paise(close) } }),
    ...(month === null ? {} : { monthClosePaise: paise(month) }),
    ...(row.bands > 0 ? { bandPercent: row.band_percent } : {}),
  };
}

interface ShareFactor {
  readonly symbol: string;
  readonly isin: string | null;
  readonly ex_date: string;
  readonly shares: number;
}

/** What splits and bonuses make of the last close, and of that of the month before. */
function sharesOf(
  { isin, symbol, close_session: close }: Row,
  factors: readonly ShareFactor[],
  month: string,
): Pick<TradedListing, 'sharesSinceClose' | 'sharesInMonth'> {
  // A new face value changes the end of an ISIN.
  const own = factors.filter((one) =>
    one.isin !== null && isin !== null
      ? one.isin.slice(0, 9) === isin.slice(0, 9)
      : one.symbol === symbol,
  );
  if (own.length === 0) return {};
  const product = (some: readonly ShareFactor[]): number =>
    some.reduce((all, { shares }) => all * shares, 1);
  return {
    sharesSinceClose: product(own.filter(({ ex_date: day }) => close !== null && day > close)),
    sharesInMonth: product(own.filter(({ ex_date: day }) => day >= month)),
  };
}

/** Reading of what trading needs to know of listings. */
export function readTradedListings({ db }: Handle) {
  /**
   * As of a session: closes and bands of it and before, and the last quote.
   *
   * @param listingIds absent: none
   */
  async function of(listingIds: readonly number[], session: SessionDate): Promise<TradedListing[]> {
    if (listingIds.length === 0) return [];
    const month = `${session.slice(0, 7)}-01`;
    const asked = sql<Row>`
      SELECT l.listing_id, l.instrument_id, l.exchange, l.series AS own_series, i.kind, i.provisional,
        i.isin, s.symbol, s.series, d.listing_id AS priced_by, q.last_paise, q.quoted_at,
        q.lower_circuit_paise, q.upper_circuit_paise, c.session AS close_session, c.close_paise,
        (SELECT n.symbol FROM instrument_symbols n WHERE n.instrument_id = l.instrument_id
          AND n.exchange = l.exchange ORDER BY n.valid_from DESC LIMIT 1) AS last_symbol,
        (SELECT m.close_paise FROM candles_1d m WHERE m.listing_id = coalesce(d.listing_id, l.listing_id)
          AND m.basis = 0 AND m.session < ${month} ORDER BY m.session DESC LIMIT 1) AS month_close_paise,
        (SELECT count(*) FROM price_bands p WHERE p.listing_id = coalesce(d.listing_id, l.listing_id)
          AND p.valid_from <= ${session}) AS bands,
        (SELECT p.band_percent FROM price_bands p WHERE p.listing_id = coalesce(d.listing_id, l.listing_id)
          AND p.valid_from <= ${session} ORDER BY p.valid_from DESC LIMIT 1) AS band_percent
      FROM json_each(${JSON.stringify(listingIds)}) AS asked
      JOIN listings l ON l.listing_id = asked.value
      JOIN instruments i ON i.instrument_id = l.instrument_id
      LEFT JOIN instrument_symbols s ON s.instrument_id = l.instrument_id
        AND s.exchange = l.exchange AND s.valid_to IS NULL
      LEFT JOIN listings d ON d.instrument_id = l.instrument_id AND d.exchange = l.exchange
        AND d.series = s.series
      LEFT JOIN quotes q ON q.listing_id = coalesce(d.listing_id, l.listing_id)
      LEFT JOIN candles_1d c ON c.listing_id = coalesce(d.listing_id, l.listing_id) AND c.basis = 0
        AND c.session = (SELECT max(x.session) FROM candles_1d x
          WHERE x.listing_id = coalesce(d.listing_id, l.listing_id) AND x.basis = 0
            AND x.session <= ${session})
      ORDER BY l.listing_id`.compile(db);
    const rows = await viewsOf(db, asked);
    const oldest = rows.reduce<string>(
      (first, { close_session: close }) => (close !== null && close < first ? close : first),
      month,
    );
    const factors = await db
      .selectFrom('price_factors')
      .select(['symbol', 'isin', 'ex_date', 'shares'])
      .where('shares', '<>', 1)
      .where('ex_date', '>=', oldest)
      .where('ex_date', '<=', session)
      .execute();
    return rows.map((row) => ({ ...fromRow(row), ...sharesOf(row, factors, month) }));
  }

  return {
    of,
    /**
     * The listing under which an instrument is traded: the one under which it was ordered first, so
     * that a holding stays together when the series changes; else that of the current series.
     */
    async standing(listingId: number): Promise<number> {
      // Over its own orders only: read in their order, all that were ever placed would be gone through.
      const row = await db
        .selectFrom('orders')
        .select('listing_id')
        .where('order_id', '=', (first) =>
          first
            .selectFrom('listings as own')
            .innerJoin('listings as l', (join) =>
              join
                .onRef('l.instrument_id', '=', 'own.instrument_id')
                .onRef('l.exchange', '=', 'own.exchange'),
            )
            .innerJoin('orders as o', 'o.listing_id', 'l.listing_id')
            .select(({ fn }) => fn.min('o.order_id').as('order_id'))
            .where('own.listing_id', '=', listingId),
        )
        .executeTakeFirst();
      return row?.listing_id ?? listingId;
    },
    /** Symbols on the exchange of what has live orders or shares in an account, for its prices. */
    async symbolsInUse(exchange: ExchangeCode): Promise<string[]> {
      const { rows } = await sql<{ symbol: string }>`
        SELECT DISTINCT s.symbol FROM listings l
        JOIN instrument_symbols s ON s.instrument_id = l.instrument_id AND s.exchange = l.exchange
          AND s.valid_to IS NULL
        WHERE l.exchange = ${exchange} AND (
          l.listing_id IN (SELECT listing_id FROM orders WHERE state IN ('waiting', 'open'))
          OR l.listing_id IN (SELECT listing_id FROM lots WHERE quantity <> 0))
        ORDER BY s.symbol`.execute(db);
      return rows.map(({ symbol }) => symbol);
    },
  };
}
