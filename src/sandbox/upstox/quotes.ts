import { istText } from '../../core/market/instant.ts';
import { dataOf } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { sandboxCompanies, sandboxIndices } from '../companies.ts';
import { tradesOn } from '../instrument.ts';
import type { SandboxInstrument } from '../instrument.ts';
import { liveQuote } from '../live-quote.ts';
import type { LiveQuote } from '../live-quote.ts';
import type { Market } from '../market.ts';
import { upstoxRefusal } from './refusals.ts';
import { withToken } from './token.ts';

const MOST_KEYS = 500;

interface Row {
  readonly instrument: SandboxInstrument;
  readonly quote: LiveQuote;
}

/** Securities of the keys that are traded today; a key of no security is left out. */
function rowsOf(market: Market, keys: readonly string[], { now }: Asked): Row[] {
  const today = market.calendar.dateAt(now);
  return keys.flatMap((key) => {
    const instrument = [...sandboxCompanies, ...sandboxIndices].find(
      (one) => one.upstoxKey === key && tradesOn(one, today),
    );
    const quote = instrument && liveQuote(market, instrument, now);
    return quote ? [{ instrument, quote }] : [];
  });
}

const rupees = (amount: number): number => amount / 100;

/** Five levels, those behind the first without orders. */
function depth(pricePaise: number): object[] {
  return Array.from({ length: 5 }, (_, level) =>
    level === 0 && pricePaise > 0
      ? { quantity: 25, price: rupees(pricePaise), orders: 3 }
      : { quantity: 0, price: 0, orders: 0 },
  );
}

function fieldsOf({ instrument, quote }: Row, timestamp: string): object {
  const before = quote.previous ?? quote.open;
  return {
    ohlc: {
      open: rupees(quote.open),
      high: rupees(quote.high),
      low: rupees(quote.low),
      close: rupees(before),
    },
    depth: { buy: depth(quote.bid), sell: depth(quote.ask) },
    timestamp,
    instrument_token: instrument.upstoxKey,
    symbol: instrument.symbol,
    last_price: rupees(quote.last),
    volume: instrument.kind === 'index' ? null : quote.volume,
    average_price: rupees(Math.round((quote.high + quote.low) / 2)),
    oi: 0,
    net_change: Math.round(quote.last - before) / 100,
    total_buy_quantity: 0,
    total_sell_quantity: 0,
    lower_circuit_limit: rupees(quote.lower),
    upper_circuit_limit: rupees(quote.upper),
    last_trade_time: String(quote.at * 1000),
    oi_day_high: 0,
    oi_day_low: 0,
  };
}

function keysOf({ query }: Asked): string[] {
  return (query.get('instrument_key') ?? '').split(',').filter((key) => key !== '');
}

function answerOf(
  asked: Asked,
  rows: readonly Row[],
  fields: (row: Row, timestamp: string) => object,
): Answer {
  const timestamp = `${istText(asked.now).slice(0, 19)}.000+05:30`;
  const encode = (some: readonly Row[]): string => {
    const data = some.map((row) => {
      const [segment = ''] = row.instrument.upstoxKey.split('|');
      return [`${segment}:${row.instrument.symbol}`, fields(row, timestamp)] as const;
    });
    return JSON.stringify({ status: 'success', data: Object.fromEntries(data) });
  };
  return dataOf(
    rows,
    encode,
    { contentType: 'application/json', keyWord: 'last_price' },
    (row) => ({ ...row, quote: { ...row.quote, high: Math.ceil(row.quote.low / 2) } }),
  );
}

/** Full quotes and last prices by key, which want the token; shapes of November 2026. */
export function upstoxQuoteRoutes(market: Market): readonly Route[] {
  const quotes = (asked: Asked, fields: (row: Row, timestamp: string) => object): Answer => {
    const keys = keysOf(asked);
    if (keys.length === 0) return upstoxRefusal(400, 'UDAPI1009', 'Instrument key is required');
    if (keys.length > MOST_KEYS) {
      return upstoxRefusal(400, 'UDAPI100042', 'Maximum 500 instrument keys are allowed');
    }
    const rows = rowsOf(market, keys, asked);
    if (rows.length === 0) return upstoxRefusal(400, 'UDAPI1087', 'Invalid instrument key');
    return answerOf(asked, rows, fields);
  };
  return [
    {
      site: 'upstox',
      path: /^\/v2\/market-quote\/quotes$/,
      answer: (_, asked) => withToken(asked, () => quotes(asked, fieldsOf)),
    },
    {
      site: 'upstox',
      path: /^\/v3\/market-quote\/ltp$/,
      answer: (_, asked) =>
        withToken(asked, () =>
          quotes(asked, ({ instrument, quote }) => ({
            last_price: rupees(quote.last),
            instrument_token: instrument.upstoxKey,
            ltq: instrument.lotShares,
            volume: quote.volume,
            cp: rupees(quote.previous ?? quote.open),
          })),
        ),
    },
  ];
}
