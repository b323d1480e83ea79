import type { Paise } from '../market/money.ts';
import { rupees } from '../market/money.ts';
import type { BookListing } from './book.ts';
import { signOf } from './order.ts';
import type { Asked, OrderRequest } from './order-request.ts';

const inRupees = (amount: Paise): string => rupees(amount).toFixed(2);

/** Series that are settled share by share: nothing in them can be closed on the same day. */
const TRADE_TO_TRADE: readonly string[] = ['BE', 'BZ', 'ST', 'SZ'];
/** Series that are dealt in by lots whose size no kept list tells. */
const IN_LOTS: readonly string[] = ['SM', 'ST', 'SZ'];

function whyNotThisPaper({ request, listing }: Asked): string | undefined {
  const { symbol, series, kind, provisional, suspended } = listing;
  if (kind === 'index') return `${symbol} is an index: it cannot be bought or sold`;
  if (kind === 'bond' || kind === 'other') {
    return `${symbol} is no share and no fund: charges of other securities are not kept`;
  }
  if (provisional) return `no list of the exchange names ${symbol}: run \`paperjobs quotes\` first`;
  if (suspended !== undefined) return `${symbol} is not dealt in: ${suspended}`;
  if (IN_LOTS.includes(series)) {
    return `${symbol} is dealt in by lots (series ${series}), and no kept list tells their size`;
  }
  if (request.product === 'MIS' && TRADE_TO_TRADE.includes(series)) {
    return `${symbol} is settled trade by trade (series ${series}): intraday orders are not taken`;
  }
  return undefined;
}

/** Which of the two prices each type has. */
function whyNotThesePrices({
  type,
  limitPaise,
  triggerPaise,
  side,
}: OrderRequest): string | undefined {
  const [limit, trigger] = [type === 'LIMIT' || type === 'STOP_LIMIT', type.startsWith('STOP')];
  if (limit !== (limitPaise !== undefined)) {
    return `a ${type} order ${limit ? 'needs a limit price' : 'has no limit price'}`;
  }
  if (trigger !== (triggerPaise !== undefined)) {
    return `a ${type} order ${trigger ? 'needs a trigger price' : 'has no trigger price'}`;
  }
  if (limitPaise === undefined || triggerPaise === undefined) return undefined;
  if (signOf(side) * limitPaise >= signOf(side) * triggerPaise) return undefined;
  const [place, other] = side === 'BUY' ? ['below', 'above'] : ['above', 'below'];
  return `the limit ${inRupees(limitPaise)} is ${place} the trigger ${inRupees(triggerPaise)}: it must be at or ${other} it`;
}

/**
 * An exit that every fill of its entry would have reached: a limit order fills at its limit or better,
 * a stop at its trigger or worse.
 */
function whyNotBesideEntry(
  { limitPaise, triggerPaise, targetPaise, stopPaise }: OrderRequest,
  long: boolean,
): string | undefined {
  const sign = long ? 1 : -1;
  if (
    triggerPaise !== undefined &&
    targetPaise !== undefined &&
    sign * targetPaise <= sign * triggerPaise
  ) {
    return `the target ${inRupees(targetPaise)} is on the wrong side of the trigger ${inRupees(triggerPaise)}`;
  }
  if (
    limitPaise !== undefined &&
    stopPaise !== undefined &&
    sign * stopPaise >= sign * limitPaise
  ) {
    return `the stop ${inRupees(stopPaise)} is on the wrong side of the limit ${inRupees(limitPaise)}`;
  }
  return undefined;
}

function whyNotThisExit(request: OrderRequest): string | undefined {
  const { side, product, type, targetPaise, stopPaise, validity } = request;
  if (targetPaise === undefined && stopPaise === undefined) return undefined;
  if (validity === 'IOC') return 'an order at once or not at all takes no target and no stop';
  // A seller for delivery has the shares: target and stop are his own two prices.
  const closing = side === 'SELL' && product === 'CNC';
  if (closing && type !== 'MARKET') {
    return 'a sale with a target or a stop takes no other price: they are its prices';
  }
  const long = side === 'BUY' || closing;
  const beside = whyNotBesideEntry(request, long);
  if (beside !== undefined) return beside;
  if (targetPaise === undefined || stopPaise === undefined) {
    return closing
      ? 'a sale takes a target and a stop together: else it is a limit or stop order'
      : undefined;
  }
  if (long ? targetPaise > stopPaise : targetPaise < stopPaise) return undefined;
  return `the target ${inRupees(targetPaise)} is on the wrong side of the stop ${inRupees(stopPaise)}`;
}

function whyNotThatPrice(
  name: string,
  price: Paise | undefined,
  { tickPaise, lowerPaise, upperPaise }: BookListing,
): string | undefined {
  if (price === undefined) return undefined;
  if (!Number.isSafeInteger(price) || price <= 0) return `the ${name} ${price} is no price`;
  if (price % tickPaise !== 0) {
    return `the ${name} ${inRupees(price)} is no multiple of the tick ${inRupees(tickPaise)}`;
  }
  if (lowerPaise !== undefined && price < lowerPaise) {
    return `the ${name} ${inRupees(price)} is below the day's lower limit ${inRupees(lowerPaise)}`;
  }
  if (upperPaise !== undefined && price > upperPaise) {
    return `the ${name} ${inRupees(price)} is above the day's upper limit ${inRupees(upperPaise)}`;
  }
  return undefined;
}

/** Limits of the day hold for what can fill today; a target may lie beyond them. */
export function anywhere(listing: BookListing): BookListing {
  const { listingId, exchange, fund, tickPaise } = listing;
  return { listingId, exchange, fund, tickPaise };
}

/**
 * Why an order is refused for what it is, whatever the account has: paper, product, prices, tick,
 * limits of the day, quantity. Absent: nothing is wrong with it.
 */
export function whyMalformed(asked: Asked, listing: BookListing): string | undefined {
  const { request, limits } = asked;
  const { quantity, validity, type, product } = request;
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    return `expected a whole number of shares above zero, found ${quantity}`;
  }
  if (quantity > limits.freezeQuantity) {
    return `${quantity} shares are more than the ${limits.freezeQuantity} that one order may have`;
  }
  if (validity === 'IOC' && type.startsWith('STOP')) {
    return 'a stop waits for its trigger: it cannot be at once or not at all';
  }
  if (validity === 'GTC' && product === 'MIS') {
    return 'an intraday order ends with its session: it cannot be good till cancelled';
  }
  return (
    whyNotThisPaper(asked) ??
    whyNotThesePrices(request) ??
    whyNotThisExit(request) ??
    whyNotThatPrice('limit', request.limitPaise, listing) ??
    whyNotThatPrice('trigger', request.triggerPaise, listing) ??
    whyNotThatPrice('target', request.targetPaise, anywhere(listing)) ??
    whyNotThatPrice('stop', request.stopPaise, anywhere(listing))
  );
}
