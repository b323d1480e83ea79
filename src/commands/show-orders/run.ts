import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import { accountAsked, listedRange } from '../account-desk.ts';
import { ORDER_COLUMNS, orderRecord } from '../order/order-view.ts';
import { namedOrders } from '../order/show.ts';
import type { options } from './command.ts';

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { account: name, from, to, state, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  const store = await ctx.store('read');
  const account = await accountAsked(store, name);
  const orders = await store.orders.list({
    ...listedRange(account, from, to),
    ...(state ? { states: state } : {}),
  });
  const named = await namedOrders(ctx, store, orders);
  return {
    text: rowsText(csv, ORDER_COLUMNS, named, 'no such order'),
    json: named.map(orderRecord),
  };
}
