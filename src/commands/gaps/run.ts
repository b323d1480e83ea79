import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import type { options } from './command.ts';

/** One row for each unbroken hole. */
export async function run(
  ctx: CommandContext,
  { state, symbols, interval }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const names = await store.instruments.symbolsOf();
  const wanted = symbols && new Set(symbols.map((symbol) => symbol.toUpperCase()));
  const rows = (await store.gaps.list(state))
    .map((gap) => ({
      symbol: names.get(gap.instrumentId)?.symbol ?? `#${gap.instrumentId}`,
      interval: gap.interval,
      from: gap.from,
      to: gap.to,
      slots: gap.slots,
      state: gap.state,
      reason: gap.reason,
      attempts: gap.attempts,
      firstSeen: istText(gap.firstSeenAt),
    }))
    .filter(
      (row) => (!wanted || wanted.has(row.symbol)) && (!interval || row.interval === interval),
    );
  const none = state === 'open' ? 'nothing is missing' : `no gap in state ${state}`;
  return {
    text: tableText(
      [
        { head: 'symbol', cell: (row) => row.symbol },
        { head: 'interval', cell: (row) => row.interval },
        { head: 'from', cell: (row) => row.from },
        { head: 'to', cell: (row) => row.to },
        { head: 'slots', cell: (row) => String(row.slots), right: true },
        { head: 'state', cell: (row) => row.state },
        { head: 'tries', cell: (row) => String(row.attempts), right: true },
        { head: 'reason', cell: (row) => row.reason },
      ],
      rows,
      none,
    ),
    json: rows,
  };
}
