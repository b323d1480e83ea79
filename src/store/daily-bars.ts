import type { ColumnPool } from '../core/analysis/column-pool.ts';
import type { KeptColumns } from '../core/analysis/kept-columns.ts';
import { MAIN_SERIES } from '../core/market/listing.ts';
import type { ExchangeCode, InstrumentKind } from '../core/market/listing.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { closesOf, columnReader, columnsOf } from './column-reader.ts';
import { untilFree } from './connection.ts';
import type { Handle } from './handle.ts';
import { viewsOf } from './row-views.ts';

/** An instrument whose daily bars can be read, under the symbol that it bears, or bore last. */
export interface PricedInstrument {
  readonly instrumentId: number;
  readonly symbol: string;
  readonly kind: InstrumentKind;
  /** The day of listing, where the exchange tells it. */
  readonly listedOn?: SessionDate;
  /** Listings in the usual series; all of them where it was never in one. */
  readonly listings: readonly { readonly listingId: number; readonly series: string }[];
}

/** Which instruments: those that bear or bore one of the symbols, or those of the kinds. */
export interface PricedWish {
  readonly exchange: ExchangeCode;
  readonly symbols?: readonly string[];
  readonly kinds?: readonly InstrumentKind[];
}

/** Reading of whole daily series, for computing. */
export function readDailyBars({ db, raw }: Handle) {
  return {
    /** Instruments with a listing on the exchange, by instrument. */
    async instruments({ exchange, symbols, kinds }: PricedWish): Promise<PricedInstrument[]> {
      let query = db
        .selectFrom('listings as l')
        .innerJoin('instruments as i', 'i.instrument_id', 'l.instrument_id')
        .innerJoin('instrument_symbols as s', (join) =>
          join
            .onRef('s.instrument_id', '=', 'l.instrument_id')
            .onRef('s.exchange', '=', 'l.exchange'),
        )
        .select([
          'l.instrument_id',
          'l.listing_id',
          'l.series',
          'i.kind',
          'i.listed_on',
          's.symbol',
          's.valid_to',
        ])
        .where('l.exchange', '=', exchange)
        .orderBy('l.instrument_id')
        .orderBy('l.listing_id')
        .orderBy('s.valid_from');
      if (kinds) query = query.where('i.kind', 'in', kinds);
      if (symbols) {
        query = query.where('l.instrument_id', 'in', (inner) =>
          inner
            .selectFrom('instrument_symbols as n')
            .select('n.instrument_id')
            .where('n.exchange', '=', exchange)
            .where('n.symbol', 'in', symbols),
        );
      }
      const found = new Map<number, { facts: PricedInstrument; series: Map<number, string> }>();
      for (const row of await viewsOf(db, query.compile())) {
        const before = found.get(row.instrument_id);
        const series = before?.series ?? new Map<number, string>();
        series.set(row.listing_id, row.series);
        const facts = {
          instrumentId: row.instrument_id,
          symbol: row.symbol,
          ...(row.listed_on === null ? {} : { listedOn: sessionDate(row.listed_on) }),
          kind: row.kind as InstrumentKind,
          listings: [],
        };
        found.set(row.instrument_id, { facts, series });
      }
      return [...found.values()].map(({ facts, series }) => {
        const all = [...series].map(([listingId, name]) => ({ listingId, series: name }));
        const usual = all.filter((one) => MAIN_SERIES.includes(one.series));
        return { ...facts, listings: usual.length > 0 ? usual : all };
      });
    },
    /**
     * An instrument's daily bars as they are kept, one part for each listing.
     *
     * @param from first session; absent: from the first that is kept
     * @param to last session that may be looked at
     * @param pool of columns, which then stand until the next reading with it
     */
    async columns(
      { listings }: Pick<PricedInstrument, 'listings'>,
      from: SessionDate | undefined,
      to: SessionDate,
      pool?: ColumnPool,
    ): Promise<KeptColumns[]> {
      const reader = columnReader(raw);
      return untilFree(() => {
        if (pool) pool.next = 0;
        return listings.map((listing) => columnsOf(reader, listing, from, to, pool));
      });
    },
    /** As `columns`, but of prices only the close: the others may be NaN. A third less to read. */
    async closes(
      { listings }: Pick<PricedInstrument, 'listings'>,
      from: SessionDate,
      to: SessionDate,
    ): Promise<KeptColumns[]> {
      const reader = columnReader(raw);
      return untilFree(() => listings.map((listing) => closesOf(reader, listing, from, to)));
    },
    /** The oldest session of which one of the instruments has a daily bar. */
    async oldestSession(
      instruments: readonly PricedInstrument[],
    ): Promise<SessionDate | undefined> {
      const first = raw
        .prepare<[number]>('SELECT min(session) FROM candles_1d WHERE listing_id = ?')
        .pluck();
      return untilFree(() => {
        const sessions = instruments
          .flatMap(({ listings }) => listings)
          .flatMap(({ listingId }) => (first.get(listingId) as string | null) ?? []);
        const [oldest] = sessions.toSorted();
        return oldest === undefined ? undefined : sessionDate(oldest);
      });
    },
    /** The newest session up to a day of which one of the instruments has a daily bar. */
    async newestSession(
      instruments: readonly PricedInstrument[],
      to: SessionDate,
    ): Promise<SessionDate | undefined> {
      const last = raw
        .prepare<[number, string]>(
          'SELECT max(session) FROM candles_1d WHERE listing_id = ? AND session <= ?',
        )
        .pluck();
      return untilFree(() => {
        let newest = '';
        for (const { listingId } of instruments.flatMap(({ listings }) => listings)) {
          const session = last.get(listingId, to) as string | null;
          if (session !== null && session > newest) newest = session;
        }
        return newest === '' ? undefined : sessionDate(newest);
      });
    },
  };
}
