import { lotsOf } from '../../core/exchange/book.ts';
import type { Book } from '../../core/exchange/book.ts';
import type { Booking } from '../../core/exchange/booking.ts';
import { realised } from '../../core/exchange/lot.ts';
import type { Order } from '../../core/exchange/order.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Handle } from '../handle.ts';
import { closingRows, entryRows, eventRow, lotRow, tradeRow } from './booking-rows.ts';
import type { Trade } from './booking-rows.ts';
import type { OrderPapers } from './order-rows.ts';
import { changingColumns, orderRow } from './order-rows.ts';
import { saveRows } from './save-rows.ts';

/** Who writes, and what is on orders that are new. */
export interface WrittenBy extends OrderPapers {
  readonly runId?: string;
}

const isTrade = (booking: Booking): booking is Trade =>
  booking.kind === 'fill' || booking.kind === 'shares';

/** The asker's name is on the first of the orders that came of what he asked. */
function papersOf(order: Order, papers: OrderPapers): OrderPapers {
  const { clientKey: _, ...others } = papers;
  const first = order.parentId === undefined && (order.pairId ?? order.orderId) === order.orderId;
  return first ? papers : others;
}

/** What changed of holdings, and what closing parts of them has won. */
function gainsByHolding(book: Book, bookings: readonly Booking[]) {
  const gains = new Map<string, { accountId: number; listingId: number; paise: number }>();
  const note = (accountId: number, listingId: number, more: number): void => {
    const key = `${accountId}:${listingId}`;
    gains.set(key, { accountId, listingId, paise: (gains.get(key)?.paise ?? 0) + more });
  };
  for (const { accountId, listingId } of book.changed.lots.values()) note(accountId, listingId, 0);
  for (const booking of bookings) {
    if (isTrade(booking)) note(booking.accountId, booking.listingId, realised(booking.closings));
  }
  return gains.values();
}

/** Writing of what a step of the market booked, inside the caller's transaction. */
export function writeBookings(handle: Handle) {
  const { db } = handle;

  function writeOrders(book: Book, papers: OrderPapers): void {
    const changed = [...book.changed.orders]
      .toSorted((a, b) => a - b)
      .flatMap((orderId) => book.orders.get(orderId) ?? []);
    const [first] = changed;
    if (!first) return;
    const rows = changed.map((order) => orderRow(order, papersOf(order, papers)));
    const columns = Object.keys(changingColumns(first));
    saveRows(handle, 'orders', rows, { key: 'order_id', columns });
  }

  async function writeJournals(bookings: readonly Booking[]): Promise<void> {
    const last = await db
      .selectFrom('ledger_entries')
      .select(({ fn }) => fn.max('journal').as('journal'))
      .executeTakeFirst();
    let journal = last?.journal ?? 0;
    const entries = bookings.flatMap((booking) =>
      isTrade(booking) || booking.kind === 'cash' ? entryRows(booking, ++journal) : [],
    );
    saveRows(handle, 'ledger_entries', entries);
  }

  async function writePositions(book: Book, bookings: readonly Booking[]): Promise<void> {
    for (const { accountId, listingId, paise } of gainsByHolding(book, bookings)) {
      const lots = lotsOf(book, accountId, listingId);
      const quantity = lots.reduce((sum, lot) => sum + lot.quantity, 0);
      const cost = lots.reduce((sum, lot) => sum + lot.costPaise, 0);
      await db
        .insertInto('positions')
        .values({
          account_id: accountId,
          listing_id: listingId,
          quantity,
          cost_paise: cost,
          realised_paise: paise,
        })
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'listing_id']).doUpdateSet((expression) => ({
            quantity,
            cost_paise: cost,
            realised_paise: expression('positions.realised_paise', '+', paise),
          })),
        )
        .execute();
    }
  }

  async function writeCash(book: Book): Promise<void> {
    for (const accountId of book.changed.accounts) {
      await db
        .updateTable('accounts')
        .set({ cash_paise: book.accounts.get(accountId)?.cashPaise ?? 0 })
        .where('account_id', '=', accountId)
        .execute();
    }
  }

  return {
    /**
     * Writes down what was booked and what became of orders, lots, positions and cash, all of it in
     * the caller's transaction. The book is to be opened in the same one, and not used afterwards.
     */
    async record(book: Book, bookings: readonly Booking[], papers: WrittenBy): Promise<void> {
      const trades = bookings.filter(isTrade);
      writeOrders(book, papers);
      const lots = [...book.changed.lots.values()].map(lotRow);
      saveRows(handle, 'lots', lots, { key: 'lot_id', columns: ['quantity', 'cost_paise'] });
      saveRows(
        handle,
        'trades',
        trades.map((trade) => tradeRow(trade, papers.runId)),
      );
      saveRows(handle, 'lot_closings', trades.flatMap(closingRows));
      await writeJournals(bookings);
      const events = bookings.flatMap((booking) =>
        booking.kind === 'order' || booking.kind === 'notice' ? [eventRow(booking)] : [],
      );
      saveRows(handle, 'order_events', events);
      await writePositions(book, bookings);
      await writeCash(book);
    },
    /** Notes up to when the prices of a listing have been matched. */
    async moveCursor(listingId: number, to: Instant): Promise<void> {
      await db
        .insertInto('match_cursors')
        .values({ listing_id: listingId, matched_to: to })
        .onConflict((conflict) =>
          conflict
            .column('listing_id')
            .doUpdateSet({ matched_to: to })
            .where('match_cursors.matched_to', '<', to),
        )
        .execute();
    },
    /** Notes that an action has been applied to a listing, or told. */
    async noteAction(
      listingId: number,
      action: string,
      exDate: string,
      text: string,
      at: Instant,
    ): Promise<void> {
      await db
        .insertInto('booked_actions')
        .values({ listing_id: listingId, action, ex_date: exDate, text, booked_at: at })
        .onConflict((conflict) => conflict.columns(['listing_id', 'action']).doNothing())
        .execute();
    },
  };
}
