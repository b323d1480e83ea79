import { holdingValue } from '../../core/exchange/account-summary.ts';
import { istText } from '../../core/market/instant.ts';
import { paise, rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { KeptPosition } from '../../store/trading/positions.ts';
import { accountAsked, accountNames, nowAndDay, symbolsFor } from '../account-desk.ts';
import type { options } from './command.ts';

interface Shown {
  readonly position: KeptPosition;
  readonly account: string;
  readonly symbol: string;
}

const money = (amount: Paise | undefined): string =>
  amount === undefined ? '' : rupees(amount).toFixed(2);

const averagePaise = ({ quantity, costPaise }: KeptPosition): Paise | undefined =>
  quantity === 0 ? undefined : paise(Math.round(costPaise / quantity));

/** What it has won by its price; absent while it has none. */
function unrealisedPaise(position: KeptPosition): Paise | undefined {
  if (!position.mark || position.quantity === 0) return undefined;
  return paise(holdingValue(position) - position.costPaise);
}

/** Of its cost, as a fraction. */
function returnRatio(position: KeptPosition): number | undefined {
  const won = unrealisedPaise(position);
  return won === undefined || position.costPaise === 0
    ? undefined
    : won / Math.abs(position.costPaise);
}

const signed = (ratio: number | undefined): string =>
  ratio === undefined ? '' : `${ratio > 0 ? '+' : ''}${(ratio * 100).toFixed(2)}`;

const amount = (
  head: string,
  of: (position: KeptPosition) => Paise | undefined,
): Column<Shown> => ({
  head,
  cell: ({ position }) => money(of(position)),
  right: true,
});

const COLUMNS: readonly Column<Shown>[] = [
  { head: 'account', cell: ({ account }) => account },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'shares', cell: ({ position }) => String(position.quantity), right: true },
  amount('average', averagePaise),
  amount('cost', ({ costPaise }) => costPaise),
  amount('price', ({ mark }) => mark?.pricePaise),
  amount('value', (position) => (position.mark ? holdingValue(position) : undefined)),
  { ...amount('unrealised', unrealisedPaise), gain: ({ position }) => unrealisedPaise(position) },
  {
    head: '%',
    cell: ({ position }) => signed(returnRatio(position)),
    right: true,
    gain: ({ position }) => returnRatio(position),
  },
  {
    ...amount('realised', ({ realisedPaise }) => realisedPaise),
    gain: ({ position }) => position.realisedPaise,
  },
  { head: 'priced', cell: ({ position }) => (position.mark ? istText(position.mark.at) : '') },
  { head: 'stale', cell: ({ position }) => (position.mark?.stale ? 'stale' : '') },
];

function record({ position, account, symbol }: Shown) {
  const inRupees = (paid: Paise | undefined): number | null =>
    paid === undefined ? null : rupees(paid);
  return {
    account,
    symbol,
    shares: position.quantity,
    average: inRupees(averagePaise(position)),
    cost: rupees(position.costPaise),
    price: inRupees(position.mark?.pricePaise),
    value: position.mark ? rupees(holdingValue(position)) : null,
    unrealised: inRupees(unrealisedPaise(position)),
    returnRatio: returnRatio(position) ?? null,
    realised: rupees(position.realisedPaise),
    priced: position.mark ? istText(position.mark.at) : null,
    stale: position.mark?.stale ?? null,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { account: name, closed, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const { session } = await nowAndDay(ctx);
  const account = await accountAsked(store, name);
  const nameOf = await accountNames(store);
  const positions = (await store.positions.list(account?.accountId)).filter(
    ({ quantity }) => closed || quantity !== 0,
  );
  const symbolOf = await symbolsFor(
    store,
    positions.map(({ listingId }) => listingId),
    session,
  );
  const shown = positions.map((position) => ({
    position,
    account: nameOf(position.accountId),
    symbol: symbolOf(position.listingId),
  }));
  return {
    text: rowsText(csv, COLUMNS, shown, 'nothing is held', ctx.colour),
    json: shown.map(record),
  };
}
