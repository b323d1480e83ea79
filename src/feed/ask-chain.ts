import { Failure, mostTelling } from '../core/failure.ts';
import type { Basis, DailyBar, Interval, IntradayBar, RefusedRow } from '../core/market/bar.ts';
import { addDays, earlierOf } from '../core/market/session-date.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Context } from '../kit/context.ts';
import type {
  AskedListing,
  BarsAnswer,
  IntervalOffer,
  PriceSource,
  PriceSourceName,
} from '../ports/prices.ts';

/** What the first source that could answer has answered. */
export interface ChainAnswer<Bar> {
  readonly kind: 'answered';
  readonly source: PriceSourceName;
  /** What it was asked for: less than was wanted where it does not serve days that old. */
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly basis: Basis;
  readonly bars: readonly Bar[];
  readonly refused: readonly RefusedRow[];
}

/** No source knows the instrument. */
export interface ChainUnknown {
  readonly kind: 'unknown';
}

/** Every source that might know failed; the failure that tells the most. */
export interface ChainFailed {
  readonly kind: 'failed';
  readonly failure: Failure;
}

export type ChainResult<Bar> = ChainAnswer<Bar> | ChainUnknown | ChainFailed;

/** Failures of the run as a whole, which no other source can make up for. */
const FINAL: ReadonlySet<string> = new Set([
  'stopped',
  'disk-io',
  'disk-create',
  'config',
  'usage',
]);

/** Takes what was thrown for a failure of the source. @throws it, when it concerns the whole run */
export function sourceFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure && !FINAL.has(thrown.code)) return thrown;
  throw thrown;
}

/**
 * The day from which a source counts back what it serves: its own, whatever moment the run takes for
 * now. The sandbox's sources stand where the run does.
 */
function sourceToday(ctx: Context, exchange: ExchangeCode): SessionDate {
  const clock = ctx.run.sandbox ? ctx.clock : ctx.wall;
  return ctx.calendar(exchange).dateAt(clock.now());
}

/** What the source offers for an interval; absent: nothing. */
export function offerOf(source: PriceSource, interval: Interval): IntervalOffer | undefined {
  return source.offers.intervals.find((offer) => offer.interval === interval);
}

/** First day that the source serves for the interval; absent: all. */
export function servedFrom(
  ctx: Context,
  exchange: ExchangeCode,
  offer: IntervalOffer,
): SessionDate | undefined {
  const { reachDays } = offer;
  const reach =
    reachDays === undefined ? undefined : addDays(sourceToday(ctx, exchange), -reachDays);
  return [offer.since, reach]
    .filter((date) => date !== undefined)
    .toSorted()
    .at(-1);
}

/** A range cut into windows that one request may span. */
function windows(
  from: SessionDate,
  to: SessionDate,
  days: number,
): { from: SessionDate; to: SessionDate }[] {
  const out: { from: SessionDate; to: SessionDate }[] = [];
  for (let start = from; start <= to; start = addDays(start, days)) {
    out.push({ from: start, to: earlierOf(addDays(start, days - 1), to) });
  }
  return out;
}

async function askSource<Bar extends DailyBar | IntradayBar>(
  ctx: Context,
  source: PriceSource,
  exchange: ExchangeCode,
  offer: IntervalOffer,
  range: { from: SessionDate; to: SessionDate },
  ask: (
    source: PriceSource,
    from: SessionDate,
    to: SessionDate,
  ) => Promise<BarsAnswer<Bar> | undefined>,
): Promise<ChainAnswer<Bar> | undefined> {
  const first = servedFrom(ctx, exchange, offer);
  const from = first !== undefined && first > range.from ? first : range.from;
  const bars: Bar[] = [];
  const refused: RefusedRow[] = [];
  if (from > range.to) return undefined;
  for (const window of windows(from, range.to, offer.windowDays)) {
    ctx.step();
    const answer = await ask(source, window.from, window.to);
    if (!answer) return undefined;
    bars.push(...answer.bars);
    refused.push(...answer.refused);
  }
  const basis = source.offers.dailyBasis;
  return { kind: 'answered', source: source.name, from, to: range.to, basis, bars, refused };
}

/**
 * Asks the sources in turn until one answers: a source that fails, or does not know the instrument,
 * hands over to the next.
 *
 * @param ask asks one source for one window; absent when it does not know the instrument
 */
export async function askChain<Bar extends DailyBar | IntradayBar>(
  ctx: Context,
  chain: readonly PriceSource[],
  listing: AskedListing,
  interval: Interval,
  range: { from: SessionDate; to: SessionDate },
  ask: (
    source: PriceSource,
    from: SessionDate,
    to: SessionDate,
  ) => Promise<BarsAnswer<Bar> | undefined>,
): Promise<ChainResult<Bar>> {
  const failures: Failure[] = [];
  for (const source of chain) {
    const offer = offerOf(source, interval);
    if (!offer || !source.offers.exchanges.includes(listing.exchange)) continue;
    try {
      const answer = await askSource(ctx, source, listing.exchange, offer, range, ask);
      if (answer) return answer;
    } catch (error) {
      const failure = sourceFailure(error);
      failures.push(failure);
      ctx.log.write('info', 'source failed, next is asked', {
        source: source.name,
        symbol: listing.symbol,
        interval,
        code: failure.code,
        reason: failure.message,
      });
    }
  }
  const failure = mostTelling(failures);
  return failure ? { kind: 'failed', failure } : { kind: 'unknown' };
}
