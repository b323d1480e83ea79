import { array, nullish, number, object, string, union } from 'valibot';
import { paiseFromRupees } from '../../core/market/money.ts';
import { impossibleQuote } from '../../core/market/quote.ts';
import type { Quote } from '../../core/market/quote.ts';
import type { QuotesAnswer } from '../../ports/quotes.ts';
import { decoded, jsonOf, misshapen } from '../decode.ts';
import { decimalOf } from '../ohlcv.ts';
import { told, toldCount, toldPrice } from '../told-figure.ts';
import { momentOf } from './filing-fields.ts';

const FIGURE = nullish(number());
const ANSWER = object({
  equityResponse: array(
    object({
      orderBook: object({ lastPrice: number(), buyPrice1: FIGURE, sellPrice1: FIGURE }),
      metaData: object({
        symbol: string(),
        series: string(),
        open: FIGURE,
        dayHigh: FIGURE,
        dayLow: FIGURE,
        previousClose: FIGURE,
      }),
      tradeInfo: nullish(object({ totalTradedVolume: FIGURE })),
      priceInfo: nullish(object({ priceBand: nullish(union([string(), number()])) })),
      lastUpdateTime: string(),
    }),
  ),
});

/** `242.55-296.35`: the prices between which the session may trade. */
function bandOf(text: string): Pick<Quote, 'lowerCircuitPaise' | 'upperCircuitPaise'> {
  const [low = '', high = ''] = text.split('-').map((part) => part.trim());
  return told({
    lowerCircuitPaise: toldPrice(decimalOf(low)),
    upperCircuitPaise: toldPrice(decimalOf(high)),
  });
}

/**
 * Reads the data of one symbol; empty where NSE does not know it, and where it has no price.
 *
 * @throws Failure `bad-data` naming the field that is missing, and for another symbol
 * @see https://www.nseindia.com/api/NextApi/apiClient/GetQuoteApi?functionName=getSymbolData, as
 *   others read it from February to May 2026
 */
export function readSymbolData(body: Uint8Array, symbol: string): QuotesAnswer {
  const [row] = decoded(ANSWER, jsonOf(body)).equityResponse;
  if (!row) return { quotes: [], refused: [] };
  const { orderBook, metaData, tradeInfo, priceInfo, lastUpdateTime } = row;
  if (metaData.symbol !== symbol) {
    throw misshapen('equityResponse[0].metaData.symbol', `"${symbol}"`, metaData.symbol);
  }
  const at = momentOf(lastUpdateTime);
  if (!at) {
    const expected = 'a time like 20-Feb-2026 16:00:00';
    throw misshapen('equityResponse[0].lastUpdateTime', expected, lastUpdateTime);
  }
  if (orderBook.lastPrice === 0) return { quotes: [], refused: [] };
  const lastPaise = paiseFromRupees(orderBook.lastPrice);
  const quote: Quote | undefined =
    lastPaise === undefined
      ? undefined
      : {
          lastPaise,
          at,
          ...told({
            volume: toldCount(tradeInfo?.totalTradedVolume),
            openPaise: toldPrice(metaData.open),
            highPaise: toldPrice(metaData.dayHigh),
            lowPaise: toldPrice(metaData.dayLow),
            previousClosePaise: toldPrice(metaData.previousClose),
            bidPaise: toldPrice(orderBook.buyPrice1),
            askPaise: toldPrice(orderBook.sellPrice1),
          }),
          ...bandOf(String(priceInfo?.priceBand ?? '')),
        };
  const why = quote ? impossibleQuote(quote) : `last ${orderBook.lastPrice} is no price`;
  if (!quote || why !== undefined) {
    return { quotes: [], refused: [{ row: 'equityResponse[0]', reason: `${symbol}: ${why}` }] };
  }
  return { quotes: [{ symbol, quote }], refused: [] };
}
