import { sql } from 'kysely';
import { LEDGERS, ledgerEntries } from '../../core/exchange/booking.ts';
import type { CashChange, Fill, LedgerName } from '../../core/exchange/booking.ts';
import { runBulk } from '../bulk.ts';
import type { Cell } from '../bulk.ts';
import type { Handle } from '../handle.ts';
import { entryRow, noteOf } from './booking-rows.ts';
import type { Entered, Trade } from './booking-rows.ts';
import { saveRows } from './save-rows.ts';

/** A booking with the number that its entries have in common. */
interface Journal<Kind> {
  readonly booking: Kind;
  readonly journal: number;
}

const SHARED = [
  'journal',
  'account_id',
  'booked_at',
  'session',
  'trade_id',
  'listing_id',
  'note',
] as const;

/**
 * One row of parameters for a fill, with a column for each ledger, which SQLite makes into its
 * entries: half the work of handing every entry over.
 */
function compileFills({ db }: Handle, ledgers: readonly LedgerName[]) {
  const shared = SHARED.map((name) => sql.ref(name));
  const amounts = ledgers.map((_, place) => sql.ref(`amount_${place}`));
  const whens = amounts.map((amount, place) => sql`when ${sql.lit(place)} then ${amount}`);
  const named = ledgers.map((ledger, place) => sql`(${sql.lit(place)}, ${sql.lit(ledger)})`);
  const cells = Array.from({ length: SHARED.length + ledgers.length }, () => null);
  return sql`with booked (${sql.join([...shared, ...amounts])}) as ( values (${sql.join(cells)})),
      ledgers (place, ledger) as (VALUES ${sql.join(named)})
    insert into ledger_entries (${sql.join(shared)}, ledger, amount_paise)
    select ${sql.join(shared)}, ledger, case place ${sql.join(whens, sql` `)} end as amount
    from booked cross join ledgers where amount <> 0`.compile(db);
}

function saveFills(handle: Handle, fills: readonly Journal<Fill>[]): void {
  const entered = fills.map((one) => ({ ...one, entries: ledgerEntries(one.booking) }));
  const used = new Set(entered.flatMap(({ entries }) => entries.map(({ ledger }) => ledger)));
  const ledgers = LEDGERS.filter((ledger) => used.has(ledger));
  const places = new Map(ledgers.map((ledger, place) => [ledger, SHARED.length + place]));
  const width = SHARED.length + ledgers.length;
  const fill = (one: (typeof entered)[number], cells: Cell[], offset: number): void => {
    const { booking, journal, entries } = one;
    const { accountId, at, session, tradeId, listingId } = booking;
    const shared = [journal, accountId, at, session, tradeId, listingId, noteOf(booking)];
    let place = offset;
    for (const cell of shared) cells[place++] = cell;
    cells.fill(0, place, offset + width);
    for (const { ledger, amountPaise } of entries) {
      cells[offset + (places.get(ledger) ?? 0)] = amountPaise;
    }
  };
  const name = `trading fills ${ledgers.join(' ')}`;
  runBulk(handle.raw, name, () => compileFills(handle, ledgers), entered, width, fill);
}

function saveOthers(handle: Handle, others: readonly Journal<Trade | CashChange>[]): void {
  const entered: Entered[] = others.flatMap((one) =>
    ledgerEntries(one.booking).map((entry) => ({ ...one, entry })),
  );
  saveRows(handle, 'ledger_entries', entered, entryRow);
}

/**
 * Writes the ledger's entries of trades and cash, in their order.
 *
 * @param last the highest number of a journal that is kept
 */
export function saveJournals(
  handle: Handle,
  bookings: readonly (Trade | CashChange)[],
  last: number,
): void {
  let fills: Journal<Fill>[] = [];
  let others: Journal<Trade | CashChange>[] = [];
  const flush = (): void => {
    saveFills(handle, fills);
    saveOthers(handle, others);
    fills = [];
    others = [];
  };
  for (const [place, booking] of bookings.entries()) {
    const journal = last + place + 1;
    if (booking.kind === 'fill') {
      if (others.length > 0) flush();
      fills.push({ booking, journal });
    } else {
      if (fills.length > 0) flush();
      others.push({ booking, journal });
    }
  }
  flush();
}
