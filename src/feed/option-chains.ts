import { Failure, mostTelling } from '../core/failure.ts';
import { istText } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import { isStale } from '../core/market/quote.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Context } from '../kit/context.ts';
import type { Outcome } from '../kit/job.ts';
import type { OptionChainSource } from '../ports/options.ts';
import type { AskedListing } from '../ports/prices.ts';
import type { SyncRecord } from '../store/sync-history.ts';
import { askOptions } from './ask-options.ts';
import type { AskedChains, SourcedChain } from './ask-options.ts';
import { readySources } from './ask-quotes.ts';

/** What the run wants of option chains. */
export interface OptionsWish {
  readonly exchange: ExchangeCode;
  readonly underlyings: readonly AskedListing[];
  /** How many expiries of each, the nearest first. */
  readonly expiries: number;
  /** Sources, most wanted first. */
  readonly chain: readonly OptionChainSource[];
}

interface Kept {
  chains: number;
  contracts: number;
  changed: number;
  refused: number;
}

type Asked = Pick<
  SyncRecord,
  'runId' | 'job' | 'interval' | 'from' | 'to' | 'why' | 'asOf' | 'startedAt' | 'endedAt'
>;

function recordOf(ctx: Context, today: SessionDate, startedAt: Instant): Asked {
  return {
    runId: ctx.run.id,
    job: ctx.run.job,
    interval: '1m',
    from: today,
    to: today,
    why: 'option chains of now',
    asOf: ctx.clock.now(),
    startedAt,
    endedAt: ctx.wall.now(),
  };
}

/** Keeps one chain whole, with the history of asking, in one transaction. @returns rows written */
async function keep(ctx: Context, { chain, refused, source }: SourcedChain, asked: Asked) {
  const received = chain.contracts.length;
  return ctx.store.write(async (books) => {
    const changed = await books.optionChains.save(chain, source, asked.asOf, asked.endedAt);
    await books.syncHistory.record({
      ...asked,
      symbol: `options of ${chain.underlying} ${chain.expiry}`,
      status: refused.length > 0 ? 'PARTIAL' : 'SUCCESS',
      source,
      received,
      changed,
      refused: refused.length,
    });
    return changed;
  });
}

/** Why chains of an underlying are missing; absent where none is. */
function missed(symbol: string, { chains, missing, failure }: AskedChains): Failure | undefined {
  if (missing.length === 0 && chains.length > 0) return undefined;
  const what = missing.length > 0 ? `${symbol} ${missing.join(', ')}` : symbol;
  const words = failure?.message ?? 'no source knows options on it; see its spelling';
  const more = failure ? { cause: failure, detail: failure.detail } : {};
  return new Failure(failure?.code ?? 'bad-data', `options of ${what}: ${words}`, more);
}

async function feedUnderlying(
  ctx: Context,
  sources: readonly OptionChainSource[],
  underlying: AskedListing,
  { exchange, expiries }: OptionsWish,
  kept: Kept,
): Promise<Failure | undefined> {
  const startedAt = ctx.wall.now();
  const calendar = ctx.calendar(exchange);
  const now = ctx.clock.now();
  const today = calendar.dateAt(now);
  const { symbol } = underlying;
  const asked = await askOptions(ctx, sources, underlying, today, expiries);
  const record = recordOf(ctx, today, startedAt);
  for (const told of asked.chains) {
    const { contracts } = told.chain;
    kept.changed += await keep(ctx, told, record);
    kept.chains++;
    kept.contracts += contracts.length;
    kept.refused += told.refused.length;
  }
  const at = asked.chains[0]?.chain.at;
  if (at !== undefined && isStale(calendar, at, now)) {
    ctx.warn(`stale option chains of ${symbol}, kept as they are: of ${istText(at)}`);
  }
  const failure = missed(symbol, asked);
  if (!failure) return undefined;
  const { code, message } = failure;
  await ctx.store.write((books) =>
    books.syncHistory.record({
      ...record,
      symbol: `options of ${symbol}`,
      status: 'FAILED',
      received: 0,
      changed: 0,
      refused: 0,
      error: { code, message },
    }),
  );
  return failure;
}

/**
 * Keeps the option chains of the nearest expiries: whatever came is kept, what did not is named.
 *
 * @throws Failure when no chain could be had: the one that tells the most; `auth` when every source
 *   wants a credential that is not there
 */
export async function feedOptions(ctx: Context, wish: OptionsWish): Promise<Outcome> {
  const kept: Kept = { chains: 0, contracts: 0, changed: 0, refused: 0 };
  const failures = new Map<string, Failure>();
  const sources = await readySources(ctx, wish.chain);
  if (sources.length === 0) {
    throw new Failure(
      'auth',
      'expected a source of option chains that can be asked, found none; store a token with `paperjobs auth upstox`, or ask another source',
    );
  }
  for (const [done, underlying] of wish.underlyings.entries()) {
    ctx.progress.update('option chains', done, wish.underlyings.length);
    const failure = await feedUnderlying(ctx, sources, underlying, wish, kept);
    if (failure) failures.set(underlying.symbol, failure);
  }
  const telling = mostTelling([...failures.values()]);
  if (telling && kept.chains === 0) throw telling;
  for (const { message } of failures.values()) ctx.warn(message);
  if (kept.refused > 0) ctx.warn(`${kept.refused} option contracts refused: impossible values`);
  const counts = {
    optionChains: kept.chains,
    contracts: kept.contracts,
    contractsChanged: kept.changed,
    contractsRefused: kept.refused,
    optionsFailed: failures.size,
  };
  const summary = `${kept.contracts} contracts of ${kept.chains} option chains, ${kept.changed} of them new`;
  if (failures.size > 0 || kept.refused > 0) {
    const gaps = failures.size > 0 ? `; chains missing of ${[...failures.keys()].join(', ')}` : '';
    return { status: 'partial', summary: `${summary}${gaps}`, counts };
  }
  return { status: kept.changed > 0 ? 'ok' : 'noop', summary, counts };
}
