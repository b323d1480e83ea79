import { nullish, number, object, string } from 'valibot';
import { instant } from '../../core/market/instant.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import { impossibleQuote } from '../../core/market/quote.ts';
import type { Quote } from '../../core/market/quote.ts';
import { decoded } from '../decode.ts';
import { told, toldCount, toldPrice } from '../told-figure.ts';

const FIGURE = nullish(number());
const RESULT = object({
  meta: object({
    currency: nullish(string()),
    regularMarketPrice: FIGURE,
    regularMarketTime: FIGURE,
    regularMarketDayHigh: FIGURE,
    regularMarketDayLow: FIGURE,
    regularMarketVolume: FIGURE,
    previousClose: FIGURE,
    chartPreviousClose: FIGURE,
  }),
});

/**
 * The price that stands beside a chart of one day; rupees with the noise of single precision.
 *
 * @param result `chart.result[0]`
 * @param currency what the price must be in; absent: whatever it is
 * @returns absent where there is none; in words why it is refused
 * @throws Failure `bad-data` naming the field of another type
 * @see https://query1.finance.yahoo.com/v8/finance/chart/, as its users report it in 2026
 */
export function readMetaPrice(
  result: unknown,
  currency: string | undefined,
): Quote | string | undefined {
  const { meta } = decoded(RESULT, result, 'chart.result[0]');
  const { regularMarketPrice: price, regularMarketTime: time } = meta;
  if (typeof price !== 'number' || typeof time !== 'number' || price === 0) return undefined;
  if (currency !== undefined && meta.currency !== currency) {
    return `expected a price in ${currency}, found one in ${meta.currency ?? 'nothing'}`;
  }
  const lastPaise = paiseFromRupees(price);
  if (lastPaise === undefined || !(time > 0 && time < 32_503_680_000)) {
    return `${price} at ${time} is no price`;
  }
  const quote: Quote = {
    lastPaise,
    at: instant(time),
    ...told({
      volume: toldCount(meta.regularMarketVolume),
      highPaise: toldPrice(meta.regularMarketDayHigh),
      lowPaise: toldPrice(meta.regularMarketDayLow),
      previousClosePaise: toldPrice(meta.previousClose ?? meta.chartPreviousClose),
    }),
  };
  return impossibleQuote(quote) ?? quote;
}
