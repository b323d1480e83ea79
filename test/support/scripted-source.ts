import type { DailyBar, Interval, IntradayBar } from '../../src/core/market/bar.ts';
import type {
  BarsAnswer,
  PriceOffers,
  PriceSource,
  PriceSourceName,
  SessionAnswer,
} from '../../src/ports/prices.ts';

/** One request as the source saw it. */
export interface SeenAsk {
  readonly symbol: string;
  readonly interval: Interval | 'session';
  readonly from: string;
  readonly to: string;
  /** The endpoint of the running day was asked. */
  readonly today: boolean;
}

/** How the source answers; a thrown failure is the source's. Absent: it does not know. */
export interface SourceScript {
  readonly daily?: (ask: SeenAsk) => readonly DailyBar[] | BarsAnswer<DailyBar> | undefined;
  readonly intraday?: (
    ask: SeenAsk,
  ) => readonly IntradayBar[] | BarsAnswer<IntradayBar> | undefined;
  readonly session?: (session: string) => SessionAnswer | undefined;
}

/** A source of prices that answers by its script and remembers what it was asked. */
export interface ScriptedSource extends PriceSource {
  readonly asks: SeenAsk[];
  /** What it was asked since the last time, as `symbol interval from..to`. */
  told(): string[];
}

const OFFERS: PriceOffers = {
  intervals: (['1m', '5m', '15m', '1d'] as const).map((interval) => ({
    interval,
    windowDays: interval === '1d' ? 365 : 28,
  })),
  exchanges: ['XNSE'],
  wholeSession: false,
  dailyBasis: 'split-adjusted',
  knowsUnlisted: true,
  reference: 'made up for tests',
};

const WHOLE: PriceOffers = {
  ...OFFERS,
  intervals: [{ interval: '1d', windowDays: 1 }],
  wholeSession: true,
  dailyBasis: 'raw',
};

function answerOf<Bar>(
  answer: readonly Bar[] | BarsAnswer<Bar> | undefined,
): BarsAnswer<Bar> | undefined {
  if (answer === undefined || 'bars' in answer) return answer;
  return { bars: answer, refused: [] };
}

/** A source by name; with a `session` script alone it is one of whole sessions. */
export function scriptedSource(
  name: PriceSourceName,
  script: SourceScript,
  offers: Partial<PriceOffers> = {},
): ScriptedSource {
  const asks: SeenAsk[] = [];
  let told = 0;
  const seen = (ask: SeenAsk): SeenAsk => {
    asks.push(ask);
    return ask;
  };
  const { daily, intraday, session } = script;
  return {
    name,
    offers: { ...(session ? WHOLE : OFFERS), ...offers },
    asks,
    told() {
      const fresh = asks.slice(told);
      told = asks.length;
      return fresh.map(({ symbol, interval, from, to, today }) =>
        [`${symbol} ${interval} ${from}..${to}`, ...(today ? ['today'] : [])].join(' '),
      );
    },
    async daily({ listing, from, to, today }) {
      const ask = { interval: '1d' as const, from, to, today: today !== undefined };
      return answerOf(daily?.(seen({ symbol: listing.symbol, ...ask })));
    },
    async intraday({ listing, interval, from, to, today }) {
      return answerOf(intraday?.(seen({ symbol: listing.symbol, interval, from, to, today })));
    },
    async session(date) {
      seen({ symbol: '*', interval: 'session', from: date, to: date, today: false });
      return session?.(date);
    },
  };
}
