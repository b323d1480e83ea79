import { CHARGE_ITEMS, totalCharges } from '../../core/charges/charges.ts';
import { istText } from '../../core/market/instant.ts';
import { paise, rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { KeptTrade } from '../../store/trading/trades.ts';
import { accountAsked, accountNames, listedRange, nowAndDay, symbolsFor } from '../account-desk.ts';
import type { options } from './command.ts';

interface Shown {
  readonly trade: KeptTrade;
  readonly account: string;
  readonly symbol: string;
}

const amount = (head: string, of: (trade: KeptTrade) => Paise): Column<Shown> => ({
  head,
  cell: ({ trade }) => rupees(of(trade)).toFixed(2),
  right: true,
});

const valuePaise = ({ quantity, pricePaise }: KeptTrade): Paise => paise(quantity * pricePaise);

const COLUMNS: readonly Column<Shown>[] = [
  { head: 'trade', cell: ({ trade }) => String(trade.tradeId), right: true },
  { head: 'time', cell: ({ trade }) => istText(trade.at).slice(0, 19).replace('T', ' ') },
  { head: 'account', cell: ({ account }) => account },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'kind', cell: ({ trade }) => trade.kind },
  { head: 'side', cell: ({ trade }) => trade.side },
  { head: 'product', cell: ({ trade }) => trade.product },
  { head: 'quantity', cell: ({ trade }) => String(trade.quantity), right: true },
  amount('price', ({ pricePaise }) => pricePaise),
  amount('value', valuePaise),
  ...CHARGE_ITEMS.map((item) => amount(item, ({ charges }) => charges[item])),
  amount('charges', ({ charges }) => totalCharges(charges)),
  {
    ...amount('realised', ({ realisedPaise }) => realisedPaise),
    gain: ({ trade }) => trade.realisedPaise,
  },
  { head: 'order', cell: ({ trade }) => String(trade.orderId ?? ''), right: true },
];

function record({ trade, account, symbol }: Shown) {
  return {
    trade: trade.tradeId,
    time: istText(trade.at),
    session: trade.session,
    account,
    symbol,
    kind: trade.kind,
    side: trade.side,
    product: trade.product,
    quantity: trade.quantity,
    price: rupees(trade.pricePaise),
    value: rupees(valuePaise(trade)),
    charges: {
      ...Object.fromEntries(CHARGE_ITEMS.map((item) => [item, rupees(trade.charges[item])])),
      total: rupees(totalCharges(trade.charges)),
    },
    realised: rupees(trade.realisedPaise),
    order: trade.orderId ?? null,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { account: name, from, to, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  const store = await ctx.store('read');
  const { session } = await nowAndDay(ctx);
  const account = await accountAsked(store, name);
  const nameOf = await accountNames(store);
  const trades = await store.trades.list(listedRange(account, from, to));
  const symbolOf = await symbolsFor(
    store,
    trades.map(({ listingId }) => listingId),
    session,
  );
  const shown = trades.map((trade) => ({
    trade,
    account: nameOf(trade.accountId),
    symbol: symbolOf(trade.listingId),
  }));
  return {
    text: rowsText(csv, COLUMNS, shown, 'nothing was traded', ctx.colour),
    json: shown.map(record),
  };
}
