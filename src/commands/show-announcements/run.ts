import type { Announcement } from '../../core/corporate-actions/earnings.ts';
import { istInstant, istText } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { options } from './command.ts';

const COLUMNS: readonly Column<Announcement>[] = [
  { head: 'time', cell: ({ at }) => istText(at) },
  { head: 'symbol', cell: ({ symbol }) => symbol ?? '' },
  { head: 'category', cell: ({ category }) => category },
  { head: 'text', cell: ({ text }) => text },
  { head: 'source', cell: ({ source }) => source },
];

function record(filing: Announcement): Readonly<Record<string, unknown>> {
  return {
    sequenceId: filing.sequenceId,
    time: istText(filing.at),
    symbol: filing.symbol ?? null,
    isin: filing.isin ?? null,
    company: filing.company,
    category: filing.category,
    text: filing.text,
    attachment: filing.attachment ?? null,
    source: filing.source,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, category, from, to, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  const store = await ctx.store('read');
  const filings = await store.corporateAnnouncements.list({
    ...(symbols ? { symbols: symbols.map((symbol) => symbol.toUpperCase()) } : {}),
    ...(category === undefined ? {} : { category }),
    ...(from === undefined ? {} : { from: istInstant(from, '00:00') }),
    ...(to === undefined ? {} : { before: istInstant(addDays(to, 1), '00:00') }),
  });
  return {
    text: rowsText(
      csv,
      COLUMNS,
      filings,
      'no announcements there: `paperjobs corp-actions` fetches them',
    ),
    json: filings.map(record),
  };
}
