import type { KeptSignal } from '../../core/bot/kept-decision.ts';
import { istText } from '../../core/market/instant.ts';
import { rupees } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import { nowAndDay, symbolsFor } from '../account-desk.ts';
import { botWish } from '../bot-rows.ts';
import type { options } from './command.ts';

interface Shown {
  readonly signal: KeptSignal;
  readonly symbol: string;
}

const COLUMNS: readonly Column<Shown>[] = [
  { head: 'session', cell: ({ signal }) => signal.session },
  { head: 'bar', cell: ({ signal }) => istText(signal.barEnd).slice(0, 16).replace('T', ' ') },
  { head: 'bot', cell: ({ signal }) => signal.bot },
  { head: 'strategy', cell: ({ signal }) => signal.strategy },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'action', cell: ({ signal }) => signal.action },
  { head: 'cause', cell: ({ signal }) => signal.cause },
  { head: 'price', cell: ({ signal }) => rupees(signal.pricePaise).toFixed(2), right: true },
  { head: 'order', cell: ({ signal }) => String(signal.orderId ?? ''), right: true },
  { head: 'reason', cell: ({ signal }) => signal.reason },
];

function record({ signal, symbol }: Shown) {
  return {
    session: signal.session,
    barEnd: istText(signal.barEnd),
    signalledAt: istText(signal.signalledAt),
    bot: signal.bot,
    strategy: signal.strategy,
    symbol,
    action: signal.action,
    cause: signal.cause,
    price: rupees(signal.pricePaise),
    order: signal.orderId ?? null,
    reason: signal.reason,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { csv, ...asked }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const { session } = await nowAndDay(ctx);
  const kept = await store.tradingSignals.list(await botWish(ctx, store, asked));
  const symbolOf = await symbolsFor(
    store,
    kept.map(({ listingId }) => listingId),
    session,
  );
  const shown = kept.map((signal) => ({ signal, symbol: symbolOf(signal.listingId) }));
  return {
    text: rowsText(csv, COLUMNS, shown, 'no signal is kept'),
    json: shown.map(record),
  };
}
