import { mostTelling } from '../core/failure.ts';
import type { Failure } from '../core/failure.ts';
import type { ExchangeCode, Listing } from '../core/market/listing.ts';
import { isStale, lastTrading } from '../core/market/quote.ts';
import type { Quote } from '../core/market/quote.ts';
import type { Context } from '../kit/context.ts';
import type { QuoteSource } from '../ports/quotes.ts';
import type { SourcedQuote } from '../store/quotes.ts';
import { askBatch, readySources } from './ask-quotes.ts';
import { barPrices } from './bar-prices.ts';

/** Behind trading by no more than this, a kept quote is not asked for again. */
const FRESH_SECONDS = 30;
/** By no more than this, the end of a one-minute candle spares a source that is asked one by one. */
const SPARED_SECONDS = 120;

/** What is known of a listing's price at the end of a run. */
export interface QuoteResult {
  readonly symbol: string;
  /** Absent: nobody has told a price, ever. */
  readonly quote?: Quote;
  readonly stale: boolean;
  /** Why no source told it; absent when one did, or none was to be asked. */
  readonly failure?: Failure;
}

/** What came of asking for quotes. */
export interface QuoteResults {
  readonly results: readonly QuoteResult[];
  /** Batches asked for. */
  readonly asks: number;
  readonly changed: number;
  readonly refused: number;
}

/** What is still to be had, and what has come. */
interface Asking {
  readonly wanted: Map<number, Listing>;
  readonly came: Map<number, SourcedQuote>;
  readonly failures: Map<number, Failure[]>;
  asks: number;
  changed: number;
  refused: number;
}

function batchesOf(listings: readonly Listing[], size: number): Listing[][] {
  const batches: Listing[][] = [];
  for (let at = 0; at < listings.length; at += size) batches.push(listings.slice(at, at + size));
  return batches;
}

/** Asks one source for whatever is still wanted and it has. */
async function askOne(
  ctx: Context,
  source: QuoteSource,
  asking: Asking,
  spared: ReadonlySet<number>,
): Promise<void> {
  const { exchanges, of, batch: size } = source.offers;
  const listings = [...asking.wanted.values()].filter(
    ({ exchange, series, listingId }) =>
      exchanges.includes(exchange) &&
      of.includes(series === 'INDEX' ? 'index' : 'share') &&
      (size > 1 || !spared.has(listingId)),
  );
  const batches = batchesOf(listings, size);
  await ctx.inParallel(batches, ctx.settings['http.parallel'], async (batch) => {
    const { quotes, refused, changed, failure } = await askBatch(ctx, source, batch);
    asking.asks++;
    asking.changed += changed;
    asking.refused += refused.length;
    for (const quote of quotes) {
      asking.came.set(quote.listingId, quote);
      asking.wanted.delete(quote.listingId);
    }
    if (!failure) return;
    for (const { listingId } of batch) {
      asking.failures.set(listingId, [...(asking.failures.get(listingId) ?? []), failure]);
    }
  });
  const missing =
    listings.length - listings.filter(({ listingId }) => asking.came.has(listingId)).length;
  if (missing > 0 && listings.length > 0) {
    ctx.log.write('info', 'quotes missing in the answer', { source: source.name, missing });
  }
}

/**
 * Brings last prices up to date: what is not fresh is asked for in batches, at one source after the
 * other until one has told it. A listing whose one-minute candles reach the moment is not asked for
 * at sources that tell one price a request: the candle's end stands in, as it does where none tells.
 *
 * @param chain sources, most wanted first; empty: candles only
 */
export async function feedQuotes(
  ctx: Context,
  exchange: ExchangeCode,
  listings: readonly Listing[],
  chain: readonly QuoteSource[],
): Promise<QuoteResults> {
  const calendar = ctx.calendar(exchange);
  const now = ctx.clock.now();
  const due = lastTrading(calendar, now) ?? now;
  const before = await ctx.store.quotes.of(listings.map(({ listingId }) => listingId));
  const kept = new Map(before.map((quote) => [quote.listingId, quote]));
  const bars = await barPrices(ctx, exchange, listings);
  const reaches = (quote: Quote | undefined, seconds: number): boolean =>
    quote !== undefined && quote.at >= due - seconds;
  const stale = listings.filter(({ listingId }) => !reaches(kept.get(listingId), FRESH_SECONDS));
  const spared = new Set(
    [...bars.values()].flatMap((bar) => (reaches(bar, SPARED_SECONDS) ? [bar.listingId] : [])),
  );
  const asking: Asking = {
    wanted: new Map(stale.map((listing) => [listing.listingId, listing])),
    came: new Map(),
    failures: new Map(),
    asks: 0,
    changed: 0,
    refused: 0,
  };
  for (const source of await readySources(ctx, asking.wanted.size > 0 ? chain : [])) {
    if (asking.wanted.size > 0) await askOne(ctx, source, asking, spared);
  }
  const standIns = [...asking.wanted.keys()].flatMap((listingId) => {
    const bar = bars.get(listingId);
    const known = kept.get(listingId);
    return bar && (!known || known.at < bar.at) ? [bar] : [];
  });
  if (standIns.length > 0) {
    asking.changed += await ctx.store.write((books) => books.quotes.save(standIns, ctx.wall.now()));
  }
  for (const bar of standIns) asking.came.set(bar.listingId, bar);
  const results = listings.map(({ symbol, listingId }): QuoteResult => {
    const quote = asking.came.get(listingId) ?? kept.get(listingId);
    const behind = quote !== undefined && isStale(calendar, quote.at, now);
    const failure = mostTelling(asking.failures.get(listingId) ?? []);
    const failed = failure && (quote === undefined || behind) && !asking.came.has(listingId);
    return {
      symbol,
      stale: behind,
      ...(quote ? { quote } : {}),
      ...(failed ? { failure } : {}),
    };
  });
  const { asks, changed, refused } = asking;
  return { results, asks, changed, refused };
}
