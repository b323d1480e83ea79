import { rupees } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { KeptDeal } from '../../store/deals.ts';
import { rowFilter } from '../row-filter.ts';
import type { options } from './command.ts';

const priceText = ({ pricePaise }: KeptDeal): string =>
  pricePaise === undefined ? '' : rupees(pricePaise).toFixed(2);

const COLUMNS: readonly Column<KeptDeal>[] = [
  { head: 'session', cell: ({ session }) => session },
  { head: 'list', cell: ({ kind }) => kind },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'client', cell: ({ client }) => client ?? '' },
  { head: 'side', cell: ({ side }) => side ?? '' },
  { head: 'quantity', cell: ({ quantity }) => String(quantity), right: true },
  { head: 'price', cell: priceText, right: true },
  { head: 'security', cell: ({ securityName }) => securityName },
  { head: 'remarks', cell: ({ remarks }) => remarks ?? '' },
];

function record(deal: KeptDeal): Readonly<Record<string, unknown>> {
  return {
    session: deal.session,
    kind: deal.kind,
    symbol: deal.symbol,
    security: deal.securityName,
    client: deal.client ?? null,
    side: deal.side ?? null,
    quantity: deal.quantity,
    price: deal.pricePaise === undefined ? null : rupees(deal.pricePaise),
    remarks: deal.remarks ?? null,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { csv, ...asked }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const filter = rowFilter(asked);
  const deals = await (await ctx.store('read')).deals.shown(filter);
  return {
    text: rowsText(csv, COLUMNS, deals, 'no deals there: `paperjobs flows` fetches them'),
    json: deals.map(record),
  };
}
