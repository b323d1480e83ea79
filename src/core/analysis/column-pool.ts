/** Columns that are used again by the next computation of the same kind. */
export interface ColumnPool {
  readonly columns: Float64Array[];
  next: number;
}

/** An empty pool. */
export function columnPool(): ColumnPool {
  return { columns: [], next: 0 };
}

/** A column to be filled; what stands in it is whatever stood there before. */
export function takeColumn(pool: ColumnPool, length: number): Float64Array {
  const place = pool.next++;
  const known = pool.columns[place];
  if (known?.length === length) return known;
  const made = new Float64Array(length);
  pool.columns[place] = made;
  return made;
}
