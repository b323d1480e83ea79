import { array, literal, nullish, number, object, record, string, union, unknown } from 'valibot';
import type { InferOutput } from 'valibot';
import type { RefusedRow } from '../../core/market/bar.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import { impossibleQuote } from '../../core/market/quote.ts';
import type { Quote } from '../../core/market/quote.ts';
import type { QuotesAnswer, ToldQuote } from '../../ports/quotes.ts';
import { decoded } from '../decode.ts';
import { told, toldCount, toldPrice } from '../told-figure.ts';

const ENVELOPE = object({ status: literal('success'), data: record(string(), unknown()) });
const PRICE = nullish(number());
const SIDE = nullish(array(object({ price: PRICE })));
const QUOTE = object({
  instrument_token: string(),
  last_price: number(),
  timestamp: nullish(string()),
  last_trade_time: nullish(union([string(), number()])),
  volume: nullish(number()),
  net_change: nullish(number()),
  ohlc: nullish(object({ open: PRICE, high: PRICE, low: PRICE })),
  depth: nullish(object({ buy: SIDE, sell: SIDE })),
  lower_circuit_limit: PRICE,
  upper_circuit_limit: PRICE,
});
type Row = InferOutput<typeof QUOTE>;

/** 1 January 3000 in milliseconds: what is later is no time. */
const LATEST_MS = 32_503_680_000_000;

/** When the price was made: the last trade where it is told, else the answer's own time. */
function timeOf({ last_trade_time: traded, timestamp }: Row): Instant | undefined {
  const inTime = (ms: number): boolean => ms > 0 && ms < LATEST_MS;
  const found = [Number(traded ?? 0), Date.parse(timestamp ?? '')].find(inTime);
  return found === undefined ? undefined : instant(found / 1000);
}

function quoteOf(row: Row): Quote | string {
  const at = timeOf(row);
  if (!at) return `has no time: "${row.last_trade_time ?? ''}", "${row.timestamp ?? ''}"`;
  const lastPaise = paiseFromRupees(row.last_price);
  if (lastPaise === undefined) return `last ${row.last_price} is no price`;
  const { ohlc, depth, net_change: change } = row;
  // `ohlc.close` is that of the day before only until the close; the change is always against it.
  const before = typeof change === 'number' ? toldPrice(row.last_price - change) : undefined;
  const quote: Quote = {
    lastPaise,
    at,
    ...told({
      volume: toldCount(row.volume),
      openPaise: toldPrice(ohlc?.open),
      highPaise: toldPrice(ohlc?.high),
      lowPaise: toldPrice(ohlc?.low),
      previousClosePaise: before,
      bidPaise: toldPrice(depth?.buy?.[0]?.price),
      askPaise: toldPrice(depth?.sell?.[0]?.price),
      lowerCircuitPaise: toldPrice(row.lower_circuit_limit),
      upperCircuitPaise: toldPrice(row.upper_circuit_limit),
    }),
  };
  return impossibleQuote(quote) ?? quote;
}

/**
 * Reads full quotes. They come keyed by segment and symbol, not by the key that was sent, so they are
 * found by the key inside. A price of 0 is none.
 *
 * @param envelope the answer as parsed
 * @param symbolOf symbol of each key that was asked for; what else is there is passed over
 * @throws Failure `bad-data` naming the path of what is missing or of another type
 * @see https://upstox.com/developer/api-documentation/get-full-market-quote (November 2026)
 */
export function readQuotes(envelope: unknown, symbolOf: ReadonlyMap<string, string>): QuotesAnswer {
  const quotes: ToldQuote[] = [];
  const refused: RefusedRow[] = [];
  for (const [name, value] of Object.entries(decoded(ENVELOPE, envelope).data)) {
    const row = decoded(QUOTE, value, `data["${name}"]`);
    const symbol = symbolOf.get(row.instrument_token);
    if (symbol === undefined || row.last_price === 0) continue;
    const quote = quoteOf(row);
    if (typeof quote === 'string') refused.push({ row: name, reason: `${symbol}: ${quote}` });
    else if (quotes.some((one) => one.symbol === symbol)) {
      refused.push({ row: name, reason: `${symbol} is there twice` });
    } else quotes.push({ symbol, quote });
  }
  return { quotes, refused };
}
