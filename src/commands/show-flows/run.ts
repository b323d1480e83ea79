import { croreOf } from '../../core/flows/fii-dii.ts';
import type { FiiDiiFigure } from '../../core/flows/fii-dii.ts';
import type { Paise } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { options } from './command.ts';

const crores = (head: string, of: (figure: FiiDiiFigure) => Paise): Column<FiiDiiFigure> => ({
  head,
  cell: (figure) => croreOf(of(figure)).toFixed(2),
  right: true,
});

const COLUMNS: readonly Column<FiiDiiFigure>[] = [
  { head: 'session', cell: ({ session }) => session },
  { head: 'category', cell: ({ category }) => category },
  crores('buy crore', ({ buyPaise }) => buyPaise),
  crores('sell crore', ({ sellPaise }) => sellPaise),
  crores('net crore', ({ netPaise }) => netPaise),
];

function record(figure: FiiDiiFigure): Readonly<Record<string, unknown>> {
  return {
    session: figure.session,
    category: figure.category,
    buyCrore: croreOf(figure.buyPaise),
    sellCrore: croreOf(figure.sellPaise),
    netCrore: croreOf(figure.netPaise),
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { from, to, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  const figures = await (await ctx.store('read')).fiiDii.shown(from, to);
  return {
    text: rowsText(csv, COLUMNS, figures, 'no figures there: `paperjobs flows` fetches the newest'),
    json: figures.map(record),
  };
}
