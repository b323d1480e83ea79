import { sql } from 'kysely';
import { PLANS } from '../../core/charges/brokerage.ts';
import { openBook } from '../../core/exchange/book.ts';
import type { Book, FillRules } from '../../core/exchange/book.ts';
import type { Lot } from '../../core/exchange/lot.ts';
import type { Order } from '../../core/exchange/order.ts';
import { bookListing } from '../../core/exchange/traded-listing.ts';
import type { TradedListing } from '../../core/exchange/traded-listing.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Handle } from '../handle.ts';
import { readAccounts } from './accounts.ts';
import { readOrders } from './orders.ts';
import { readTradedListings } from './traded-listings.ts';

/** The books of accounts as they stand, with what is known of their listings. */
export interface OpenedBook {
  readonly book: Book;
  readonly listings: ReadonlyMap<number, TradedListing>;
}

/** What a book is opened for. */
export interface BookWish {
  readonly rules: FillRules;
  /** The day whose ticks and limits hold. */
  readonly session: SessionDate;
  /** The session whose close its limits are reckoned from; absent: the last close that is kept. */
  readonly closeOf?: SessionDate;
  /** Only the books of this account; absent: all. */
  readonly accountId?: number;
  /** Listings that are to be in it although nobody has an order or a share in them. */
  readonly listingIds?: readonly number[];
}

/** Spelled out, not bound: only so does SQLite see that indexes of what is not zero serve. */
const ZERO = sql.lit(0);

/** Reading of the books of accounts. */
export function readBooks(handle: Handle) {
  const { db } = handle;

  async function openLots(accountId: number | undefined): Promise<Lot[]> {
    let query = db
      .selectFrom('lots')
      .selectAll()
      .where('quantity', '<>', ZERO)
      .orderBy('account_id')
      .orderBy('listing_id')
      .orderBy('opened_on')
      .orderBy('lot_id');
    if (accountId !== undefined) query = query.where('account_id', '=', accountId);
    return (await query.execute()).map((row) => ({
      lotId: row.lot_id,
      accountId: row.account_id,
      listingId: row.listing_id,
      product: row.product as Lot['product'],
      quantity: row.quantity,
      costPaise: paise(row.cost_paise),
      openedAt: instant(row.opened_at),
      openedOn: sessionDate(row.opened_on),
    }));
  }

  async function nextNumbers() {
    const { rows } = await sql<{ orders: number; trades: number; lots: number }>`
      SELECT (SELECT ifnull(max(order_id), 0) + 1 FROM orders) AS orders,
        (SELECT ifnull(max(trade_id), 0) + 1 FROM trades) AS trades,
        (SELECT ifnull(max(lot_id), 0) + 1 FROM lots) AS lots`.execute(db);
    const [row] = rows;
    return {
      nextOrderId: row?.orders ?? 1,
      nextTradeId: row?.trades ?? 1,
      nextLotId: row?.lots ?? 1,
    };
  }

  /** Account, listing and session of sales whose depository fee is paid, from a session on. */
  async function depositoryPaid(since: SessionDate): Promise<string[]> {
    const rows = await db
      .selectFrom('trades')
      .select(['account_id', 'listing_id', 'session'])
      .where('dp_paise', '>', ZERO)
      .where('session', '>=', since)
      .execute();
    return rows.map((row) => `${row.account_id}:${row.listing_id}:${row.session}`);
  }

  return {
    /** Live orders, lots with shares in them, and cash, as of this transaction. */
    async open({
      rules,
      session,
      closeOf,
      accountId,
      listingIds = [],
    }: BookWish): Promise<OpenedBook> {
      const accounts = (await readAccounts(handle).all()).filter(
        (account) => accountId === undefined || account.accountId === accountId,
      );
      const orders: readonly Order[] = await readOrders(handle).list({
        states: ['waiting', 'open'],
        ...(accountId === undefined ? {} : { accountId }),
      });
      const lots = await openLots(accountId);
      const used = new Set([
        ...listingIds,
        ...orders.map((order) => order.listingId),
        ...lots.map((lot) => lot.listingId),
      ]);
      const traded = await readTradedListings(handle).of([...used], session);
      const first = orders.reduce<SessionDate>(
        (least, order) => (order.session < least ? order.session : least),
        session,
      );
      const book = openBook({
        rules,
        accounts: accounts.map((account) => ({ ...account, plan: PLANS[account.plan] })),
        listings: traded.map((listing) => bookListing(listing, session, closeOf)),
        orders,
        lots,
        depositoryPaid: await depositoryPaid(first),
        ...(await nextNumbers()),
      });
      return { book, listings: new Map(traded.map((listing) => [listing.listingId, listing])) };
    },
    /** Up to when prices of listings have been matched; those never matched are left out. */
    async cursors(): Promise<Map<number, Instant>> {
      const rows = await db.selectFrom('match_cursors').selectAll().execute();
      return new Map(rows.map((row) => [row.listing_id, instant(row.matched_to)]));
    },
    /** Actions that have been applied, as listing and action. */
    async bookedActions(since: SessionDate): Promise<Set<string>> {
      const rows = await db
        .selectFrom('booked_actions')
        .select(['listing_id', 'action'])
        .where('ex_date', '>=', since)
        .execute();
      return new Set(rows.map((row) => `${row.listing_id}\t${row.action}`));
    },
    /**
     * The first moment whose prices may still have to be matched: where the listing of a live order
     * or of an intraday position stands. Absent: there is none.
     */
    async firstUnmatched(): Promise<Instant | undefined> {
      const { rows } = await sql<{ first: number | null }>`
        SELECT min(first) AS first FROM (
          SELECT min(max(o.since, ifnull(c.matched_to, 0))) AS first FROM orders o
            LEFT JOIN match_cursors c USING (listing_id) WHERE o.state IN ('waiting', 'open')
          UNION ALL
          SELECT min(max(l.opened_at, ifnull(c.matched_to, 0))) FROM lots l
            LEFT JOIN match_cursors c USING (listing_id)
            WHERE l.quantity <> 0 AND l.product = 'MIS')`.execute(db);
      const first = rows[0]?.first ?? null;
      return first === null ? undefined : instant(first);
    },
    /** Whether any account holds or owes a share. */
    async anythingHeld(): Promise<boolean> {
      const row = await db
        .selectFrom('lots')
        .select('lot_id')
        .where('quantity', '<>', ZERO)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** The last close as traded before a session. Absent: none is kept. */
    async closeBefore(listingId: number, session: SessionDate): Promise<Paise | undefined> {
      const row = await db
        .selectFrom('candles_1d')
        .select('close_paise')
        .where('listing_id', '=', listingId)
        .where('basis', '=', 0)
        .where('session', '<', session)
        .orderBy('session', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? paise(row.close_paise) : undefined;
    },
    /** Whether somebody has traded in the listing on that session or later. */
    async tradedSince(listingId: number, session: SessionDate): Promise<boolean> {
      const row = await db
        .selectFrom('trades')
        .select('trade_id')
        .where('listing_id', '=', listingId)
        .where('session', '>=', session)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
