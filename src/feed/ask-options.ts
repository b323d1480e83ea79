import { Failure, mostTelling } from '../core/failure.ts';
import { istText } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Context } from '../kit/context.ts';
import type { OptionChainSource, ToldChain } from '../ports/options.ts';
import type { AskedListing, PriceSourceName } from '../ports/prices.ts';
import { sourceFailure } from './ask-chain.ts';
import { latestMoment, tellSourceFailure } from './ask-quotes.ts';

/** A chain, and whom it is from. */
export interface SourcedChain extends ToldChain {
  readonly source: PriceSourceName;
}

/** What came of asking for an underlying's chains. */
export interface AskedChains {
  /** Soonest expiry first; more than were wanted where an answer had them all. */
  readonly chains: readonly SourcedChain[];
  /** Wanted expiries that could not be had. */
  readonly missing: readonly SessionDate[];
  /** The failure that tells the most; absent with `missing`: nobody knows them. */
  readonly failure?: Failure;
}

interface Asking {
  readonly underlying: AskedListing;
  /** Absent until a source has told which expiries there are. */
  wanted: readonly SessionDate[] | undefined;
  readonly chains: Map<SessionDate, SourcedChain>;
  readonly failures: Failure[];
}

function isLater(ctx: Context, { chain }: ToldChain): Failure | undefined {
  if (chain.at === undefined || chain.at <= latestMoment(ctx)) return undefined;
  return new Failure(
    'not-yet',
    `expected the chain of ${chain.underlying} ${chain.expiry} as of the run's moment, found one of ${istText(chain.at)}, later than it`,
  );
}

function take(ctx: Context, asking: Asking, source: OptionChainSource, told: ToldChain): void {
  const later = isLater(ctx, told);
  if (later) asking.failures.push(later);
  else asking.chains.set(told.chain.expiry, { ...told, source: source.name });
}

/** Asks one source for what is still wanted. */
async function askOne(
  ctx: Context,
  source: OptionChainSource,
  asking: Asking,
  nearest: (expiries: readonly SessionDate[]) => readonly SessionDate[],
): Promise<void> {
  const { underlying, chains, failures } = asking;
  const failed = (what: string, failure: Failure): void => {
    failures.push(failure);
    tellSourceFailure(ctx, source.name, what, failure);
  };
  ctx.step();
  const listed = await source.expiries(underlying).catch(sourceFailure);
  if (listed instanceof Failure) failed(`expiries of ${underlying.symbol}`, listed);
  if (!listed || listed instanceof Failure) return;
  asking.wanted ??= nearest(listed.expiries);
  for (const told of listed.chains) {
    if (!chains.has(told.chain.expiry)) take(ctx, asking, source, told);
  }
  for (const expiry of asking.wanted) {
    if (chains.has(expiry) || listed.chains.some(({ chain }) => chain.expiry === expiry)) continue;
    ctx.step();
    const told = await source.chain(underlying, expiry).catch(sourceFailure);
    if (told instanceof Failure) failed(`chain of ${underlying.symbol} ${expiry}`, told);
    else if (told) take(ctx, asking, source, told);
  }
}

/**
 * Asks for the chains of the nearest expiries of an underlying, at one source after the other until
 * each has been told.
 *
 * @param sources ready ones, most wanted first
 * @param today expiries before it are over
 * @param count how many expiries are wanted
 */
export async function askOptions(
  ctx: Context,
  sources: readonly OptionChainSource[],
  underlying: AskedListing,
  today: SessionDate,
  count: number,
): Promise<AskedChains> {
  const asking: Asking = { underlying, wanted: undefined, chains: new Map(), failures: [] };
  const missing = (): SessionDate[] =>
    (asking.wanted ?? []).filter((expiry) => !asking.chains.has(expiry));
  for (const source of sources) {
    if (asking.wanted !== undefined && missing().length === 0) break;
    await askOne(ctx, source, asking, (expiries) =>
      expiries.filter((expiry) => expiry >= today).slice(0, count),
    );
  }
  const failure = mostTelling(asking.failures);
  const chains = [...asking.chains.values()].toSorted((a, b) =>
    a.chain.expiry < b.chain.expiry ? -1 : 1,
  );
  return { chains, missing: missing(), ...(failure ? { failure } : {}) };
}
