import { sql } from 'kysely';

/**
 * The symbol under which the listing was dealt in on a day, as the exchange's own files had it; where
 * none tells, the one that its instrument bore; where none covers the day, the last one that it bore:
 * days of listing are not always known.
 *
 * @param day of a query that has listings as `l` and candles as `c`: of a daily one, or of one inside
 */
export function symbolOn(day: 'c.session' | 'day') {
  const on = day === 'day' ? sql`date(c.start + 19800, 'unixepoch')` : sql.ref(day);
  return sql<string>`coalesce(
    (select g.symbol from listing_symbols g where g.listing_id = l.listing_id
      and g.valid_from <= ${on} order by g.valid_from desc limit 1),
    (select n.symbol from instrument_symbols n where n.instrument_id = l.instrument_id
      and n.exchange = l.exchange and n.valid_from <= ${on}
      and (n.valid_to is null or n.valid_to > ${on}) order by n.valid_from desc limit 1),
    (select n.symbol from instrument_symbols n where n.instrument_id = l.instrument_id
      and n.exchange = l.exchange order by n.valid_from desc limit 1))`;
}

/** Whether the listing's instrument bears, or ever bore, one of the symbols, or was dealt in under it. */
export function bearsOneOf(symbols: readonly string[]) {
  return sql<boolean>`(exists (select 1 from instrument_symbols n
    where n.instrument_id = l.instrument_id and n.exchange = l.exchange
    and n.symbol in (${sql.join(symbols)}))
    or exists (select 1 from listing_symbols g where g.listing_id = l.listing_id
    and g.symbol in (${sql.join(symbols)})))`;
}
