import { heldShares, liveOrders } from '../../core/exchange/book.ts';
import { exposureOf } from '../../core/exchange/exposure.ts';
import { freeCash } from '../../core/exchange/funds.ts';
import { remaining, signOf } from '../../core/exchange/order.ts';
import type { OrderRequest } from '../../core/exchange/order-request.ts';
import { MARKET_BUFFER } from '../../core/exchange/order-request.ts';
import type { Book } from '../../core/exchange/book.ts';
import { Failure } from '../../core/failure.ts';
import { planTrades } from '../../core/rebalance/plan-trades.ts';
import type { TradeLine, Weighed } from '../../core/rebalance/plan-trades.ts';
import type { TargetPlan } from '../../core/rebalance/target-plan.ts';
import { exposureFacts } from '../../feed/trading/order-limits.ts';
import { accountBooks, placeOrder } from '../../feed/trading/place-order.ts';
import type { PlacingNow } from '../../feed/trading/place-order.ts';
import type { Books } from '../../store/store.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';
import type { ListedWeight } from './shares.ts';

/** What became of one line of the plan. */
export interface DoneLine extends TradeLine {
  readonly outcome: 'kept' | 'planned' | 'placed' | 'before' | 'waits' | 'refused';
  readonly orderId?: number;
}

/** Part of a price that charges may take beside it. */
const CHARGES_BUFFER = 0.005;

/** Shares held for delivery, open orders counted as if they were filled. */
function expectedShares(book: Book, accountId: number, listingId: number): number {
  const open = liveOrders(book, listingId, accountId).filter(
    ({ product, role }) => product === 'CNC' && role !== 'target' && role !== 'stop',
  );
  return open.reduce(
    (sum, order) => sum + signOf(order.side) * remaining(order),
    heldShares(book, accountId, listingId, 'CNC'),
  );
}

function sellsSomething({ book }: OpenedBook, accountId: number): boolean {
  return [...book.liveByListing.keys()].some((listingId) =>
    liveOrders(book, listingId, accountId).some(
      ({ side, role }) => side === 'SELL' && role === 'plain',
    ),
  );
}

/**
 * Plans an account's trades by its books and places them, inside the caller's transaction. A purchase
 * whose money is still to come from open sales waits; one that lacks only a little is made smaller.
 *
 * @param place whether orders are placed; else the plan is only told
 * @throws Failure `config` when there is no such account
 */
export async function carryOut(
  books: Books,
  placing: PlacingNow,
  plan: TargetPlan,
  wanted: readonly ListedWeight[],
  place: boolean,
): Promise<DoneLine[]> {
  const account = (await books.accounts.all()).find(({ name }) => name === plan.account);
  if (!account) {
    throw new Failure(
      'config',
      `${plan.place}: expected an account "${plan.account}", found none: \`paperjobs account create ${plan.account} --deposit 1000000\` opens it`,
    );
  }
  const { accountId } = account;
  const { now, session } = placing;
  const ids = wanted.map(({ listingId }) => listingId);
  const open = (): Promise<OpenedBook> => accountBooks(books, placing, accountId, ids);
  let opened = await open();
  const facts = await exposureFacts(books, opened.listings, session);
  const { valuePaise } = exposureOf(opened.book, accountId, facts);
  const weights = new Map(wanted.map(({ listingId, weight }) => [listingId, weight]));
  const shares = [...opened.listings.values()].flatMap(({ listingId, symbol }): Weighed[] => {
    const held = expectedShares(opened.book, accountId, listingId);
    const weight = weights.get(listingId);
    if (weight === undefined && held <= 0) return [];
    const pricePaise = facts.pricePaise.get(listingId);
    const priced = pricePaise === undefined ? {} : { pricePaise };
    return [{ listingId, symbol, shares: held, weight: weight ?? 0, ...priced }];
  });
  const done: DoneLine[] = [];
  for (const line of planTrades(shares, valuePaise, plan)) {
    const { side, listingId, pricePaise } = line;
    if (side === undefined || pricePaise === undefined) {
      done.push({ ...line, outcome: 'kept' });
      continue;
    }
    const clientKey = `rebalance:${session}:${listingId}:${side}`;
    const before = await books.orders.byKey(accountId, clientKey);
    if (before) {
      const reason = `${line.reason}; its order of today is there already`;
      done.push({ ...line, quantity: 0, outcome: 'before', orderId: before.orderId, reason });
      continue;
    }
    let { quantity } = line;
    if (side === 'BUY') {
      // The part that stays cash is in the targets already: it covers what the market's price may add.
      const free = freeCash(opened.book, accountId);
      const most = Math.max(
        0,
        Math.floor(free / (pricePaise * (1 + MARKET_BUFFER + CHARGES_BUFFER))),
      );
      const selling = sellsSomething(opened, accountId);
      if (most < quantity && (selling || most === 0)) {
        const why = selling ? 'waits for the money of open sales' : 'there is no free money for it';
        done.push({ ...line, outcome: 'waits', reason: `${line.reason}; ${why}` });
        continue;
      }
      quantity = Math.min(quantity, most);
    }
    if (!place) {
      done.push({ ...line, quantity, outcome: 'planned' });
      continue;
    }
    const request: OrderRequest = {
      accountId,
      side,
      quantity,
      type: 'MARKET',
      validity: 'DAY',
      product: 'CNC',
    };
    const note = `rebalance: ${line.reason}`.slice(0, 300);
    const papers = { clientKey, note, placedAt: now };
    const placed = await placeOrder(books, opened, { listingId, request, papers }, placing);
    const { orderId } = placed.order;
    done.push(
      placed.accepted
        ? { ...line, quantity, outcome: 'placed', orderId }
        : { ...line, quantity, outcome: 'refused', orderId, reason: placed.reason },
    );
    opened = await open();
  }
  return done;
}
