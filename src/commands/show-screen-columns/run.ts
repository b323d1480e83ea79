import { INSTOCK_COLUMNS } from '../../core/screen/instock-columns.ts';
import type { InstockColumn } from '../../core/screen/instock-columns.ts';
import { SCREEN_COLUMNS } from '../../core/screen/columns.ts';
import type { ScreenColumn } from '../../core/screen/column.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { options } from './command.ts';

const OWN: readonly Column<ScreenColumn>[] = [
  { head: 'column', cell: ({ name }) => name },
  { head: 'unit', cell: ({ unit }) => unit },
  { head: 'meaning', cell: ({ help }) => help },
];

const INSTOCK: readonly Column<InstockColumn>[] = [
  { head: 'InStock', cell: ({ name }) => name },
  { head: 'here', cell: ({ here }) => here ?? '' },
  { head: 'why not', cell: ({ unavailable }) => unavailable ?? '' },
];

/** Asks nothing of the database. */
export async function run(
  _: CommandContext,
  { instock }: OptionValues<typeof options>,
): Promise<CommandResult> {
  if (instock) {
    return { text: tableText(INSTOCK, INSTOCK_COLUMNS, 'none'), json: INSTOCK_COLUMNS };
  }
  const json = SCREEN_COLUMNS.map(({ name, unit, help }) => ({ name, unit, help }));
  const more =
    'conditions also know every column of `indicators` (cr-ma1 as cr_ma1), every pattern (cdldoji), ' +
    'and compare index, sector, symbol, kind and pattern with words\n';
  return { text: [tableText(OWN, SCREEN_COLUMNS, 'none'), more], json };
}
