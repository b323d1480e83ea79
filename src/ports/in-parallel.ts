/**
 * Runs the work for each item, at most `limit` at a time, and gives the results in the order of the
 * items. The first rejection rejects the whole.
 */
export type InParallel = <Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
) => Promise<Result[]>;
