import { holdingKey, lotsOf } from '../../core/exchange/book.ts';
import type { Book } from '../../core/exchange/book.ts';
import { ledgerEntries } from '../../core/exchange/booking.ts';
import type { Booking } from '../../core/exchange/booking.ts';
import { realised } from '../../core/exchange/lot.ts';
import type { Order } from '../../core/exchange/order.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Handle } from '../handle.ts';
import { closingRow, entryRow, eventRow, lotRow, tradeRow } from './booking-rows.ts';
import type { Entered, Trade } from './booking-rows.ts';
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

interface HoldingGain {
  readonly accountId: number;
  readonly listingId: number;
  paise: number;
}

/** What changed of holdings, and what closing parts of them has won. */
function gainsByHolding(book: Book, bookings: readonly Booking[]): HoldingGain[] {
  const gains = new Map<string, HoldingGain>();
  const note = (accountId: number, listingId: number, more: number): void => {
    const key = holdingKey(accountId, listingId);
    const known = gains.get(key);
    if (known) known.paise += more;
    else gains.set(key, { accountId, listingId, paise: more });
  };
  for (const { accountId, listingId } of book.changed.lots.values()) note(accountId, listingId, 0);
  for (const booking of bookings) {
    if (isTrade(booking)) note(booking.accountId, booking.listingId, realised(booking.closings));
  }
  return [...gains.values()];
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
    const columns = Object.keys(changingColumns(first));
    const toRow = (order: Order) => orderRow(order, papersOf(order, papers));
    saveRows(handle, 'orders', changed, toRow, { key: ['order_id'], columns });
  }

  async function writeJournals(bookings: readonly Booking[]): Promise<void> {
    const last = await db
      .selectFrom('ledger_entries')
      .select(({ fn }) => fn.max('journal').as('journal'))
      .executeTakeFirst();
    let journal = last?.journal ?? 0;
    const entered: Entered[] = [];
    for (const booking of bookings) {
      if (!isTrade(booking) && booking.kind !== 'cash') continue;
      journal++;
      for (const entry of ledgerEntries(booking)) entered.push({ booking, journal, entry });
    }
    saveRows(handle, 'ledger_entries', entered, entryRow);
  }

  function writePositions(book: Book, bookings: readonly Booking[]): void {
    const toRow = ({ accountId, listingId, paise }: HoldingGain) => {
      const lots = lotsOf(book, accountId, listingId);
      return {
        account_id: accountId,
        listing_id: listingId,
        quantity: lots.reduce((sum, lot) => sum + lot.quantity, 0),
        cost_paise: lots.reduce((sum, lot) => sum + lot.costPaise, 0),
        realised_paise: paise,
      };
    };
    saveRows(handle, 'positions', gainsByHolding(book, bookings), toRow, {
      key: ['account_id', 'listing_id'],
      columns: ['quantity', 'cost_paise'],
      added: ['realised_paise'],
    });
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
      const lots = [...book.changed.lots.values()];
      const changing = { key: ['lot_id'], columns: ['quantity', 'cost_paise'] };
      saveRows(handle, 'lots', lots, lotRow, changing);
      saveRows(handle, 'trades', trades, (trade) => tradeRow(trade, papers.runId));
      const closed = trades.flatMap((trade) =>
        trade.closings.map((closing) => ({ trade, closing })),
      );
      saveRows(handle, 'lot_closings', closed, closingRow);
      await writeJournals(bookings);
      const events = bookings.flatMap((booking) =>
        booking.kind === 'order' || booking.kind === 'notice' ? [booking] : [],
      );
      saveRows(handle, 'order_events', events, eventRow);
      writePositions(book, bookings);
      await writeCash(book);
    },
    /** Notes up to when the prices of listings have been matched. */
    moveCursors(to: ReadonlyMap<number, Instant>): void {
      const toRow = ([listingId, moment]: readonly [number, Instant]) => ({
        listing_id: listingId,
        matched_to: moment,
      });
      saveRows(handle, 'match_cursors', [...to], toRow, {
        key: ['listing_id'],
        columns: ['matched_to'],
      });
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
