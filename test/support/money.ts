import { lotsOf } from '../../src/core/exchange/book.ts';
import type { Store } from '../../src/store/store.ts';

/** What does not balance in the books as they are kept, in sentences; none where all does. */
export async function askMoneyOf(store: Store): Promise<string[]> {
  const wrong: string[] = [];
  const entries = await store.ledger.list();
  const trades = await store.trades.list();
  const journals = new Map<number, number>();
  for (const { journal, amountPaise } of entries) {
    journals.set(journal, (journals.get(journal) ?? 0) + amountPaise);
  }
  for (const [journal, sum] of journals) if (sum !== 0) wrong.push(`journal ${journal}: ${sum}`);
  for (const { accountId, cashPaise } of await store.accounts.all()) {
    const own = entries.filter((entry) => entry.accountId === accountId && entry.ledger === 'cash');
    const cash = own.reduce((sum, { amountPaise }) => sum + amountPaise, 0);
    if (cash !== cashPaise) wrong.push(`account ${accountId}: ledger ${cash}, cash ${cashPaise}`);
  }
  const { rules, session } = {
    rules: { participation: 1, slippage: 0 },
    session: '2026-11-26' as never,
  };
  const { book } = await store.tradingBooks.open({ rules, session });
  for (const { accountId, listingId, quantity, costPaise } of await store.positions.list()) {
    const traded = trades
      .filter((trade) => trade.accountId === accountId && trade.listingId === listingId)
      .reduce((sum, trade) => sum + (trade.side === 'BUY' ? trade.quantity : -trade.quantity), 0);
    const lots = lotsOf(book, accountId, listingId);
    const held = lots.reduce((sum, lot) => sum + lot.quantity, 0);
    const cost = lots.reduce((sum, lot) => sum + lot.costPaise, 0);
    if (traded !== quantity) wrong.push(`position ${quantity}, trades ${traded}`);
    if (held !== quantity) wrong.push(`position ${quantity}, lots ${held}`);
    if (cost !== costPaise) wrong.push(`position cost ${costPaise}, lots ${cost}`);
  }
  for (const order of await store.orders.list()) {
    const filled = trades
      .filter(({ orderId }) => orderId === order.orderId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    if (filled !== order.filled) wrong.push(`order ${order.orderId}: ${order.filled}, ${filled}`);
  }
  return wrong;
}
