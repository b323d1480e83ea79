import { rupees } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { ShownDelivery } from '../../store/session-trades.ts';
import { shownRange } from '../shown-range.ts';
import type { options } from './command.ts';

/** Part of the volume that was delivered; absent where that is not told or nothing was dealt in. */
const ratioOf = ({ delivered, volume }: ShownDelivery): number | undefined =>
  delivered === undefined || volume === 0 ? undefined : delivered / volume;

const percent = (ratio: number | undefined): string =>
  ratio === undefined ? '' : (ratio * 100).toFixed(2);

const COLUMNS: readonly Column<ShownDelivery>[] = [
  { head: 'session', cell: ({ session }) => session },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'series', cell: ({ series }) => series },
  { head: 'volume', cell: ({ volume }) => String(volume), right: true },
  { head: 'delivered', cell: ({ delivered }) => String(delivered ?? ''), right: true },
  { head: '%', cell: (row) => percent(ratioOf(row)), right: true },
  { head: 'trades', cell: ({ trades }) => String(trades ?? ''), right: true },
  {
    head: 'value',
    cell: ({ valuePaise }) => (valuePaise === undefined ? '' : rupees(valuePaise).toFixed(2)),
    right: true,
  },
];

const inRupees = (paise: ShownDelivery['valuePaise']): number | null =>
  paise === undefined ? null : rupees(paise);

function record(row: ShownDelivery) {
  return {
    session: row.session,
    symbol: row.symbol,
    series: row.series,
    volume: row.volume,
    delivered: row.delivered ?? null,
    deliveredRatio: ratioOf(row) ?? null,
    trades: row.trades ?? null,
    value: inRupees(row.valuePaise),
    last: inRupees(row.lastPaise),
    previousClose: inRupees(row.previousClosePaise),
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, from, to, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const range = shownRange(ctx, from, to);
  const store = await ctx.store('read');
  const rows = await store.sessionTrades.shown(
    symbols?.map((symbol) => symbol.toUpperCase()),
    range.from,
    range.to,
  );
  return {
    text: rowsText(csv, COLUMNS, rows, 'nothing there: `paperjobs eod` fetches it'),
    json: rows.map(record),
  };
}
