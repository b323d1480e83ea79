import { Failure } from '../../core/failure.ts';
import { readWeights } from '../../core/rebalance/read-weights.ts';
import type { TargetPlan } from '../../core/rebalance/target-plan.ts';
import { targetWeights } from '../../core/rebalance/weights.ts';
import { factorsUntil } from '../../feed/adjusted-series.ts';
import { dailyReader } from '../../feed/alerts/read-bars.ts';
import { memberSymbols } from '../../feed/index-members.ts';
import type { Context } from '../../kit/context.ts';

const EXCHANGE = 'XNSE';

/** A weight of a listing. */
export interface ListedWeight {
  readonly listingId: number;
  readonly symbol: string;
  readonly weight: number;
}

async function publishedWeights(
  ctx: Context,
  { weightsFile, place }: TargetPlan,
): Promise<Map<string, number>> {
  if (weightsFile === undefined) return new Map();
  const text = await ctx.files.read(weightsFile);
  if (text !== undefined) return readWeights(text, weightsFile);
  throw new Failure('config', `${place}: expected weights in "${weightsFile}", found no such file`);
}

async function closesOf(ctx: Context, symbols: readonly string[], bars: number) {
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const { store, settings } = ctx;
  const factors = await factorsUntil(store, calendar.dateAt(now));
  const read = dailyReader({ store, settings, calendar, now }, factors);
  const found = new Map<string, Float64Array>();
  for (const one of await store.dailyBars.instruments({ exchange: EXCHANGE, symbols })) {
    found.set(one.symbol, (await read(one, bars)).bars.close);
  }
  return found;
}

/**
 * What an account is to hold by its plan, and warnings of what it cannot.
 *
 * @throws Failure `config` for a symbol that is unknown, `not-yet` for an index without a list,
 *   `bad-data` for a file of weights
 */
export async function wantedWeights(ctx: Context, plan: TargetPlan): Promise<ListedWeight[]> {
  const { store } = ctx;
  const day = ctx.calendar(EXCHANGE).dateAt(ctx.clock.now());
  const symbols =
    plan.weighting === 'fixed'
      ? Object.keys(plan.weights)
      : plan.index === undefined
        ? plan.symbols
        : await memberSymbols(ctx, plan.index, day);
  const listings = await store.instruments.find(EXCHANGE, symbols);
  const known = new Map(listings.map(({ symbol, listingId }) => [symbol, listingId]));
  const unknown = symbols.filter((symbol) => !known.has(symbol));
  if (unknown.length > 0) {
    throw new Failure(
      'config',
      `${plan.place}: expected symbols that are known, found ${unknown.join(', ')}: \`paperjobs quotes --symbols ${unknown.join(',')}\` looks them up`,
    );
  }
  const closes =
    plan.weighting === 'inverse-volatility'
      ? await closesOf(ctx, symbols, plan.windowSessions + 1)
      : new Map<string, Float64Array>();
  const { weights, left } = targetWeights(
    plan,
    symbols.map((symbol) => ({ symbol, closes: closes.get(symbol) ?? new Float64Array() })),
    await publishedWeights(ctx, plan),
  );
  for (const { symbol, why } of left) ctx.warn(`${plan.account}: ${symbol} gets no weight: ${why}`);
  const wanted: ListedWeight[] = [];
  for (const [symbol, weight] of weights) {
    const listingId = await store.tradedListings.standing(known.get(symbol) ?? 0);
    wanted.push({ listingId, symbol, weight });
  }
  return wanted;
}
