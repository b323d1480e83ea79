import { factorFor } from '../../core/corporate-actions/price-factor.ts';
import type { PriceFactor } from '../../core/corporate-actions/price-factor.ts';
import type { CorporateActionKind } from '../../core/corporate-actions/purpose-part.ts';
import { rupees } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { options } from './command.ts';

/** A factor with the number that counts under the settings. */
interface Shown extends PriceFactor {
  readonly factor: number;
  readonly counted: readonly CorporateActionKind[];
}

const checkWords = ({ checked }: Shown): string =>
  checked === undefined ? 'not yet' : checked ? 'yes' : 'no';

/** Who told it: a person who entered a part of it, or the exchanges. */
const sourceOf = ({ manual }: Shown): string => (manual === undefined ? 'exchange' : 'manual');

const COLUMNS: readonly Column<Shown>[] = [
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'ex-date', cell: ({ exDate }) => exDate },
  { head: 'factor', cell: ({ factor }) => factor.toFixed(6), right: true },
  { head: 'kinds', cell: ({ counted }) => counted.join(' ') },
  { head: 'checked', cell: checkWords },
  {
    head: 'close before',
    cell: ({ cumClosePaise }) =>
      cumClosePaise === undefined ? '' : rupees(cumClosePaise).toFixed(2),
    right: true,
  },
  {
    head: 'open after',
    cell: ({ openPaise }) => (openPaise === undefined ? '' : rupees(openPaise).toFixed(2)),
    right: true,
  },
  { head: 'source', cell: sourceOf },
  { head: 'reason', cell: ({ reason }) => reason ?? '' },
  { head: 'lacks', cell: ({ lacks }) => lacks ?? '' },
];

function record(shown: Shown): Readonly<Record<string, unknown>> {
  const { symbol, isin, exDate, factor, counted, checked, cumClosePaise, openPaise, lacks } = shown;
  return {
    symbol,
    isin: isin ?? null,
    exDate,
    factor,
    kinds: counted,
    checked: checked ?? null,
    lastCumClose: cumClosePaise === undefined ? null : rupees(cumClosePaise),
    open: openPaise === undefined ? null : rupees(openPaise),
    source: sourceOf(shown),
    ...(shown.reason === undefined ? {} : { reason: shown.reason }),
    ...(lacks === undefined ? {} : { lacks }),
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const special = ctx.resolved.settings['corp_actions.special_dividends'];
  const store = await ctx.store('read');
  const kept = await store.priceFactors.list(symbols?.map((symbol) => symbol.toUpperCase()));
  const factors = kept.flatMap((factor): Shown[] => {
    const counted = factor.kinds.filter((kind) => special || kind !== 'dividend');
    if (counted.length === 0) return [];
    return [{ ...factor, counted, factor: factorFor(factor, 'all', special) }];
  });
  return {
    text: rowsText(csv, COLUMNS, factors, 'no factors there: `paperjobs corp-actions` makes them'),
    json: factors.map(record),
  };
}
