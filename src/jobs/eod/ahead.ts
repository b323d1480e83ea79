/**
 * Does the work for each item, the next few ahead of the one that is being looked at, and gives the
 * results in the order of the items. A rejection is met at its item's turn.
 *
 * @param depth how many are under way or waiting to be looked at
 */
export async function* ahead<Item, Result>(
  items: readonly Item[],
  depth: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = [];
  let next = 0;
  const begin = (): void => {
    const item = items[next++];
    if (item === undefined) return;
    const result = work(item);
    // Whoever waits for it hears of it; until then it is nobody's unheard rejection.
    result.catch(() => undefined);
    begun.push(result);
  };
  while (next < Math.min(depth, items.length)) begin();
  for (let result = begun.shift(); result; result = begun.shift()) {
    const value = await result;
    begin();
    yield value;
  }
}
