import type { Instant } from '../market/instant.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { BookListing } from './book.ts';
import { signOf } from './order.ts';
import type { Order, Side } from './order.ts';

/** Prices of a stretch of trading: a closed bar, or a quote, whose four prices are one. */
export interface Print {
  readonly start: Instant;
  readonly end: Instant;
  readonly openPaise: Paise;
  readonly highPaise: Paise;
  readonly lowPaise: Paise;
  readonly closePaise: Paise;
  /** Shares traded; absent: not told, and no cap follows from it. */
  readonly volume?: number;
}

/** What a stretch does to an order. */
export interface Touch {
  /** A stop was touched in it, or had been before. */
  readonly triggered: boolean;
  /** The price at which the order fills; absent: it does not. */
  readonly pricePaise?: Paise;
  /** Whether it fills at the very beginning. */
  readonly atOpen: boolean;
}

/** The price moved against the order by the slippage, onto the tick, within the day's limits. */
export function slipped(
  pricePaise: Paise,
  side: Side,
  slippage: number,
  { tickPaise, lowerPaise, upperPaise }: BookListing,
): Paise {
  const sign = signOf(side);
  // Half a millionth of a paisa takes back what the multiplication in binary has added.
  const moved = sign * pricePaise * (1 + sign * slippage) - 5e-7;
  const stepped = sign * Math.ceil(moved / tickPaise) * tickPaise;
  const within = Math.min(Math.max(stepped, lowerPaise ?? 1, 1), upperPaise ?? Infinity);
  // What traded outside the limits that were told has traded all the same.
  return paise(sign * Math.max(sign * within, sign * pricePaise));
}

function limitTouch({ side }: Order, limitPaise: Paise, print: Print): Touch {
  const sign = signOf(side);
  const best = side === 'BUY' ? print.lowPaise : print.highPaise;
  if (sign * best > sign * limitPaise) return { triggered: false, atOpen: false };
  const atOpen = sign * print.openPaise <= sign * limitPaise;
  return { triggered: false, pricePaise: atOpen ? print.openPaise : limitPaise, atOpen };
}

function stopTouch(
  order: Order,
  trigger: Paise,
  print: Print,
): { at: Paise; atOpen: boolean } | undefined {
  const sign = signOf(order.side);
  const worst = order.side === 'BUY' ? print.highPaise : print.lowPaise;
  if (sign * worst < sign * trigger) return undefined;
  const atOpen = sign * print.openPaise >= sign * trigger;
  return { at: atOpen ? print.openPaise : trigger, atOpen };
}

/**
 * What a stretch of trading does to an order that was there when it began.
 *
 * A market order fills at the open; a limit order at its limit or a better open, when the stretch
 * reaches the limit; a stop becomes a market order at its trigger or a worse open, when touched; a
 * stop-limit order that is touched inside the stretch fills at the trigger when its limit allows
 * that, for what the price did afterwards is not known. `IOC` looks at the open only.
 */
export function touch(order: Order, print: Print, listing: BookListing, slippage: number): Touch {
  const { side, limitPaise, triggerPaise, validity } = order;
  const worse = (price: Paise): Paise => slipped(price, side, slippage, listing);
  if (triggerPaise === undefined || order.triggered) {
    const had = order.triggered;
    if (limitPaise === undefined) {
      return { triggered: had, pricePaise: worse(print.openPaise), atOpen: true };
    }
    const touched = limitTouch(order, limitPaise, print);
    if (validity === 'IOC' && !touched.atOpen) return { triggered: had, atOpen: true };
    return { ...touched, triggered: had };
  }
  const stopped = stopTouch(order, triggerPaise, print);
  if (!stopped) return { triggered: false, atOpen: false };
  if (limitPaise === undefined) {
    return { triggered: true, pricePaise: worse(stopped.at), atOpen: stopped.atOpen };
  }
  if (stopped.atOpen) return { ...limitTouch(order, limitPaise, print), triggered: true };
  const allowed = signOf(side) * stopped.at <= signOf(side) * limitPaise;
  return { triggered: true, atOpen: false, ...(allowed ? { pricePaise: stopped.at } : {}) };
}
