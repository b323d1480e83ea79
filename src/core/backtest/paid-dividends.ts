import { opensAt } from '../calendar/calendar.ts';
import type { OpenDay } from '../calendar/calendar.ts';
import { factorAfter } from '../corporate-actions/adjust.ts';
import type { DatedFactor } from '../corporate-actions/adjust.ts';
import type { CorporateAction } from '../corporate-actions/corporate-action.ts';
import { millionths } from '../corporate-actions/millionths.ts';
import type { Millionths } from '../corporate-actions/millionths.ts';
import { dueActions } from '../exchange/action-terms.ts';
import type { Book } from '../exchange/book.ts';
import type { Booking } from '../exchange/booking.ts';
import { step } from '../exchange/step.ts';
import { addDays } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A dividend in shares of the series that is traded. */
export interface PaidDividend {
  readonly exDate: SessionDate;
  readonly perShare: Millionths;
}

/**
 * The dividends of a share, as a paper account is credited with them, in shares of its adjusted
 * series: what was paid on one old share is paid on all that came of it. A dividend and a split of one
 * day: it is paid on shares as they were.
 *
 * @param actions of that share, in any order
 * @param factors by which the series is adjusted
 * @returns oldest first; amounts that are not told are left out
 */
export function paidDividends(
  actions: readonly CorporateAction[],
  factors: readonly DatedFactor[],
): PaidDividend[] {
  const dates = [...new Set(actions.map(({ exDate }) => exDate))].toSorted();
  return dates.flatMap((exDate) => {
    const factor = factorAfter(factors, addDays(exDate, -1));
    const onDate = actions.filter((action) => action.exDate === exDate);
    return dueActions(onDate, actions).flatMap(({ terms }) =>
      terms.kind === 'dividend'
        ? [{ exDate, perShare: millionths(Math.round(terms.perShare * factor)) }]
        : [],
    );
  });
}

/**
 * Credits what a share pays at the beginning of a session, before its first price, to whoever had it
 * before the ex-date.
 *
 * @param since the session before, whose ex-dates are done; absent: there was none
 */
export function creditDividends(
  book: Book,
  listingId: number,
  dividends: readonly PaidDividend[],
  day: OpenDay,
  since: SessionDate | undefined,
): Booking[] {
  const at = opensAt(day);
  return dividends
    .filter(({ exDate }) => exDate <= day.session && since !== undefined && exDate > since)
    .flatMap(({ exDate, perShare }) => {
      const terms = { kind: 'dividend', perShare } as const;
      return step(book, { kind: 'action', at, action: { listingId, exDate, at, terms } });
    });
}
