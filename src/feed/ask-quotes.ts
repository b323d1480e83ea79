import { Failure } from '../core/failure.ts';
import { instant, istText } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { RefusedRow } from '../core/market/bar.ts';
import type { Listing } from '../core/market/listing.ts';
import type { Context } from '../kit/context.ts';
import type { QuoteSource, QuotesAnswer } from '../ports/quotes.ts';
import type { SourcedQuote } from '../store/quotes.ts';
import { sourceFailure } from './ask-chain.ts';

/** The exchange's clock may be ahead of ours by this much in a run as of now. */
const AHEAD_SECONDS = 60;

/** What came of asking one source for a batch of listings. */
export interface AskedBatch {
  readonly quotes: readonly SourcedQuote[];
  readonly refused: readonly RefusedRow[];
  readonly changed: number;
  readonly failure?: Failure;
}

/** Sources that can be asked now, most wanted first; one without its credential is passed over. */
export async function readySources<
  Source extends { readonly name: string; ready(): Promise<boolean> },
>(ctx: Context, chain: readonly Source[]): Promise<Source[]> {
  const ready: Source[] = [];
  for (const source of chain) {
    if (await source.ready()) ready.push(source);
    else ctx.log.write('debug', 'source passed over: no credential', { source: source.name });
  }
  return ready;
}

/** Tells of a source that failed: of a refused credential loudly, since only a person mends it. */
export function tellSourceFailure(
  ctx: Context,
  source: string,
  what: string,
  failure: Failure,
): void {
  const { code, message } = failure;
  if (code === 'auth') ctx.warn(`${source}: ${message}`);
  const fields = { source, what, code, reason: message };
  ctx.log.write('info', 'source failed, next is asked', fields);
}

/** The latest moment of which this run may know something. */
export function latestMoment(ctx: Context): Instant {
  const now = ctx.clock.now();
  return instant(ctx.wall.now() - now > AHEAD_SECONDS ? now : now + AHEAD_SECONDS);
}

/** Quotes by listing; one that is of a later moment than the run's is refused. */
function ofNow(
  ctx: Context,
  source: QuoteSource,
  batch: readonly Listing[],
  { quotes, refused }: QuotesAnswer,
): Pick<AskedBatch, 'quotes' | 'refused'> {
  const latest = latestMoment(ctx);
  const late = quotes.filter(({ quote }) => quote.at > latest);
  const good = quotes.flatMap(({ symbol, quote }): SourcedQuote[] => {
    const listing = batch.find((one) => one.symbol === symbol);
    if (!listing || quote.at > latest) return [];
    return [{ ...quote, listingId: listing.listingId, source: source.name }];
  });
  const reasons = late.map(({ symbol, quote }) => ({
    row: symbol,
    reason: `of ${istText(quote.at)}, later than the run's moment`,
  }));
  return { quotes: good, refused: [...refused, ...reasons] };
}

/** Asks one source for one batch, and keeps what came, with the history of asking, in one transaction. */
export async function askBatch(
  ctx: Context,
  source: QuoteSource,
  batch: readonly Listing[],
): Promise<AskedBatch> {
  ctx.step();
  const [first] = batch;
  const what = batch.length === 1 && first ? `quote of ${first.symbol}` : 'quotes';
  const startedAt = ctx.wall.now();
  const today = ctx.calendar(first?.exchange ?? 'XNSE').dateAt(ctx.clock.now());
  const answer = await source.quotes(batch).catch(sourceFailure);
  const failure = answer instanceof Failure ? answer : undefined;
  if (failure) tellSourceFailure(ctx, source.name, what, failure);
  const { quotes, refused } =
    answer instanceof Failure ? { quotes: [], refused: [] } : ofNow(ctx, source, batch, answer);
  const endedAt = ctx.wall.now();
  const changed = await ctx.store.write(async (books) => {
    const rows = await books.quotes.save(quotes, endedAt);
    await books.syncHistory.record({
      runId: ctx.run.id,
      job: ctx.run.job,
      symbol: what,
      interval: '1m',
      status: failure ? 'FAILED' : refused.length > 0 ? 'PARTIAL' : 'SUCCESS',
      source: source.name,
      from: today,
      to: today,
      received: quotes.length,
      changed: rows,
      refused: refused.length,
      why: 'prices of now',
      asOf: ctx.clock.now(),
      startedAt,
      endedAt,
      ...(failure ? { error: { code: failure.code, message: failure.message } } : {}),
    });
    return rows;
  });
  return { quotes, refused, changed, ...(failure ? { failure } : {}) };
}
