import { array, nullish, number, object, string } from 'valibot';
import { indexKey, indexSymbol } from '../../core/indices/index-names.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import { impossibleQuote } from '../../core/market/quote.ts';
import type { Quote } from '../../core/market/quote.ts';
import type { QuotedListing, QuotesAnswer, ToldQuote } from '../../ports/quotes.ts';
import { decoded, jsonOf, misshapen } from '../decode.ts';
import { told, toldPrice } from '../told-figure.ts';
import { momentOf } from './filing-fields.ts';

const FIGURE = nullish(number());
const ANSWER = object({
  data: array(
    object({
      index: string(),
      last: number(),
      open: FIGURE,
      high: FIGURE,
      low: FIGURE,
      previousClose: FIGURE,
    }),
  ),
  timestamp: string(),
});

/** Whether a name of the answer is that of the listing: by the name at Upstox, else by the symbol. */
function isNamed({ symbol, sourceKeys }: QuotedListing, name: string): boolean {
  const upstoxName = sourceKeys['upstox']?.split('|')[1];
  if (upstoxName !== undefined && indexKey(upstoxName) === indexKey(name)) return true;
  return indexSymbol(name) === symbol || indexKey(name) === symbol;
}

/**
 * Reads the values of all indices and takes those of the listings, in hundredths of a point where
 * shares have paise.
 *
 * @throws Failure `bad-data` naming the field that is missing or is no time
 * @see https://www.nseindia.com/api/allIndices, an answer of 16 October 2023; unmoved in August 2026
 */
export function readAllIndices(body: Uint8Array, listings: readonly QuotedListing[]): QuotesAnswer {
  const { data, timestamp } = decoded(ANSWER, jsonOf(body));
  const at = momentOf(timestamp);
  if (!at) throw misshapen('timestamp', 'a time like 16-Oct-2023 15:30:00', timestamp);
  const quotes: ToldQuote[] = [];
  const refused: RefusedRow[] = [];
  for (const listing of listings) {
    const row = data.find(({ index }) => isNamed(listing, index));
    const lastPaise = row && paiseFromRupees(row.last);
    if (!row || lastPaise === undefined || lastPaise === 0) continue;
    const quote: Quote = {
      lastPaise,
      at,
      ...told({
        openPaise: toldPrice(row.open),
        highPaise: toldPrice(row.high),
        lowPaise: toldPrice(row.low),
        previousClosePaise: toldPrice(row.previousClose),
      }),
    };
    const why = impossibleQuote(quote);
    if (why === undefined) quotes.push({ symbol: listing.symbol, quote });
    else refused.push({ row: row.index, reason: why });
  }
  return { quotes, refused };
}
