import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from './schema.ts';

const CELLS: unique symbol = Symbol('cells');
const AS_VIEWS: unique symbol = Symbol('as views');

/** A query whose rows come as views. */
type ViewedQuery<Row> = CompiledQuery<Row> & { readonly [AS_VIEWS]: true };

/**
 * The rows of a query as views, which are made in half the time: a row's cells stay in an array, and
 * its columns are read from there by name. For thousands of rows that are turned into something else
 * at once: a view has no columns of its own to spread, list or print.
 */
export async function viewsOf<Row>(
  db: Kysely<Schema>,
  query: CompiledQuery<Row>,
): Promise<readonly Row[]> {
  const viewed: ViewedQuery<Row> = { ...query, [AS_VIEWS]: true };
  const { rows } = await db.executeQuery<Row>(viewed);
  return rows;
}

export const areViews = (query: CompiledQuery): boolean => AS_VIEWS in query;

/** Makes the view of a row, given its cells in the order of the columns. */
export function rowViews(columns: readonly string[]): (cells: readonly unknown[]) => unknown {
  class View {
    readonly [CELLS]: readonly unknown[];
    constructor(cells: readonly unknown[]) {
      this[CELLS] = cells;
    }
  }
  for (const [place, name] of columns.entries()) {
    Object.defineProperty(View.prototype, name, {
      get(this: View) {
        return this[CELLS][place];
      },
    });
  }
  return (cells) => new View(cells);
}
