import type { CorporateAction } from '../../core/corporate-actions/corporate-action.ts';
import { rupeesOfMillionths } from '../../core/corporate-actions/millionths.ts';
import type { Millionths } from '../../core/corporate-actions/millionths.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import { rowFilter } from '../row-filter.ts';
import type { options } from './command.ts';

/** Who tells of it: `nse`, `bse`, or `nse+bse`. */
function sourceOf({ nseSymbol, bseCode }: CorporateAction): string {
  return [nseSymbol === undefined ? '' : 'nse', bseCode === undefined ? '' : 'bse']
    .filter((name) => name !== '')
    .join('+');
}

/** The terms in short: `3:1`, `10 to 2`, `5:116 at 244 over face value`, `7.5`. */
function terms(action: CorporateAction): string {
  const { amount, percent, ratio, fromFaceValue, toFaceValue, premium, form } = action;
  const money = (value: Millionths): string => String(rupeesOfMillionths(value));
  const over = premium === undefined ? '' : ` at ${money(premium)} over face value`;
  return [
    ratio ? `${ratio[0]}:${ratio[1]}${over}` : '',
    fromFaceValue !== undefined && toFaceValue !== undefined
      ? `${money(fromFaceValue)} to ${money(toFaceValue)}`
      : '',
    amount === undefined ? '' : money(amount),
    percent === undefined ? '' : `${percent} %`,
    form ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const COLUMNS: readonly Column<CorporateAction>[] = [
  { head: 'ex-date', cell: ({ exDate }) => exDate },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'kind', cell: ({ kind }) => kind },
  { head: 'terms', cell: terms },
  { head: 'record date', cell: ({ recordDate }) => recordDate ?? '' },
  { head: 'source', cell: sourceOf },
  { head: 'subject', cell: ({ subject }) => subject },
];

function money<Name extends string>(name: Name, value: Millionths | undefined) {
  return value === undefined ? {} : { [name]: rupeesOfMillionths(value) };
}

function record(action: CorporateAction): Readonly<Record<string, unknown>> {
  const { form, percent, ratio, lacks, nseSymbol, bseCode, bseSubject } = action;
  return {
    symbol: action.symbol,
    isin: action.isin ?? null,
    exDate: action.exDate,
    recordDate: action.recordDate ?? null,
    kind: action.kind,
    subject: action.subject,
    ...(form === undefined ? {} : { form }),
    ...money('amount', action.amount),
    ...(percent === undefined ? {} : { percent }),
    ...(ratio ? { ratio } : {}),
    ...money('fromFaceValue', action.fromFaceValue),
    ...money('toFaceValue', action.toFaceValue),
    ...money('premium', action.premium),
    ...(lacks === undefined ? {} : { lacks }),
    source: sourceOf(action),
    company: action.company,
    ...(nseSymbol === undefined ? {} : { nse: nseSymbol }),
    ...(bseCode === undefined ? {} : { bse: { code: bseCode, subject: bseSubject } }),
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { csv, ...asked }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const filter = rowFilter(asked);
  const actions = await (await ctx.store('read')).corporateActions.list(filter);
  return {
    text: rowsText(
      csv,
      COLUMNS,
      actions,
      'no actions there: `paperjobs corp-actions` fetches them',
    ),
    json: actions.map(record),
  };
}
