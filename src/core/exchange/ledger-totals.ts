import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { LedgerTotals } from './account-summary.ts';

/** The sum of an account's entries in one ledger on one session. */
export interface LedgerDay {
  readonly accountId: number;
  readonly session: SessionDate;
  readonly ledger: string;
  /** Absent: about no listing, such as a deposit. */
  readonly listingId?: number;
  readonly amountPaise: Paise;
}

const sumOf = (days: readonly LedgerDay[], test: (day: LedgerDay) => boolean): Paise =>
  paise(days.reduce((sum, day) => (test(day) ? sum + day.amountPaise : sum), 0));

const negated = (amount: Paise): Paise => paise(0 - amount);

/**
 * What an account's ledger adds up to at the end of a session.
 *
 * @param days of any accounts and sessions
 * @param after the session of the summary before: deposits since then are the flow, also those of days
 *   without a session; absent: all of them are
 */
export function totalsAt(
  days: readonly LedgerDay[],
  accountId: number,
  session: SessionDate,
  after: SessionDate | undefined,
): LedgerTotals {
  const own = days.filter((day) => day.accountId === accountId && day.session <= session);
  const since = ({ ledger, session: on }: LedgerDay): boolean =>
    ledger === 'capital' && (after === undefined || on > after);
  return {
    cashPaise: sumOf(own, ({ ledger }) => ledger === 'cash'),
    realisedPaise: negated(sumOf(own, ({ ledger }) => ledger === 'gains')),
    chargesPaise: sumOf(own, ({ ledger }) => ledger.startsWith('charges.')),
    dividendsPaise: negated(sumOf(own, ({ ledger }) => ledger === 'dividends')),
    flowPaise: negated(sumOf(own, since)),
  };
}
