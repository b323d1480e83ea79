import type { DailyBar, Interval, IntradayBar } from '../../core/market/bar.ts';
import { istInstant } from '../../core/market/instant.ts';
import type { Http } from '../../ports/http.ts';
import type {
  BarsAnswer,
  DailyAsk,
  IntradayAsk,
  PriceOffers,
  PriceSource,
} from '../../ports/prices.ts';
import { readAnswer } from '../answer.ts';
import { openChart } from './envelope.ts';
import type { ChartColumns } from './envelope.ts';
import { YAHOO } from './policy.ts';
import { readDailyChart, readIntradayChart } from './read-chart.ts';
import { yahooSymbol } from './symbol.ts';

/** One day less than what is served, because days are counted from the moment of asking. */
const OFFERS: PriceOffers = {
  intervals: [
    { interval: '1m', windowDays: 7, reachDays: 29 },
    { interval: '5m', windowDays: 59, reachDays: 59 },
    { interval: '15m', windowDays: 59, reachDays: 59 },
    { interval: '1d', windowDays: 36_500 },
  ],
  exchanges: ['XNSE', 'XBOM'],
  wholeSession: false,
  dailyBasis: 'split-adjusted',
  knowsUnlisted: true,
  reference: 'unofficial; limits as the yfinance community reports them (2026)',
};

/** What Yahoo is asked through, and where it is. */
export interface YahooPlace {
  readonly http: Http;
  /** `https://query1.finance.yahoo.com`, without a slash at the end. */
  readonly origin: string;
}

/** Yahoo Finance: candles by instrument, delisted ones included. */
export interface Yahoo extends PriceSource {
  readonly name: 'yahoo';
  daily(ask: DailyAsk): Promise<BarsAnswer<DailyBar> | undefined>;
  intraday(ask: IntradayAsk): Promise<BarsAnswer<IntradayBar> | undefined>;
}

/** Rupees for what is quoted at an Indian exchange; indices are points, whatever Yahoo calls them. */
export function currencyOf(symbol: string): string | undefined {
  return symbol.endsWith('.NS') || symbol.endsWith('.BO') ? 'INR' : undefined;
}

/**
 * Yahoo's chart endpoint, the one that needs neither cookie nor crumb (2026). Unofficial: the last
 * source in the chain, for long histories and what no list names any more.
 */
export function createYahoo({ http, origin }: YahooPlace): Yahoo {
  async function chart<Bar>(
    ask: Pick<DailyAsk, 'listing' | 'from' | 'to'>,
    interval: Interval,
    read: (columns: ChartColumns) => BarsAnswer<Bar>,
  ): Promise<BarsAnswer<Bar> | undefined> {
    const symbol = yahooSymbol(ask.listing);
    if (symbol === undefined) return undefined;
    const begin = istInstant(ask.from, '00:00');
    const end = istInstant(ask.to, '24:00');
    const answer = await http.get({
      policy: YAHOO,
      url: `${origin}/v8/finance/chart/${encodeURIComponent(symbol)}?period1=${begin}&period2=${end}&interval=${interval}&includePrePost=false`,
      expect: 'json',
    });
    return readAnswer(http, answer, () => {
      const opened = openChart(answer, {
        granularity: interval,
        currency: currencyOf(symbol),
        asked: `${interval} bars of ${symbol} from ${ask.from} to ${ask.to}`,
      });
      return opened === 'empty' ? { bars: [], refused: [] } : opened && read(opened);
    });
  }

  return {
    name: 'yahoo',
    offers: OFFERS,
    daily: (ask) => chart(ask, '1d', (columns) => readDailyChart(columns, ask)),
    intraday: (ask) => chart(ask, ask.interval, (columns) => readIntradayChart(columns, ask)),
  };
}
