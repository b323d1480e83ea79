import { indexKey } from '../core/indices/index-names.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { BenchmarkLevels, Levels } from '../core/portfolio/account-days.ts';
import type { Reading } from '../store/store.ts';

type Asked = Pick<Reading, 'indexValues' | 'candles'>;

/** Names under which an index with dividends put back is published beside the one of prices. */
const TOTAL_RETURN = ['TRI', 'Total Return', 'Total Returns', 'Total Returns Index'];

/** Official closes; of sessions that have none yet, what price sources tell. In hundredths. */
async function levelsOf(
  store: Asked,
  listingId: number,
  from: SessionDate,
  to: SessionDate,
): Promise<Levels> {
  const bars = await store.candles.daily([listingId], from, to);
  const official = await store.indexValues.shown([listingId], from, to);
  return new Map([
    ...bars.map(({ session, closePaise }): [SessionDate, number] => [session, closePaise]),
    ...official.map(({ close }): [SessionDate, number] => [close.session, close.close]),
  ]);
}

/**
 * The closing levels of an index, both ends in the range; and those of its total-return index, where
 * that is kept.
 *
 * @param name as published, whatever its spelling; an index that is not known has no level
 */
export async function benchmarkLevels(
  store: Asked,
  name: string,
  from: SessionDate,
  to: SessionDate,
): Promise<BenchmarkLevels> {
  const indices = await store.indexValues.indices();
  const named = (wanted: string) =>
    indices.find((index) => indexKey(index.name) === indexKey(wanted));
  const price = named(name);
  const total = TOTAL_RETURN.map((suffix) => named(`${name} ${suffix}`)).find(Boolean);
  return {
    ...(price ? { price: await levelsOf(store, price.listingId, from, to) } : {}),
    ...(total ? { total: await levelsOf(store, total.listingId, from, to) } : {}),
  };
}
