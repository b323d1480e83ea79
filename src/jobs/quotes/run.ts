import { chooseSources } from '../../feed/choose-sources.ts';
import type { ChosenSources } from '../../feed/choose-sources.ts';
import { feedIntraday } from '../../feed/intraday-series.ts';
import { feedQuotes } from '../../feed/live-quotes.ts';
import { joinParts, partOf } from '../../feed/part.ts';
import { quotesOutcome, SHARE_WORDS } from '../../feed/quotes-outcome.ts';
import { summarise } from '../../feed/summarise.ts';
import type { FeedWish } from '../../feed/target.ts';
import { ruleSymbols } from '../../feed/alerts/rule-symbols.ts';
import { botSymbols } from '../../feed/trading/bot-symbols.ts';
import { targetsOf } from '../../feed/targets.ts';
import { seesNow } from '../../feed/undated-list.ts';
import { resolveUniverse, wantedSymbols } from '../../feed/universe.ts';
import type { Universe } from '../../feed/universe.ts';
import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { options } from './job.ts';

const EXCHANGE = 'XNSE';

/** Newly closed one-minute candles of the running session. */
async function candlesPart(
  ctx: Context,
  universe: Universe,
  { chain }: ChosenSources,
  today: SessionDate,
): Promise<Outcome> {
  const targets = await targetsOf(ctx, EXCHANGE, universe);
  const wish: FeedWish = { exchange: EXCHANGE, chain, from: today, to: today, missingOnly: false };
  const results = await ctx.inParallel(targets, ctx.settings['http.parallel'], (target) =>
    feedIntraday(ctx, target, '1m', wish),
  );
  return summarise(ctx, results, universe.unlisted);
}

/** Universes of bots that decide inside sessions; an index without a kept list has nobody yet. */
async function symbolsOfBots(ctx: Context): Promise<string[]> {
  const day = ctx.calendar(EXCHANGE).dateAt(ctx.clock.now());
  const symbols: string[] = [];
  for (const plan of ctx.bots ?? []) {
    if (!plan.enabled || plan.interval === '1d') continue;
    try {
      symbols.push(...(await botSymbols(ctx, plan, EXCHANGE, day)));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      ctx.log.write('info', 'a bot has no universe yet', { bot: plan.name, reason: error.message });
    }
  }
  return symbols;
}

/**
 * What is asked for; else the watchlist, whatever alert rules are about, what
 * bots of the running session are about and what accounts order or hold.
 */
async function neededSymbols(
  ctx: Context,
  values: Options<typeof options>,
): Promise<readonly string[]> {
  const wanted = await wantedSymbols(ctx, EXCHANGE, values);
  if (values.symbols || values.index !== undefined) return wanted;
  const watched = await ruleSymbols(ctx.store, ctx.clock.now());
  const traded = await ctx.store.tradedListings.symbolsInUse(EXCHANGE);
  const followed = await symbolsOfBots(ctx);
  return [...new Set([...wanted, ...watched, ...traded, ...followed])];
}

/** Keeps the last minute of what something needs now: see the declaration. */
export async function run(ctx: Context, values: Options<typeof options>): Promise<Outcome> {
  const calendar = ctx.calendar(EXCHANGE);
  const today = calendar.dateAt(ctx.clock.now());
  const day = calendar.day(today);
  if (day.state !== 'open') {
    return { status: 'noop', summary: `no session on ${today}: ${day.why}`, counts: {} };
  }
  const { source } = values;
  const chosen = chooseSources(ctx, source, ['1m']);
  const symbols = await neededSymbols(ctx, values);
  const universe = await resolveUniverse(ctx, EXCHANGE, symbols);
  const candles = await partOf('candles', () => candlesPart(ctx, universe, chosen, today));
  // As of the past only the candles tell what a price was.
  const live = seesNow(ctx) ? ctx.sources.quotes : [];
  const chain = live.filter(({ name }) => source === undefined || name === source);
  const { listings } = universe;
  const quotes = await partOf('quotes', async () =>
    quotesOutcome(ctx, SHARE_WORDS, await feedQuotes(ctx, EXCHANGE, listings, chain)),
  );
  return joinParts(ctx, [candles, quotes]);
}
