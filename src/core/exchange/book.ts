import type { BrokeragePlan } from '../charges/brokerage.ts';
import { chargesOf } from '../charges/charges-of.ts';
import { totalCharges } from '../charges/charges.ts';
import type { Currency } from '../market/currency.ts';
import type { ExchangeCode } from '../market/listing.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { Mutable } from '../mutable.ts';
import type { Lot } from './lot.ts';
import { isLive, remaining } from './order.ts';
import type { Order, Product } from './order.ts';

/** An account as matching needs it. */
export interface BookAccount {
  readonly accountId: number;
  readonly cashPaise: Paise;
  /** Absent: that of whatever it trades, as in a backtest. */
  readonly currency?: Currency;
  readonly plan: BrokeragePlan;
  /** Whether it may sell intraday what it has not got. */
  readonly mayShort: boolean;
}

/** What matching needs to know of a listing. */
export interface BookListing {
  readonly listingId: number;
  readonly exchange: ExchangeCode;
  /** A unit of a fund is taxed in another way than a share. */
  readonly fund: boolean;
  /** Smallest step of its price. */
  readonly tickPaise: Paise;
  /** Prices between which the exchange lets it trade; absent: not known. */
  readonly lowerPaise?: Paise;
  readonly upperPaise?: Paise;
}

/** How the pretend exchange fills. */
export interface FillRules {
  /** Part of a bar's volume that one account may take, 0 to 1. */
  readonly participation: number;
  /** Part of the price by which market and stop orders fill worse. */
  readonly slippage: number;
}

/**
 * The books of some accounts while the market moves on: steps change it. Everything that a step
 * looks at is in here, so the same book and the same prices give the same bookings.
 */
export interface Book {
  readonly rules: FillRules;
  readonly accounts: Map<number, BookAccount>;
  readonly listings: Map<number, BookListing>;
  readonly orders: Map<number, Order>;
  /** Numbers of live orders by listing. */
  readonly liveByListing: Map<number, Set<number>>;
  /** Numbers of targets and stops by that of their entry, or of their pair. */
  readonly families: Map<number, Set<number>>;
  /** Lots with shares in them, oldest first, by account and listing. */
  readonly lots: Map<number, Lot[]>;
  /** Money set aside for orders, by account. */
  readonly reserved: Map<number, number>;
  /** What of it each live order holds back, by order. */
  readonly reserves: Map<number, number>;
  /** Account, listing and session for which the depository has been paid. */
  readonly depositoryPaid: Set<string>;
  /** What has changed since the book was opened. */
  readonly changed: {
    readonly orders: Set<number>;
    readonly accounts: Set<number>;
    readonly lots: Map<number, Lot>;
  };
  nextOrderId: number;
  nextTradeId: number;
  nextLotId: number;
}

/** What a book is opened with. */
export interface OpenedWith {
  readonly rules: FillRules;
  readonly accounts: readonly BookAccount[];
  readonly listings: readonly BookListing[];
  /** Live orders. */
  readonly orders: readonly Order[];
  /** Lots with shares in them, oldest first. */
  readonly lots: readonly Lot[];
  readonly depositoryPaid?: readonly string[];
  readonly nextOrderId?: number;
  readonly nextTradeId?: number;
  readonly nextLotId?: number;
}

/** More than any account's number will ever be. */
const ACCOUNTS = 2 ** 20;

/** One number for an account and a listing, by which their lots are found. */
export const holdingKey = (accountId: number, listingId: number): number =>
  listingId * ACCOUNTS + accountId;

export function openBook(given: OpenedWith): Book {
  const book: Book = {
    rules: given.rules,
    accounts: new Map(given.accounts.map((account) => [account.accountId, account])),
    listings: new Map(given.listings.map((listing) => [listing.listingId, listing])),
    orders: new Map(),
    liveByListing: new Map(),
    families: new Map(),
    lots: new Map(),
    reserved: new Map(),
    reserves: new Map(),
    depositoryPaid: new Set(given.depositoryPaid),
    changed: { orders: new Set(), accounts: new Set(), lots: new Map() },
    nextOrderId: given.nextOrderId ?? 1,
    nextTradeId: given.nextTradeId ?? 1,
    nextLotId: given.nextLotId ?? 1,
  };
  for (const order of given.orders) setOrder(book, order);
  for (const lot of given.lots) {
    const key = holdingKey(lot.accountId, lot.listingId);
    book.lots.set(key, [...(book.lots.get(key) ?? []), lot]);
  }
  return book;
}

