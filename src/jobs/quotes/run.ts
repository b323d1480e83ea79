import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import type { OpenDay } from '../../core/calendar/calendar.ts';
import { instant } from '../../core/market/instant.ts';
import { chooseSources } from '../../feed/choose-sources.ts';
import { feedIntraday } from '../../feed/intraday-series.ts';
import { summarise } from '../../feed/summarise.ts';
import { targetsOf } from '../../feed/targets.ts';
import { resolveUniverse, wantedSymbols } from '../../feed/universe.ts';
import type { FeedWish } from '../../feed/target.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { Quote } from '../../store/quotes.ts';
import type { options } from './job.ts';

const BAR_SECONDS = 60;

/**
 * The last price of a listing in the session, from its newest one-minute bar that is over by now: a
 * run as of an earlier moment knows nothing of the bars after it. Absent: none yet.
 */
async function lastPrice(
  ctx: Context,
  listingId: number,
  day: OpenDay,
): Promise<Quote | undefined> {
  const end = Math.min(closesAt(day), ctx.clock.now() - BAR_SECONDS + 1);
  const bars = await ctx.store.candles.intraday('1m', listingId, opensAt(day), instant(end));
  const last = bars.at(-1);
  if (!last) return undefined;
  return {
    listingId,
    lastPaise: last.closePaise,
    // The price is that of the end of the bar.
    at: instant(last.start + BAR_SECONDS),
    volume: bars.reduce((sum, bar) => sum + bar.volume, 0),
    source: last.source,
  };
}

/** Keeps the last minute of what something needs now: see the declaration. */
export async function run(ctx: Context, values: Options<typeof options>): Promise<Outcome> {
  const exchange = 'XNSE';
  const calendar = ctx.calendar(exchange);
  const today = calendar.dateAt(ctx.clock.now());
  const day = calendar.day(today);
  if (day.state !== 'open') {
    return { status: 'noop', summary: `no session on ${today}: ${day.why}`, counts: {} };
  }
  const { chain } = chooseSources(ctx, values.source, ['1m']);
  const symbols = await wantedSymbols(ctx, exchange, values);
  const universe = await resolveUniverse(ctx, exchange, symbols);
  const targets = await targetsOf(ctx, exchange, universe);
  const wish: FeedWish = { exchange, chain, from: today, to: today, missingOnly: false };
  const results = await ctx.inParallel(targets, ctx.settings['http.parallel'], (target) =>
    feedIntraday(ctx, target, '1m', wish),
  );
  const prices: Quote[] = [];
  for (const { listing } of targets) {
    const quote = listing && (await lastPrice(ctx, listing.listingId, day));
    if (quote) prices.push(quote);
  }
  const outcome = summarise(ctx, results, universe.unlisted);
  return {
    ...outcome,
    counts: { ...outcome.counts, quotes: prices.length },
    async last(books) {
      for (const quote of prices) await books.quotes.save(quote);
    },
  };
}
