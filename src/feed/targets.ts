import type { ExchangeCode } from '../core/market/listing.ts';
import type { Context } from '../kit/context.ts';
import { strangerOf, targetOf } from './target.ts';
import type { Target } from './target.ts';
import type { Universe } from './universe.ts';

/** The instruments of a universe as targets: known ones with all their listings, then strangers. */
export async function targetsOf(
  ctx: Context,
  exchange: ExchangeCode,
  { listings, unlisted }: Universe,
): Promise<Target[]> {
  const series = await ctx.store.instruments.seriesOf(
    listings.map(({ instrumentId }) => instrumentId),
  );
  return [
    ...listings.map((listing) => {
      const ids = series
        .filter((one) => one.instrumentId === listing.instrumentId && one.exchange === exchange)
        .map(({ listingId }) => listingId);
      return targetOf(listing, ids.length > 0 ? ids : [listing.listingId]);
    }),
    ...unlisted.map(({ symbol }) => strangerOf(exchange, symbol)),
  ];
}
