import type { OrderState } from '../../core/exchange/order.ts';
import { totalCharges } from '../../core/charges/charges.ts';
import { istText } from '../../core/market/instant.ts';
import { rupees } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import type { Store } from '../../store/store.ts';
import type { KeptOrder } from '../../store/trading/order-rows.ts';
import { accountAsked, nowAndDay, symbolsFor } from '../account-desk.ts';
import { orderNumber } from './change.ts';
import type { listOptions } from './command.ts';
import { ORDER_COLUMNS, orderRecord } from './order-view.ts';
import type { NamedOrder } from './order-view.ts';

const LIVE: readonly OrderState[] = ['waiting', 'open'];

/** Orders with the names of their accounts and shares. */
export async function namedOrders(
  ctx: CommandContext,
  store: Store,
  orders: readonly KeptOrder[],
): Promise<NamedOrder[]> {
  const { session } = await nowAndDay(ctx);
  const accounts = new Map((await store.accounts.all()).map((one) => [one.accountId, one.name]));
  const symbolOf = await symbolsFor(
    store,
    orders.map(({ listingId }) => listingId),
    session,
  );
  return orders.map((order) => ({
    order,
    account: accounts.get(order.accountId) ?? '',
    symbol: symbolOf(order.listingId),
  }));
}

/** Open orders, or all. */
export async function list(
  ctx: CommandContext,
  { account: name, all }: OptionValues<typeof listOptions>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const account = await accountAsked(store, name);
  const orders = await store.orders.list({
    ...(account ? { accountId: account.accountId } : {}),
    ...(all ? {} : { states: LIVE }),
  });
  const named = await namedOrders(ctx, store, orders);
  return {
    text: tableText(ORDER_COLUMNS, named, 'no order is open: `paperjobs order buy` places one'),
    json: named.map(orderRecord),
  };
}

/** One order with its fills and events. */
export async function show(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  const orderId = orderNumber(words);
  const store = await ctx.store('read');
  const order = await store.orders.find(orderId);
  if (!order) {
    const text = `there is no order ${orderId}: \`paperjobs order list --all\` tells which there are\n`;
    return { text, json: { order: orderId, found: false }, no: true };
  }
  const named = await namedOrders(ctx, store, [order]);
  const trades = await store.trades.list({
    accountId: order.accountId,
    listingIds: [order.listingId],
  });
  const fills = trades.filter((trade) => trade.orderId === orderId);
  const happened = [
    ...fills.map((fill) => ({
      at: fill.at,
      text: `filled ${fill.quantity} at ${rupees(fill.pricePaise).toFixed(2)}, charges ${rupees(totalCharges(fill.charges)).toFixed(2)}`,
    })),
    ...(await store.orders.events(orderId)).map(({ at, text }) => ({ at, text })),
  ].sort((a, b) => a.at - b.at);
  const columns = [
    { head: 'time', cell: ({ at }: (typeof happened)[number]) => istText(at) },
    { head: 'what happened', cell: ({ text }: (typeof happened)[number]) => text },
  ];
  return {
    text: `${tableText(ORDER_COLUMNS, named, '')}\n${tableText(columns, happened, 'nothing has happened to it yet')}`,
    json: {
      ...named.map(orderRecord)[0],
      events: happened.map(({ at, text }) => ({ time: istText(at), text })),
    },
  };
}
