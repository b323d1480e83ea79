import { acceptOrder } from '../../core/exchange/accept.ts';
import type { Acceptance } from '../../core/exchange/accept.ts';
import type { Order, Side } from '../../core/exchange/order.ts';
import type { OrderRequest } from '../../core/exchange/order-request.ts';
import { askedListing, hasDerivatives } from '../../core/exchange/traded-listing.ts';
import type { TradedListing } from '../../core/exchange/traded-listing.ts';
import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { readRupees } from '../../core/market/read-rupees.ts';
import { nearest } from '../../core/nearest.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { limitsFor } from '../../feed/trading/order-limits.ts';
import { refusedOrder } from '../../feed/trading/place-order.ts';
import type { Books } from '../../store/store.ts';
import type { Account } from '../../store/trading/accounts.ts';
import type { KeptOrder, OrderPapers } from '../../store/trading/order-rows.ts';
import { EXCHANGE, accountNamed, nowAndDay, symbolsFor } from '../account-desk.ts';
import type { Today } from '../account-desk.ts';
import type { placeOptions } from './command.ts';
import { booksForOrder } from './order-books.ts';
import { orderRecord, stateWord } from './order-view.ts';

type Values = OptionValues<typeof placeOptions>;

/** Futures and options by their names: `NIFTY26DECFUT`, `RELIANCE26NOV1300CE`. */
const DERIVATIVE = /\d{2}[A-Z]{3}(?:FUT|\d+(?:\.\d+)?(?:CE|PE))$/;

function refuseDerivative(symbol: string): void {
  if (!DERIVATIVE.test(symbol)) return;
  throw new Failure(
    'usage',
    `expected a share, found "${symbol}": futures and options are refused, for margin and settlement are not kept`,
  );
}

/** The listing under which the symbol is traded. @throws Failure `usage` for an unknown one */
async function listingFor(
  books: Books,
  symbol: string,
  session: SessionDate,
): Promise<TradedListing> {
  const [found] = await books.instruments.find(EXCHANGE, [symbol]);
  if (found) {
    const standing = await books.tradedListings.standing(found.listingId);
    const [listing] = await books.tradedListings.of([standing], session);
    if (listing) return listing;
  }
  const close = nearest(symbol, await books.instruments.symbols(EXCHANGE));
  const hint = close === undefined ? '' : `; did you mean ${close}?`;
  throw new Failure(
    'usage',
    `expected a symbol that is known, found "${symbol}"${hint} (\`paperjobs quotes --symbols ${symbol}\` looks it up)`,
  );
}

function quantityOf(text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new Failure('usage', `expected a whole number of shares, found "${text}"`);
}

function requestOf(accountId: number, side: Side, quantity: number, values: Values): OrderRequest {
  const { limit, trigger, validity, product, target, stop } = values;
  const price = (name: string, text: string | undefined) =>
    text === undefined ? {} : { [`${name}Paise`]: readRupees(`--${name}`, text) };
  const type =
    trigger === undefined
      ? limit === undefined
        ? 'MARKET'
        : 'LIMIT'
      : limit === undefined
        ? 'STOP'
        : 'STOP_LIMIT';
  return {
    accountId,
    side,
    type,
    validity,
    product,
    quantity,
    ...price('limit', limit),
    ...price('trigger', trigger),
    ...price('target', target),
    ...price('stop', stop),
  };
}

interface Placed {
  readonly orders: readonly KeptOrder[];
  readonly listing: Pick<TradedListing, 'symbol'>;
  readonly acceptance?: Acceptance;
}

async function placeIn(
  ctx: CommandContext,
  books: Books,
  account: Account,
  symbol: string,
  request: OrderRequest,
  papers: OrderPapers,
  today: Today,
): Promise<Placed> {
  const { now, session, calendar } = today;
  const { clientKey } = papers;
  if (clientKey !== undefined) {
    const before = await books.orders.byKey(account.accountId, clientKey);
    if (before) {
      // It is told as it was placed, whatever symbol is asked for now.
      const symbolOf = await symbolsFor(books, [before.listingId], session);
      return { orders: [before], listing: { symbol: symbolOf(before.listingId) } };
    }
  }
  const asOf = await listingFor(books, symbol, session);
  const { listingId } = asOf;
  const { book, listings } = await booksForOrder(ctx, books, account, request, asOf, today);
  const listing = listings.get(listingId) ?? asOf;
  const limits = await limitsFor(
    books,
    ctx.resolved.settings,
    account.accountId,
    listings,
    session,
  );
  const acceptance = acceptOrder(
    book,
    { request, listing: askedListing(listing), limits, now },
    calendar,
    hasDerivatives(listing),
  );
  const keep = (order: Order): KeptOrder => ({ ...order, ...papers });
  if (acceptance.accepted) {
    await books.tradingBooks.record(book, [], papers);
    return { orders: acceptance.orders.map(keep), listing, acceptance };
  }
  const { reason } = acceptance;
  const refused = refusedOrder(book.nextOrderId, listingId, request, reason, { now, session });
  await books.orders.insert(refused, papers);
  return { orders: [keep(refused)], listing, acceptance };
}

function sentence({ orders, listing, acceptance }: Placed): string {
  const [order] = orders;
  if (!order) return '';
  const what = `order ${order.orderId}: ${order.side} ${order.quantity} ${listing.symbol}`;
  if (!acceptance) return `${what} was placed before, under the same key: ${stateWord(order)}`;
  if (!acceptance.accepted) return `${what} refused: ${acceptance.reason}`;
  const others = orders.slice(1).map(({ orderId, role }) => `${role} is order ${orderId}`);
  const when = acceptance.queued ? `queued for ${order.session}` : 'open';
  return [`${what} ${when}`, ...others].join('; ');
}

async function place(
  ctx: CommandContext,
  side: Side,
  values: Values,
  words: readonly string[],
): Promise<CommandResult> {
  const [typed = '', text = ''] = words;
  const symbol = typed.trim().toUpperCase();
  refuseDerivative(symbol);
  const quantity = quantityOf(text);
  const today = await nowAndDay(ctx);
  const papers = {
    placedAt: today.now,
    ...(values.key === undefined ? {} : { clientKey: values.key }),
    ...(values.note === undefined ? {} : { note: values.note }),
  };
  const store = await ctx.store('write');
  return store.write(async (books) => {
    const account = await accountNamed(books, values.account);
    const request = requestOf(account.accountId, side, quantity, values);
    const placed = await placeIn(ctx, books, account, symbol, request, papers, today);
    const named = placed.orders.map((order) =>
      orderRecord({ order, account: account.name, symbol: placed.listing.symbol }),
    );
    const refused = placed.orders[0]?.state === 'refused';
    return {
      text: `${sentence(placed)}\n`,
      json: { ...named[0], attached: named.slice(1) },
      ...(refused ? { no: true } : {}),
    };
  }, 'full');
}

/** Buys. */
export async function buy(
  ctx: CommandContext,
  values: Values,
  words: readonly string[],
): Promise<CommandResult> {
  return place(ctx, 'BUY', values, words);
}

/** Sells. */
export async function sell(
  ctx: CommandContext,
  values: Values,
  words: readonly string[],
): Promise<CommandResult> {
  return place(ctx, 'SELL', values, words);
}
