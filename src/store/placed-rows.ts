import type { ListedBar } from './candles.ts';
import { pushTo } from './market-identity.ts';
import type { MarketIdentity } from './market-identity.ts';
import { recognise } from './recognise.ts';
import type { PackedRows } from './packed-rows.ts';
import type { SessionTrades } from './session-trades.ts';

/** More than a session's file can have. */
const MOST_ROWS = 1 << 20;
/** A batch of `eod` has sixty. */
const MOST_SESSIONS = 1024;
const MOST_NUMBERS = MOST_SESSIONS * MOST_ROWS;

/** The listing that stands for another one now. */
function finalOf(market: MarketIdentity, listingId: number): number {
  let id = listingId;
  for (let next = market.moved.get(id); next !== undefined; next = market.moved.get(id)) id = next;
  return id;
}

/** Rows by their final listing, each listing's by session. */
export function inKeyOrder<Row extends { readonly listingId: number }>(
  market: MarketIdentity,
  rows: readonly Row[],
  sessionOf: (row: Row) => string,
): Row[] {
  const byListing = new Map<number, Row[]>();
  for (const row of rows) {
    const id = finalOf(market, row.listingId);
    pushTo(byListing, id, id === row.listingId ? row : { ...row, listingId: id });
  }
  return [...byListing.keys()]
    .toSorted((a, b) => a - b)
    .flatMap((id) =>
      (byListing.get(id) ?? []).toSorted((a, b) => (sessionOf(a) < sessionOf(b) ? -1 : 1)),
    );
}

/** Packed rows of several sessions, with the listings that they mean. */
export interface PlacedRows {
  /**
   * Takes the rows of one more session.
   *
   * @param rows of a later session than those before
   * @throws Error for more than 1,024 sessions: their numbers would mean other rows
   */
  add(rows: PackedRows): void;
  /** Numbers that stand for the rows, by listing and session. */
  inKeyOrder(): number[];
  readonly bar: (number: number) => ListedBar;
  readonly trades: (number: number) => SessionTrades;
}

/** Recognises the rows of sessions, and gives them back in the order of their keys. */
export function placedRows(market: MarketIdentity): PlacedRows {
  const packed: PackedRows[] = [];
  const listings: Int32Array[] = [];
  const rowAt = (number: number) => {
    const session = Math.floor(number / MOST_ROWS);
    const rows = packed[session];
    const place = number % MOST_ROWS;
    if (!rows) throw new Error(`no session ${session} was added`);
    return { rows, place, listingId: finalOf(market, listings[session]?.[place] ?? 0) };
  };
  return {
    add(rows) {
      if (packed.length === MOST_SESSIONS || rows.length > MOST_ROWS) {
        throw new Error(`expected at most ${MOST_SESSIONS} sessions at once: keep them in batches`);
      }
      const ids = new Int32Array(rows.length);
      for (let place = 0; place < rows.length; place++) {
        ids[place] = recognise(market, rows.session, rows.named(place));
      }
      packed.push(rows);
      listings.push(ids);
    },
    inKeyOrder() {
      // One number tells listing, session and place: numbers alone are sorted without a comparison of ours.
      const keys = new Float64Array(listings.reduce((sum, ids) => sum + ids.length, 0));
      let count = 0;
      for (let session = 0; session < listings.length; session++) {
        const ids = listings[session] ?? new Int32Array();
        for (let place = 0; place < ids.length; place++) {
          const row = session * MOST_ROWS + place;
          keys[count++] = finalOf(market, ids[place] ?? 0) * MOST_NUMBERS + row;
        }
      }
      return Array.from(keys.sort(), (key) => key % MOST_NUMBERS);
    },
    bar(number) {
      const { rows, place, listingId } = rowAt(number);
      return { listingId, bar: rows.bar(place) };
    },
    trades(number) {
      const { rows, place, listingId } = rowAt(number);
      const { dealt, delivered } = rows.trades(place);
      return { listingId, session: rows.session, dealt, delivered };
    },
  };
}
