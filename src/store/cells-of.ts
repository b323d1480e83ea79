import type { Compilable } from 'kysely';
import type { Cell } from './bulk.ts';
import type { Handle } from './handle.ts';

/**
 * Rows as lists of cells, in the order of the query's columns: tens of thousands of them are read for
 * every session, and an object for each would take three times as long.
 */
export function cellsOf<Row extends readonly Cell[]>(
  { raw }: Pick<Handle, 'raw'>,
  query: Compilable,
): Row[] {
  const { sql, parameters } = query.compile();
  return raw
    .prepare(sql)
    .raw(true)
    .all(...parameters) as Row[];
}
