import type { ListedBar } from './candles.ts';
import { pushTo } from './market-identity.ts';
import type { MarketIdentity } from './market-identity.ts';
import { recognise } from './recognise.ts';
import type { PackedRows } from './packed-rows.ts';
import type { SessionTrades } from './session-trades.ts';

/** More than a session's file can have. */
const MOST_ROWS = 1 << 20;

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
  /** Takes the rows of one more session. @param rows of a later session than those before */
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
      const ids = new Int32Array(rows.length);
      for (let place = 0; place < rows.length; place++) {
        ids[place] = recognise(market, rows.session, rows.named(place));
      }
      packed.push(rows);
      listings.push(ids);
    },
    inKeyOrder() {
      const numbers = new Map<number, number[]>();
      for (const [session, ids] of listings.entries()) {
        for (const [place, id] of ids.entries()) {
          pushTo(numbers, finalOf(market, id), session * MOST_ROWS + place);
        }
      }
      return [...numbers.keys()]
        .toSorted((a, b) => a - b)
        .flatMap((listingId) => numbers.get(listingId) ?? []);
    },
    bar(number) {
      const { rows, place, listingId } = rowAt(number);
      return { listingId, bar: rows.bar(place) };
    },
    trades(number) {
      const { rows, place, listingId } = rowAt(number);
      return { listingId, session: rows.session, ...rows.trades(place) };
    },
  };
}