/** @throws Error for an account that the book was not opened with: a mistake of the program */
export function accountOf(book: Book, accountId: number): BookAccount {
  const account = book.accounts.get(accountId);
  if (!account) throw new Error(`account ${accountId} is not in the book`);
  return account;
}

/** @throws Error for a listing that the book was not opened with: a mistake of the program */
export function listingOf(book: Book, listingId: number): BookListing {
  const listing = book.listings.get(listingId);
  if (!listing) throw new Error(`listing ${listingId} is not in the book`);
  return listing;
}

/** Lots of an account in a listing, oldest first; of one product where named. */
export function lotsOf(
  book: Book,
  accountId: number,
  listingId: number,
  product?: Product,
): readonly Lot[] {
  const lots = book.lots.get(holdingKey(accountId, listingId)) ?? [];
  return product === undefined ? lots : lots.filter((lot) => lot.product === product);
}

/** Shares held; below zero: owed. */
export function heldShares(
  book: Book,
  accountId: number,
  listingId: number,
  product?: Product,
): number {
  return lotsOf(book, accountId, listingId, product).reduce((sum, lot) => sum + lot.quantity, 0);
}

/** Money that an opening order holds back: its shares at its bound, and their charges. */
export function reserveOf(book: Book, order: Order): number {
  if (!isLive(order) || order.intent === 'close') return 0;
  const value = remaining(order) * order.boundPaise;
  const { exchange, fund } = listingOf(book, order.listingId);
  const charges = chargesOf(
    {
      exchange,
      fund,
      session: order.session,
      side: order.side,
      product: order.product,
      valuePaise: paise(value),
      depositoryDue: false,
    },
    accountOf(book, order.accountId).plan,
  );
  return value + totalCharges(charges);
}

/** Puts an order into the book, or what became of it. */
function setOrder(book: Book, order: Order): void {
  const { orderId, accountId, listingId } = order;
  const before = book.reserves.get(orderId) ?? 0;
  const reserve = reserveOf(book, order);
  book.reserved.set(accountId, (book.reserved.get(accountId) ?? 0) - before + reserve);
  book.orders.set(orderId, order);
  let live = book.liveByListing.get(listingId);
  if (!live) book.liveByListing.set(listingId, (live = new Set()));
  if (isLive(order)) {
    live.add(orderId);
    book.reserves.set(orderId, reserve);
  } else {
    live.delete(orderId);
    book.reserves.delete(orderId);
  }
  const family = order.parentId ?? order.pairId;
  if (family === undefined) return;
  book.families.set(family, (book.families.get(family) ?? new Set<number>()).add(orderId));
}

/** The same, noting that it is to be written down. */
export function changeOrder(book: Book, order: Order): void {
  setOrder(book, order);
  book.changed.orders.add(order.orderId);
}

/** Puts the lots of a holding into the book; closed ones leave it. */
export function changeLots(
  book: Book,
  accountId: number,
  listingId: number,
  lots: readonly Lot[],
): void {
  const key = holdingKey(accountId, listingId);
  const before = new Set(book.lots.get(key));
  for (const lot of lots) if (!before.has(lot)) book.changed.lots.set(lot.lotId, lot);
  const open = lots.filter(({ quantity }) => quantity !== 0);
  book.lots.set(key, open);
}

/** Adds to an account's cash, or takes from it. */
export function changeCash(book: Book, accountId: number, amount: number): void {
  if (amount === 0) return;
  const account: Mutable<BookAccount> = { ...accountOf(book, accountId) };
  account.cashPaise = paise(account.cashPaise + amount);
  book.accounts.set(accountId, account);
  book.changed.accounts.add(accountId);
}

/** Live orders in a listing, of one account where named. */
export function liveOrders(book: Book, listingId: number, accountId?: number): Order[] {
  const orders: Order[] = [];
  for (const id of book.liveByListing.get(listingId) ?? []) {
    const order = book.orders.get(id);
    if (order && (accountId === undefined || order.accountId === accountId)) orders.push(order);
  }
  return orders;
}

/** Whether a listing's depository fee is still to be paid by the account on that session. */
export function depositoryKey(accountId: number, listingId: number, session: SessionDate): string {
  return `${accountId}:${listingId}:${session}`;
}
