import { sql } from 'kysely';
import { holdingKey, lotsOf } from '../../core/exchange/book.ts';
import type { Book } from '../../core/exchange/book.ts';
import type { Booking } from '../../core/exchange/booking.ts';
import { realised } from '../../core/exchange/lot.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Handle } from '../handle.ts';
import { closingRow, eventRow, lotRow, tradeRow } from './booking-rows.ts';
import type { Trade } from './booking-rows.ts';
import type { OrderPapers } from './order-rows.ts';
import { saveJournals } from './save-journals.ts';
import { saveOrders } from './save-orders.ts';
import { saveRows } from './save-rows.ts';

/** Who writes, and what is on orders that are new. */
export interface WrittenBy extends OrderPapers {
  readonly runId?: string;
}

const isTrade = (booking: Booking): booking is Trade =>
  booking.kind === 'fill' || booking.kind === 'shares';

interface HoldingGain {
  readonly accountId: number;
  readonly listingId: number;
  paise: number;
}

/** What changed of holdings, and what closing parts of them has won. */
function gainsByHolding(book: Book, bookings: readonly Booking[]): HoldingGain[] {
  const gains = new Map<number, HoldingGain>();
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

  /** The highest numbers that are kept; those of journals rise with their entries. */
  async function lastKept(): Promise<{ readonly order: number; readonly journal: number }> {
    const { rows } = await sql<{ order: number; journal: number }>`
      SELECT (SELECT ifnull(max(order_id), 0) FROM orders) AS "order",
        ifnull((SELECT journal FROM ledger_entries ORDER BY entry_id DESC LIMIT 1), 0) AS journal`.execute(
      db,
    );
    return rows[0] ?? { order: 0, journal: 0 };
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
      const kept = await lastKept();
      saveOrders(handle, book, kept.order, papers);
      const lots = [...book.changed.lots.values()];
      const changing = { key: ['lot_id'], columns: ['quantity', 'cost_paise'] };
      saveRows(handle, 'lots', lots, lotRow, changing);
      saveRows(handle, 'trades', trades, (trade) => tradeRow(trade, papers.runId));
      const closed = trades.flatMap((trade) =>
        trade.closings.map((closing) => ({ trade, closing })),
      );
      saveRows(handle, 'lot_closings', closed, closingRow);
      const booked = bookings.filter((one) => isTrade(one) || one.kind === 'cash');
      saveJournals(handle, booked, kept.journal);
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
