import { istText } from '../../core/market/instant.ts';
import { rupees } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { KeptEntry } from '../../store/trading/ledger.ts';
import { accountAsked, accountNames, listedRange, nowAndDay, symbolsFor } from '../account-desk.ts';
import type { options } from './command.ts';

interface Shown {
  readonly entry: KeptEntry;
  readonly account: string;
  readonly symbol: string;
}

const COLUMNS: readonly Column<Shown>[] = [
  { head: 'journal', cell: ({ entry }) => String(entry.journal), right: true },
  { head: 'time', cell: ({ entry }) => istText(entry.at).slice(0, 19).replace('T', ' ') },
  { head: 'account', cell: ({ account }) => account },
  { head: 'ledger', cell: ({ entry }) => entry.ledger },
  { head: 'amount', cell: ({ entry }) => rupees(entry.amountPaise).toFixed(2), right: true },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'what', cell: ({ entry }) => entry.note },
];

function record({ entry, account, symbol }: Shown) {
  return {
    entry: entry.entryId,
    journal: entry.journal,
    time: istText(entry.at),
    session: entry.session,
    account,
    ledger: entry.ledger,
    amount: rupees(entry.amountPaise),
    symbol: symbol === '' ? null : symbol,
    what: entry.note,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { account: name, from, to, ledger, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  const store = await ctx.store('read');
  const { session } = await nowAndDay(ctx);
  const account = await accountAsked(store, name);
  const nameOf = await accountNames(store);
  const entries = await store.ledger.list({
    ...listedRange(account, from, to),
    ...(ledger === undefined ? {} : { ledger }),
  });
  const symbolOf = await symbolsFor(
    store,
    entries.flatMap(({ listingId }) => listingId ?? []),
    session,
  );
  const shown = entries.map((entry) => ({
    entry,
    account: nameOf(entry.accountId),
    symbol: entry.listingId === undefined ? '' : symbolOf(entry.listingId),
  }));
  return {
    text: rowsText(csv, COLUMNS, shown, 'nothing was booked'),
    json: shown.map(record),
  };
}
