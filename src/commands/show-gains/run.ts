import {
  TERMS,
  financialYear,
  financialYearOf,
  gainOf,
  gainTerm,
} from '../../core/exchange/gains.ts';
import type { GainTerm } from '../../core/exchange/gains.ts';
import { paise, rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { csvLines, tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { KeptClosing } from '../../store/trading/trades.ts';
import { accountAsked, accountNames, nowAndDay, symbolsFor } from '../account-desk.ts';
import type { options } from './command.ts';

interface Shown {
  readonly closing: KeptClosing;
  readonly term: GainTerm;
  readonly account: string;
  readonly symbol: string;
}

const amount = (head: string, of: (closing: KeptClosing) => Paise): Column<Shown> => ({
  head,
  cell: ({ closing }) => rupees(of(closing)).toFixed(2),
  right: true,
});

const COLUMNS: readonly Column<Shown>[] = [
  { head: 'account', cell: ({ account }) => account },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'opened', cell: ({ closing }) => closing.openedOn },
  { head: 'closed', cell: ({ closing }) => closing.closedOn },
  { head: 'shares', cell: ({ closing }) => String(closing.quantity), right: true },
  amount('cost', ({ costPaise }) => costPaise),
  amount('proceeds', ({ proceedsPaise }) => proceedsPaise),
  { ...amount('gain', gainOf), gain: ({ closing }) => gainOf(closing) },
  { head: 'term', cell: ({ term }) => term },
];

function record({ closing, term, account, symbol }: Shown) {
  return {
    account,
    symbol,
    opened: closing.openedOn,
    closed: closing.closedOn,
    shares: closing.quantity,
    cost: rupees(closing.costPaise),
    proceeds: rupees(closing.proceedsPaise),
    gain: rupees(gainOf(closing)),
    term,
  };
}

function totals(shown: readonly Shown[]): string {
  const sums = TERMS.flatMap((term) => {
    const own = shown.filter((one) => one.term === term);
    const sum = own.reduce((total, { closing }) => total + gainOf(closing), 0);
    return own.length > 0 ? [`${term} ${rupees(paise(sum)).toFixed(2)}`] : [];
  });
  return sums.length > 0 ? `before charges: ${sums.join(', ')}\n` : '';
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { account: name, fy, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const { session } = await nowAndDay(ctx);
  const year = financialYear(fy ?? financialYearOf(session));
  const store = await ctx.store('read');
  const account = await accountAsked(store, name);
  const nameOf = await accountNames(store);
  const closings = await store.trades.closings({
    ...year,
    ...(account ? { accountId: account.accountId } : {}),
  });
  const symbolOf = await symbolsFor(
    store,
    closings.map(({ listingId }) => listingId),
    session,
  );
  const shown = closings.map((closing) => ({
    closing,
    term: gainTerm(closing, closing.closedOn),
    account: nameOf(closing.accountId),
    symbol: symbolOf(closing.listingId),
  }));
  const none = `nothing was closed from ${year.from} to ${year.to}`;
  const table = tableText(COLUMNS, shown, none, ctx.colour);
  return {
    text: csv ? csvLines(COLUMNS, shown) : `${table}${totals(shown)}`,
    json: shown.map(record),
  };
}
