import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';
import { applyAction } from './apply-action.ts';
import type { Book } from './book.ts';
import type { Booking } from './booking.ts';
import { endSession, squareOff } from './clock-events.ts';
import { matchPrint } from './match.ts';
import type { ShareAction } from './share-action.ts';
import type { Print } from './touch.ts';

/** What can happen to a listing, with its moment. */
export type MarketEvent =
  | { readonly kind: 'action'; readonly at: Instant; readonly action: ShareAction }
  | {
      readonly kind: 'print';
      /** When its prices were known: the end of a bar. */
      readonly at: Instant;
      readonly listingId: number;
      readonly session: SessionDate;
      readonly print: Print;
    }
  | {
      readonly kind: 'square-off' | 'session-end';
      readonly at: Instant;
      readonly listingId: number;
      readonly session: SessionDate;
    };

/**
 * Moves the book on by one event of the market. Nothing else is looked at, so the same events in the
 * same order make the same bookings, in a paper account and in a backtest.
 *
 * @returns what is to be written down, in its order; what became of orders, lots and cash is in the
 *   book and its `changed`
 */
export function step(book: Book, event: MarketEvent): Booking[] {
  switch (event.kind) {
    case 'action':
      return applyAction(book, event.action);
    case 'print':
      return matchPrint(book, event.listingId, event.session, event.print);
    case 'square-off':
      return squareOff(book, event.listingId, event.session, event.at);
    case 'session-end':
      return endSession(book, event.listingId, event.session, event.at);
  }
}

const KIND_ORDER: readonly MarketEvent['kind'][] = ['action', 'print', 'session-end', 'square-off'];

/** Events in the order in which they are to be stepped through: by moment, listing and kind. */
export function inOrder(events: readonly MarketEvent[]): MarketEvent[] {
  const listing = (event: MarketEvent): number =>
    event.kind === 'action' ? event.action.listingId : event.listingId;
  return [...events].sort(
    (a, b) =>
      a.at - b.at ||
      KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
      listing(a) - listing(b),
  );
}
