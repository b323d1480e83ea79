import { istTime } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { dataOf, notFound } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { sandboxCompanies, sandboxIndices } from '../companies.ts';
import { dayMonthYear } from '../day-spelling.ts';
import { tradesOn } from '../instrument.ts';
import type { SandboxInstrument } from '../instrument.ts';
import { liveQuote } from '../live-quote.ts';
import type { LiveQuote } from '../live-quote.ts';
import type { Market } from '../market.ts';
import { withCookie } from './cookie-gate.ts';

const JSON_KIND = { contentType: 'application/json; charset=utf-8' } as const;

interface Row {
  readonly instrument: SandboxInstrument;
  readonly quote: LiveQuote;
}

/** `12-Jun-2026 11:00:10`, as the site's JSON spells a moment. */
export function momentText(calendar: Calendar, at: Instant): string {
  const seconds = String(at % 60).padStart(2, '0');
  return `${dayMonthYear(calendar.dateAt(at))} ${istTime(at)}:${seconds}`;
}

const rupees = (amount: number): number => amount / 100;
const spoiled = (row: Row): Row => ({
  ...row,
  quote: { ...row.quote, high: Math.ceil(row.quote.low / 2) },
});

function orders(side: string, pricePaise: number): object {
  const levels = [1, 2, 3, 4, 5].flatMap((level) => [
    [`${side}Price${level}`, level === 1 ? rupees(pricePaise) : 0],
    [`${side}Quantity${level}`, level === 1 && pricePaise > 0 ? 25 : 0],
  ]);
  return Object.fromEntries(levels) as object;
}

function symbolFields({ instrument, quote }: Row, calendar: Calendar): object {
  const { symbol, series, name, isin } = instrument;
  return {
    orderBook: {
      ...orders('buy', quote.bid),
      ...orders('sell', quote.ask),
      lastPrice: rupees(quote.last),
    },
    metaData: {
      identifier: `${symbol}${series}N`,
      companyName: name,
      isinCode: isin,
      symbol,
      series,
      marketType: 'N',
      open: rupees(quote.open),
      dayHigh: rupees(quote.high),
      dayLow: rupees(quote.low),
      previousClose: rupees(quote.previous ?? quote.open),
      closePrice: 0,
    },
    tradeInfo: { totalTradedVolume: quote.volume, series, lastPrice: rupees(quote.last) },
    priceInfo: {
      priceBand: `${rupees(quote.lower).toFixed(2)}-${rupees(quote.upper).toFixed(2)}`,
      tickSize: 0.05,
    },
    lastUpdateTime: momentText(calendar, quote.at),
  };
}

function symbolData(market: Market, { query, now }: Asked): Answer {
  if (query.get('functionName') !== 'getSymbolData') return notFound();
  const today = market.calendar.dateAt(now);
  const company = sandboxCompanies.find(
    (one) =>
      one.symbol === query.get('symbol') &&
      one.series === query.get('series') &&
      tradesOn(one, today),
  );
  const quote = company && liveQuote(market, company, now);
  const rows: Row[] = quote ? [{ instrument: company, quote }] : [];
  const encode = (some: readonly Row[]): string =>
    JSON.stringify({ equityResponse: some.map((row) => symbolFields(row, market.calendar)) });
  return dataOf(rows, encode, { ...JSON_KIND, keyWord: 'lastPrice' }, spoiled);
}

function allIndices(market: Market, { now }: Asked): Answer {
  const rows = sandboxIndices.flatMap((instrument): Row[] => {
    const quote = liveQuote(market, instrument, now);
    return quote ? [{ instrument, quote }] : [];
  });
  const at = rows[0]?.quote.at ?? now;
  const encode = (some: readonly Row[]): string =>
    JSON.stringify({
      data: some.map(({ instrument, quote }) => ({
        key: 'BROAD MARKET INDICES',
        index: instrument.name.toUpperCase(),
        indexSymbol: instrument.name.toUpperCase(),
        last: rupees(quote.last),
        open: rupees(quote.open),
        high: rupees(quote.high),
        low: rupees(quote.low),
        previousClose: rupees(quote.previous ?? quote.open),
      })),
      timestamp: momentText(market.calendar, at),
    });
  return dataOf(rows, encode, { ...JSON_KIND, keyWord: 'last' }, spoiled);
}

/** What NSE's site tells now, behind a cookie: one symbol's data, every index. Shapes of 2026. */
export function nseLiveRoutes(market: Market): readonly Route[] {
  return [
    {
      site: 'nse',
      path: /^\/api\/NextApi\/apiClient\/GetQuoteApi$/,
      answer: (_, asked) => withCookie(asked, () => symbolData(market, asked)),
    },
    {
      site: 'nse',
      path: /^\/api\/allIndices$/,
      answer: (_, asked) => withCookie(asked, () => allIndices(market, asked)),
    },
  ];
}
