import { sql } from 'kysely';
import type { IndexClose } from '../core/indices/index-close.ts';
import { paise } from '../core/market/money.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';

/** An index's values with the listing on which they hang. */
export interface ListedClose {
  readonly listingId: number;
  readonly close: IndexClose;
}

const COLUMNS = [
  ['open', 'open'],
  ['high', 'high'],
  ['low', 'low'],
  ['close', 'close'],
  ['change', 'change'],
  ['volume', 'volume'],
  ['turnover_paise', 'turnoverPaise'],
  ['price_to_earnings', 'priceToEarnings'],
  ['price_to_book', 'priceToBook'],
  ['dividend_yield', 'dividendYield'],
] as const satisfies readonly (readonly [string, keyof IndexClose])[];

/** A row for compiling the statement: its columns in the order of the cells. */
const BLANK = {
  listing_id: 0,
  session: '',
  open: 0,
  high: 0,
  low: 0,
  close: 0,
  change: 0,
  volume: 0,
  turnover_paise: 0,
  price_to_earnings: 0,
  price_to_book: 0,
  dividend_yield: 0,
};

function compileSave({ db }: Handle, rows: number) {
  const names = COLUMNS.map(([name]) => name);
  const listOf = (table: string) => sql.join(names.map((name) => sql.ref(`${table}.${name}`)));
  return db
    .insertInto('index_values')
    .values(Array.from({ length: rows }, () => BLANK))
    .onConflict((conflict) =>
      conflict
        .columns(['listing_id', 'session'])
        .doUpdateSet(Object.fromEntries(names.map((name) => [name, sql.ref(`excluded.${name}`)])))
        .where(sql<boolean>`(${listOf('index_values')}) is not (${listOf('excluded')})`),
    )
    .compile();
}

/** The name under which the index was published on the day of its values. */
const NAME_THEN = sql<string>`coalesce(
  (select n.name from instrument_names n where n.instrument_id = i.instrument_id
    and n.valid_from <= v.session order by n.valid_from desc limit 1), i.name)`;

/** Reading of index values. */
export function readIndexValues({ db }: Handle) {
  return {
    /** Indices that are known, with the listings on which their values hang. */
    async indices(): Promise<{ listingId: number; name: string; symbol: string }[]> {
      const rows = await db
        .selectFrom('instruments as i')
        .innerJoin('listings as l', 'l.instrument_id', 'i.instrument_id')
        .leftJoin('instrument_symbols as s', (join) =>
          join.onRef('s.instrument_id', '=', 'i.instrument_id').on('s.valid_to', 'is', null),
        )
        .select(['l.listing_id', 'i.name', 's.symbol'])
        .where('i.kind', '=', 'index')
        .where('l.series', '=', 'INDEX')
        .orderBy('l.listing_id')
        .execute();
      return rows.map((row) => ({
        listingId: row.listing_id,
        name: row.name,
        symbol: row.symbol ?? '',
      }));
    },
    /**
     * Values in a range of sessions, both ends in it, by session; absent listings: of every index.
     * The close has the name of today; `published` is the one of then.
     */
    async shown(
      listingIds: readonly number[] | undefined,
      from: SessionDate,
      to: SessionDate,
    ): Promise<(ListedClose & { readonly published: string })[]> {
      let query = db
        .selectFrom('index_values as v')
        .innerJoin('listings as l', 'l.listing_id', 'v.listing_id')
        .innerJoin('instruments as i', 'i.instrument_id', 'l.instrument_id')
        .selectAll('v')
        .select(['i.name', NAME_THEN.as('published')])
        .where('v.session', '>=', from)
        .where('v.session', '<=', to)
        .orderBy('v.session')
        .orderBy('v.listing_id');
      if (listingIds) query = query.where('v.listing_id', 'in', listingIds);
      return (await query.execute()).map((row) => ({
        listingId: row.listing_id,
        published: row.published,
        close: {
          session: row.session as SessionDate,
          name: row.name,
          close: row.close,
          ...(row.open === null ? {} : { open: row.open }),
          ...(row.high === null ? {} : { high: row.high }),
          ...(row.low === null ? {} : { low: row.low }),
          ...(row.change === null ? {} : { change: row.change }),
          ...(row.volume === null ? {} : { volume: row.volume }),
          ...(row.turnover_paise === null ? {} : { turnoverPaise: paise(row.turnover_paise) }),
          ...(row.price_to_earnings === null ? {} : { priceToEarnings: row.price_to_earnings }),
          ...(row.price_to_book === null ? {} : { priceToBook: row.price_to_book }),
          ...(row.dividend_yield === null ? {} : { dividendYield: row.dividend_yield }),
        },
      }));
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeIndexValues(handle: Handle) {
  return {
    /** Writes values, by listing and session. @returns rows inserted or changed */
    save: (rows: readonly ListedClose[]): number =>
      runBulk(
        handle.raw,
        'index_values',
        (count) => compileSave(handle, count),
        rows,
        2 + COLUMNS.length,
        ({ listingId, close }, cells, offset) => {
          cells[offset] = listingId;
          cells[offset + 1] = close.session;
          for (const [place, [, field]] of COLUMNS.entries()) {
            cells[offset + 2 + place] = close[field] ?? null;
          }
        },
      ),
  };
}
