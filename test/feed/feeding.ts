import type { IntradayInterval } from '../../src/core/market/bar.ts';
import type { ListedInstrument } from '../../src/core/market/listing.ts';
import { addDays, sessionDate } from '../../src/core/market/session-date.ts';
import { feedDaily } from '../../src/feed/daily-series.ts';
import { feedIntraday } from '../../src/feed/intraday-series.ts';
import type { FeedWish, SeriesResult, Target } from '../../src/feed/target.ts';
import { targetsOf } from '../../src/feed/targets.ts';
import { resolveUniverse } from '../../src/feed/universe.ts';
import { feedWholeSessions } from '../../src/feed/whole-sessions.ts';
import type { PriceSource } from '../../src/ports/prices.ts';
import type { OpenStore, Store } from '../../src/store/store.ts';
import { bench } from '../support/bench.ts';
import type { Bench, BenchGiven } from '../support/bench.ts';
import { learnt, openedStore, share } from '../support/opened-store.ts';

/** Dates and manner of one feeding; the chain is the one of the desk. */
export type Wish = Partial<Omit<FeedWish, 'from' | 'to' | 'only'>> & {
  readonly from: string;
  readonly to: string;
  readonly only?: readonly string[];
};

/** A desk with a store, some listed shares and a chain of sources. */
export interface Feeding extends Bench {
  readonly opened: OpenStore;
  targets(...symbols: string[]): Promise<Target[]>;
  daily(symbol: string, wish: Wish): Promise<SeriesResult>;
  intraday(symbol: string, interval: IntradayInterval, wish: Wish): Promise<SeriesResult>;
  whole(symbols: readonly string[], wish: Wish): ReturnType<typeof feedWholeSessions>;
  /** Kept daily rows as `session close source`. */
  rows(symbol: string): Promise<string[]>;
  /** Remembered gaps as `from..to state×attempts: reason`, filled ones too. */
  gaps(): Promise<string[]>;
}

function wishOf(chain: readonly PriceSource[], { from, to, only, ...more }: Wish): FeedWish {
  return {
    exchange: 'XNSE',
    chain,
    missingOnly: false,
    ...more,
    from: sessionDate(from),
    to: sessionDate(to),
    ...(only ? { only: new Set(only.map(sessionDate)) } : {}),
  };
}

/** @param given.listed shares that a list names; ACME, without a listing date, unless told */
export async function feeding(
  chain: readonly PriceSource[],
  given: Omit<BenchGiven, 'store'> & {
    readonly listed?: readonly ListedInstrument[];
    readonly opened?: OpenStore;
    readonly store?: Store;
  },
): Promise<Feeding> {
  const opened = given.opened ?? (await openedStore());
  await learnt(opened, given.listed ?? [share('ACME', { isin: 'INE900A01011' })]);
  const desk = bench({ ...given, store: given.store ?? opened.store });
  const { ctx } = desk;
  const targets = async (...symbols: string[]): Promise<Target[]> =>
    targetsOf(ctx, 'XNSE', await resolveUniverse(ctx, 'XNSE', symbols));
  const target = async (symbol: string): Promise<Target> => {
    const [found] = await targets(symbol);
    if (!found) throw new Error(`no target for ${symbol}`);
    return found;
  };
  return {
    ...desk,
    opened,
    targets,
    daily: async (symbol, wish) => feedDaily(ctx, await target(symbol), wishOf(chain, wish)),
    intraday: async (symbol, interval, wish) =>
      feedIntraday(ctx, await target(symbol), interval, wishOf(chain, wish)),
    whole: async (symbols, wish) => {
      const [source] = chain;
      if (!source) throw new Error('no source of whole sessions');
      return feedWholeSessions(ctx, source, await targets(...symbols), wishOf(chain, wish));
    },
    async rows(symbol) {
      const { listingIds } = await target(symbol);
      if (listingIds.length === 0) return [];
      const [first, last] = [sessionDate('1990-01-01'), addDays(sessionDate('2090-01-01'), 0)];
      const bars = await opened.store.candles.daily(listingIds, first, last);
      return bars.map(({ session, closePaise, source }) => `${session} ${closePaise} ${source}`);
    },
    async gaps() {
      const gaps = await opened.store.gaps.list('all');
      return gaps.map(
        ({ from, to, state, attempts, reason }) => `${from}..${to} ${state}×${attempts}: ${reason}`,
      );
    },
  };
}
