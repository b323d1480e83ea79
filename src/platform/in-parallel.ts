import pLimit from 'p-limit';
import type { InParallel } from '../ports/in-parallel.ts';

/**
 * `InParallel` on p-limit. After the first rejection nothing more is started; what runs is waited
 * for, so that no work goes on behind the caller's back; then the first rejection is thrown.
 */
export const inParallel: InParallel = async <Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const slot = pLimit(limit);
  const results: Result[] = [];
  const errors: unknown[] = [];
  const runOne = async (item: Item, index: number): Promise<void> => {
    if (errors.length > 0) return;
    try {
      results[index] = await work(item);
    } catch (error) {
      errors.push(error);
    }
  };
  await Promise.all(items.map((item, index) => slot(() => runOne(item, index))));
  if (errors.length > 0) throw errors[0];
  return results;
};
