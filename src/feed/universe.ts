import { Failure } from '../core/failure.ts';
import { istDate } from '../core/market/instant.ts';
import type { ExchangeCode, Listing } from '../core/market/listing.ts';
import { nearest } from '../core/nearest.ts';
import type { Context } from '../kit/context.ts';
import type { InstrumentSource } from '../ports/prices.ts';
import { sourceFailure } from './ask-chain.ts';
import { indexMembers } from './index-members.ts';

/** Lists of instruments are asked for again after this many seconds, wall time. */
const LIST_AGE_SECONDS = 20 * 3600;
/** A symbol that the lists did not know is looked for again after this many seconds. */
const UNKNOWN_AGE_SECONDS = 3600;

/** What a run is about: instruments that are known, and symbols that no list names. */
export interface Universe {
  readonly listings: readonly Listing[];
  readonly unlisted: readonly UnlistedSymbol[];
}

export interface UnlistedSymbol {
  readonly symbol: string;
  /** A symbol of the lists that it may be a slip of. */
  readonly nearest?: string;
  /** Why the lists could not be asked; absent: they were, and do not name it. */
  readonly failure?: Failure;
}

/** Which symbols a run is about: the ones asked for, an index's members, the watchlist, the default. */
export async function wantedSymbols(
  ctx: Context,
  exchange: ExchangeCode,
  asked: { readonly symbols?: readonly string[] | undefined; readonly index?: string | undefined },
): Promise<readonly string[]> {
  if (asked.symbols && asked.index !== undefined) {
    throw new Failure('usage', 'expected either --symbols or --index, found both');
  }
  if (asked.symbols) return [...new Set(asked.symbols.map((symbol) => symbol.toUpperCase()))];
  if (asked.index !== undefined) return indexMembers(ctx, exchange, asked.index);
  const watched = await ctx.store.watchlist.symbols(exchange);
  return watched.length > 0 ? watched : ctx.settings.watchlist;
}

async function askedAge(ctx: Context, source: string): Promise<number> {
  const at = await ctx.store.jobState.get('instruments', source);
  return at === undefined ? Infinity : ctx.wall.now() - Number(at);
}

/**
 * Takes one list in.
 *
 * @returns the symbols' listings as they are now, found in the same transaction: a dry run's are
 *   undone right after; or the failure, when the list could not be had
 */
async function learnList(
  ctx: Context,
  source: InstrumentSource,
  exchange: ExchangeCode,
  symbols: readonly string[],
): Promise<Listing[] | Failure> {
  const { log, wall } = ctx;
  const answer = await source.instruments().catch(sourceFailure);
  if (answer instanceof Failure) {
    const { code, message } = answer;
    log.write('warning', 'instrument list not available', {
      source: source.name,
      code,
      reason: message,
    });
    return answer;
  }
  const { instruments, refused } = answer;
  const now = wall.now();
  const result = await ctx.store.write(async (books) => {
    await books.jobState.set('instruments', source.name, String(now), now);
    const learned = await books.instruments.learn(instruments, istDate(now), now);
    return { learned, listings: await books.instruments.find(exchange, symbols) };
  });
  log.write('info', 'instrument list read', {
    source: source.name,
    listed: instruments.length,
    refused: refused.length,
    ...result.learned,
  });
  return result.listings;
}

/**
 * Finds the instruments of the symbols. The exchange's own list is read once a day, further lists
 * only for symbols that it does not name; what is known already is enough where a list cannot be had.
 */
export async function resolveUniverse(
  ctx: Context,
  exchange: ExchangeCode,
  symbols: readonly string[],
): Promise<Universe> {
  const { store } = ctx;
  let failure: Failure | undefined;
  let listings = await store.instruments.find(exchange, symbols);
  const missing = (): string[] => {
    const found = new Set(listings.map(({ symbol }) => symbol));
    return symbols.filter((symbol) => !found.has(symbol));
  };
  const lists = ctx.sources.instruments.filter(({ exchanges }) => exchanges.includes(exchange));
  for (const [place, source] of lists.entries()) {
    const unknown = missing().length > 0 || listings.some(({ provisional }) => provisional);
    if (place > 0 && !unknown) break;
    const age = await askedAge(ctx, source.name);
    if (age < (unknown ? UNKNOWN_AGE_SECONDS : LIST_AGE_SECONDS)) continue;
    ctx.step();
    const answer = await learnList(ctx, source, exchange, symbols);
    if (answer instanceof Failure) failure = answer;
    else listings = answer;
  }
  const strangers = missing();
  const known = strangers.length > 0 ? await store.instruments.symbols(exchange) : [];
  return {
    listings: symbols.flatMap((symbol) => listings.find((one) => one.symbol === symbol) ?? []),
    unlisted: strangers.map((symbol) => {
      const close = nearest(symbol, known);
      return {
        symbol,
        ...(close === undefined ? {} : { nearest: close }),
        ...(failure && known.length === 0 ? { failure } : {}),
      };
    }),
  };
}
