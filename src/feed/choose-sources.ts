import { Failure } from '../core/failure.ts';
import type { Interval } from '../core/market/bar.ts';
import type { Context } from '../kit/context.ts';
import type { PriceSource, PriceSourceName } from '../ports/prices.ts';
import { offerOf } from './ask-chain.ts';

/** Which sources a run asks, and for which intervals. */
export interface ChosenSources {
  readonly chain: readonly PriceSource[];
  /** A source of whole sessions, where the run is to ask nobody else. */
  readonly whole?: PriceSource;
  readonly intervals: readonly Interval[];
}

/**
 * The chain of sources by settings, or the one that `--source` forces.
 *
 * @param asked intervals that were asked for by name; absent: those of the settings
 * @throws Failure `usage` when the forced source does not offer an interval that was asked for
 */
export function chooseSources(
  ctx: Context,
  forced: PriceSourceName | undefined,
  asked: readonly Interval[] | undefined,
): ChosenSources {
  const { prices } = ctx.sources;
  const order = forced === undefined ? ctx.settings['market_sync.sources'] : [forced];
  const chain = order.flatMap((name) => prices.find((source) => source.name === name) ?? []);
  const wanted = asked ?? ctx.settings['market_sync.intervals'];
  const offered = wanted.filter((interval) => chain.some((source) => offerOf(source, interval)));
  const lacking = wanted.filter((interval) => !offered.includes(interval));
  if (asked && lacking.length > 0) {
    throw new Failure(
      'usage',
      `expected intervals that ${order.join(', ')} offers, found ${lacking.join(', ')}`,
    );
  }
  const whole = chain.every(({ offers }) => offers.wholeSession) ? chain[0] : undefined;
  return { chain, intervals: offered, ...(whole ? { whole } : {}) };
}
