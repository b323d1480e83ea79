import { istInstant, istText } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { eventTime, figuresText } from '../../render/alert-message.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { AlertEvent } from '../../store/alert-events.ts';
import type { options } from './command.ts';

const COLUMNS: readonly Column<AlertEvent>[] = [
  { head: 'IST', cell: ({ at }) => eventTime(at) },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'id', cell: ({ ruleId }) => String(ruleId), right: true },
  { head: 'rule', cell: ({ rule }) => rule },
  { head: 'figures', cell: ({ figures }) => figuresText(figures) },
];

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { rule, symbols, from, to, limit, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  const events = await (
    await ctx.store('read')
  ).alertEvents.newest({
    limit,
    ...(rule === undefined ? {} : { ruleId: rule }),
    ...(symbols ? { symbols: symbols.map((symbol) => symbol.toUpperCase()) } : {}),
    ...(from === undefined ? {} : { from: istInstant(from, '00:00') }),
    ...(to === undefined
      ? {}
      : { to: (istInstant(addDays(to, 1), '00:00') - 1) as AlertEvent['at'] }),
  });
  return {
    text: rowsText(csv, COLUMNS, events, 'no event there'),
    json: events.map((event) => ({
      at: istText(event.at),
      noticedAt: istText(event.noticedAt),
      symbol: event.symbol,
      rule: event.ruleId,
      text: event.rule,
      figures: Object.fromEntries(event.figures),
    })),
  };
}
