import type { Instant } from '../market/instant.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

const SIDES = ['BUY', 'SELL'] as const;
export type Side = (typeof SIDES)[number];
const ORDER_TYPES = ['MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT'] as const;
export type OrderType = (typeof ORDER_TYPES)[number];
/** Until the session ends, until it is cancelled, or at once or not at all. */
export const VALIDITIES = ['DAY', 'GTC', 'IOC'] as const;
export type Validity = (typeof VALIDITIES)[number];
/** `CNC`: for delivery; `MIS`: closed on the same day. */
export const PRODUCTS = ['CNC', 'MIS'] as const;
export type Product = (typeof PRODUCTS)[number];

/**
 * `waiting`: a target or stop whose entry has not filled yet; `open`: may fill, or has in part; the
 * others are ends.
 */
export const ORDER_STATES = [
  'waiting',
  'open',
  'filled',
  'cancelled',
  'expired',
  'refused',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/**
 * What an order is for: an `entry` has a target, a stop or both that wait for its fills; a `target`
 * and a `stop` of one pair cancel each other; `square-off` closes an intraday position.
 */
const ORDER_ROLES = ['plain', 'entry', 'target', 'stop', 'square-off'] as const;
export type OrderRole = (typeof ORDER_ROLES)[number];

/** An order as the book holds it. */
export interface Order {
  readonly orderId: number;
  readonly accountId: number;
  readonly listingId: number;
  readonly side: Side;
  readonly type: OrderType;
  readonly validity: Validity;
  readonly product: Product;
  readonly role: OrderRole;
  /** Whether it opens a position or closes one; never both. */
  readonly intent: 'open' | 'close';
  /** Shares asked for; of a waiting target or stop, those that its entry has filled so far. */
  readonly quantity: number;
  readonly filled: number;
  /** Price times quantity of all its fills. */
  readonly valuePaise: Paise;
  /** Absent for market and stop orders. */
  readonly limitPaise?: Paise;
  /** Absent for market and limit orders. */
  readonly triggerPaise?: Paise;
  /** A stop that was touched: it is a market or limit order from then on. */
  readonly triggered: boolean;
  readonly state: OrderState;
  /** Why it ended, or what happened to it; absent: nothing to say. */
  readonly reason?: string;
  /** Prices that began before this moment cannot fill it; also its place in the queue. */
  readonly since: Instant;
  /** The first session of its life; of a `DAY` order the only one. */
  readonly session: SessionDate;
  /** The price at which money is set aside for it. */
  readonly boundPaise: Paise;
  /** The entry whose fills arm it. */
  readonly parentId?: number;
  /** The same number for a target and its stop. */
  readonly pairId?: number;
  /** What it turned over on `daySession`: charges are reckoned by order and session. */
  readonly dayValuePaise: Paise;
  /** The session of its latest fill; before the first, that from which it is live. */
  readonly daySession: SessionDate;
}

/** Shares that it may still trade. */
export function remaining({ quantity, filled }: Pick<Order, 'quantity' | 'filled'>): number {
  return quantity - filled;
}

/** Whether it can still change the book. */
export function isLive({ state }: Pick<Order, 'state'>): boolean {
  return state === 'open' || state === 'waiting';
}

/** 1 for a buyer, -1 for a seller: a higher price hurts the one and helps the other. */
export function signOf(side: Side): 1 | -1 {
  return side === 'BUY' ? 1 : -1;
}
