import { holdingKey } from '../../core/exchange/book.ts';
import { totalCharges } from '../../core/charges/charges.ts';
import { paise } from '../../core/market/money.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { accountFigures } from '../../core/portfolio/account-figures.ts';
import type { ReportPeriod } from '../../core/report/report-period.ts';
import type { AccountFacts, HoldingFacts, TradeFacts } from '../../render/report/facts.ts';
import type { Reading } from '../../store/store.ts';
import type { Account } from '../../store/trading/accounts.ts';
import type { KeptTrade } from '../../store/trading/trades.ts';

type Asked = Pick<Reading, 'accounts' | 'ledger' | 'performance' | 'tradedListings' | 'trades'>;

/** What is told of accounts. */
interface BookFacts {
  readonly accounts: readonly AccountFacts[];
  readonly holdings: readonly HoldingFacts[];
  readonly trades: readonly TradeFacts[];
}

async function factsOf(
  { performance }: Asked,
  { accountId, name }: Account,
  to: SessionDate,
  riskFree: number,
): Promise<AccountFacts> {
  const days = await performance.days(accountId, undefined, to);
  return {
    name,
    days,
    months: await performance.months(accountId, to),
    strategies: await performance.strategies(accountId, to),
    figures: accountFigures(days, riskFree),
  };
}

/** Shares by account and listing at the end of a session, and what they cost, from the books alone. */
async function heldAt(store: Asked, trades: readonly KeptTrade[], to: SessionDate) {
  const costs = new Map<number, number>();
  for (const { accountId, session, ledger, listingId, amountPaise } of await store.ledger.days()) {
    if (ledger !== 'shares' || listingId === undefined || session > to) continue;
    const key = holdingKey(accountId, listingId);
    costs.set(key, (costs.get(key) ?? 0) + amountPaise);
  }
  const held = new Map<number, { accountId: number; listingId: number; quantity: number }>();
  for (const { accountId, listingId, side, quantity } of trades) {
    const key = holdingKey(accountId, listingId);
    const before = held.get(key)?.quantity ?? 0;
    const after = before + (side === 'BUY' ? quantity : -quantity);
    held.set(key, { accountId, listingId, quantity: after });
  }
  return [...held]
    .filter(([, { quantity }]) => quantity !== 0)
    .map(([key, one]) => ({ ...one, costPaise: paise(costs.get(key) ?? 0) }));
}

/** Reads what accounts did, held and traded, as of the end of the report's last session. */
export async function readAccountFacts(
  store: Asked,
  { from, to }: ReportPeriod,
  riskFree: number,
): Promise<BookFacts> {
  const accounts = await store.accounts.all();
  const names = new Map(accounts.map(({ accountId, name }) => [accountId, name]));
  const all = await store.trades.list({ to });
  const held = await heldAt(store, all, to);
  const traded = all.filter(({ session }) => session >= from);
  const listingIds = [...held, ...traded].map(({ listingId }) => listingId);
  const listings = await store.tradedListings.of([...new Set(listingIds)], to);
  const byId = new Map(listings.map((listing) => [listing.listingId, listing]));
  const symbolOf = (listingId: number): string =>
    byId.get(listingId)?.symbol ?? `listing ${listingId}`;
  const told: AccountFacts[] = [];
  for (const account of accounts) told.push(await factsOf(store, account, to, riskFree));
  return {
    accounts: told.filter(({ days }) => days.length > 0),
    holdings: held.map(({ accountId, listingId, quantity, costPaise }) => {
      const close = byId.get(listingId)?.close;
      return {
        account: names.get(accountId) ?? '',
        symbol: symbolOf(listingId),
        quantity,
        costPaise,
        ...(close ? { close: { pricePaise: close.closePaise, session: close.session } } : {}),
      };
    }),
    trades: traded.map((trade) => ({
      at: trade.at,
      account: names.get(trade.accountId) ?? '',
      symbol: symbolOf(trade.listingId),
      kind: trade.kind,
      side: trade.side,
      quantity: trade.quantity,
      pricePaise: trade.pricePaise,
      chargesPaise: totalCharges(trade.charges),
      realisedPaise: trade.realisedPaise,
    })),
  };
}
