import type { Earnings } from '../../core/corporate-actions/earnings.ts';
import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import { rowFilter } from '../row-filter.ts';
import type { options } from './command.ts';

const COLUMNS: readonly Column<Earnings>[] = [
  { head: 'day', cell: ({ date }) => date },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'state', cell: ({ state }) => state },
  { head: 'purpose', cell: ({ purpose }) => purpose },
  { head: 'company', cell: ({ company }) => company },
];

function record(day: Earnings): Readonly<Record<string, unknown>> {
  return {
    symbol: day.symbol,
    isin: day.isin ?? null,
    date: day.date,
    state: day.state,
    purpose: day.purpose,
    details: day.details,
    company: day.company,
    announcedAt: day.announcedAt === undefined ? null : istText(day.announcedAt),
    reportedBy: day.reportedBy ?? null,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { csv, ...asked }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const filter = rowFilter<never>(asked);
  const days = await (await ctx.store('read')).earningsCalendar.list(filter);
  return {
    text: rowsText(
      csv,
      COLUMNS,
      days,
      'no days of results there: `paperjobs corp-actions` fetches them',
    ),
    json: days.map(record),
  };
}
