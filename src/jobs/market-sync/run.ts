import { Failure } from '../../core/failure.ts';
import { isIndexUnderlying } from '../../core/options/option-chain.ts';
import { chooseSources } from '../../feed/choose-sources.ts';
import type { ChosenSources } from '../../feed/choose-sources.ts';
import { feedQuotes } from '../../feed/live-quotes.ts';
import { feedOptions } from '../../feed/option-chains.ts';
import { joinParts, partOf } from '../../feed/part.ts';
import type { Part } from '../../feed/part.ts';
import { INDEX_WORDS, quotesOutcome, SHARE_WORDS } from '../../feed/quotes-outcome.ts';
import type { QuoteWords } from '../../feed/quotes-outcome.ts';
import { unlistedWords } from '../../feed/unlisted-words.ts';
import { resolveUniverse, wantedSymbols } from '../../feed/universe.ts';
import type { Universe } from '../../feed/universe.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { AskedListing } from '../../ports/prices.ts';
import { candleRange, feedCandles } from './candles.ts';
import type { options } from './job.ts';
import { partsOf } from './what.ts';
import type { PartName } from './what.ts';

type Values = Options<typeof options>;

const EXCHANGE = 'XNSE';

/** Quotes of what is listed; symbols that no list names are told here unless the candles tell them. */
async function quotesPart(
  ctx: Context,
  words: QuoteWords,
  { listings, unlisted }: Universe,
  { source, what }: Values,
  tellUnlisted: boolean,
): Promise<Outcome> {
  const failure = unlisted.find((one) => one.failure)?.failure;
  if (failure && listings.length === 0) throw failure;
  const chain = ctx.sources.quotes.filter(({ name }) => source === undefined || name === source);
  const results = await feedQuotes(ctx, EXCHANGE, listings, chain);
  const nothing = results.asks === 0 && results.results.every(({ quote }) => !quote);
  if (what && nothing && listings.length > 0) {
    throw new Failure(
      'auth',
      `expected a source of ${words.many} that can be asked, found none; store a token with \`paperjobs auth upstox\`, or ask another source`,
    );
  }
  const unknown = tellUnlisted ? unlistedWords(unlisted) : [];
  return quotesOutcome(ctx, words, results, unknown);
}

/** Underlyings as they are listed; an index is known to the sources by its symbol alone. */
async function underlyingsOf(ctx: Context, symbols: readonly string[]): Promise<AskedListing[]> {
  const shares = symbols.filter((symbol) => !isIndexUnderlying(symbol));
  const { listings } =
    shares.length > 0 ? await resolveUniverse(ctx, EXCHANGE, shares) : { listings: [] };
  return symbols.map(
    (symbol) =>
      listings.find((listing) => listing.symbol === symbol) ?? {
        exchange: EXCHANGE,
        symbol,
        sourceKeys: {},
      },
  );
}

async function optionsPart(ctx: Context, { source, underlyings }: Values): Promise<Outcome> {
  const asked = underlyings?.map((symbol) => symbol.toUpperCase());
  const symbols = asked ?? ctx.settings['market_sync.option_underlyings'];
  return feedOptions(ctx, {
    exchange: EXCHANGE,
    underlyings: await underlyingsOf(ctx, symbols),
    expiries: ctx.settings['market_sync.option_expiries'],
    chain: ctx.sources.options.filter(({ name }) => source === undefined || name === source),
  });
}

/** Keeps candles, quotes, index values and option chains: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  const { source, interval } = values;
  const wanted = partsOf(ctx, values);
  const has = (part: PartName): boolean => wanted.includes(part);
  candleRange(values);
  const chosen: ChosenSources | undefined = has('candles')
    ? chooseSources(ctx, source, interval)
    : undefined;
  const universe =
    has('candles') || has('quotes')
      ? await resolveUniverse(ctx, EXCHANGE, await wantedSymbols(ctx, EXCHANGE, values))
      : { listings: [], unlisted: [] };
  const parts: Part[] = [];
  if (chosen) {
    parts.push(await partOf('candles', () => feedCandles(ctx, EXCHANGE, universe, chosen, values)));
  }
  if (has('quotes')) {
    const tell = !has('candles');
    parts.push(await partOf('quotes', () => quotesPart(ctx, SHARE_WORDS, universe, values, tell)));
  }
  if (has('indices')) {
    const symbols = ctx.settings['market_sync.indices'];
    parts.push(
      await partOf('indices', async () => {
        const indices = await resolveUniverse(ctx, EXCHANGE, symbols);
        return quotesPart(ctx, INDEX_WORDS, indices, values, true);
      }),
    );
  }
  if (has('options')) parts.push(await partOf('options', () => optionsPart(ctx, values)));
  return joinParts(ctx, parts);
}
