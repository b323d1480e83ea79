import type { Instant } from '../market/instant.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A price by which a holding is valued. */
export interface Mark {
  readonly pricePaise: Paise;
  readonly at: Instant;
  /** Older than the session allows. */
  readonly stale: boolean;
}

/** A holding to be valued. Both numbers are negative for shares owed. */
export interface Holding {
  readonly listingId: number;
  readonly quantity: number;
  readonly costPaise: Paise;
  /** Absent: no price is known; the holding then counts at its cost, as a stale one. */
  readonly mark?: Mark;
}

/** What an account's ledger adds up to. */
export interface LedgerTotals {
  readonly cashPaise: Paise;
  /** Won by closing lots, charges apart. */
  readonly realisedPaise: Paise;
  readonly chargesPaise: Paise;
  readonly dividendsPaise: Paise;
  /** Deposits less withdrawals since the official summary before. */
  readonly flowPaise: Paise;
}

/** An account at a moment. */
export interface AccountSummary extends LedgerTotals {
  readonly accountId: number;
  readonly session: SessionDate;
  /** The one of the session's close; else one of many in its course. */
  readonly official: boolean;
  readonly takenAt: Instant;
  /** Whether every price in it is the session's official close. */
  readonly closes: boolean;
  readonly sharesPaise: Paise;
  readonly valuePaise: Paise;
  readonly unrealisedPaise: Paise;
  /** What the session has won: value less the last official one before, less deposits of the session. */
  readonly dayPaise: Paise;
  readonly positions: number;
  readonly stale: number;
}

/** Value of a holding; shares owed count against it. */
export function holdingValue({ quantity, costPaise, mark }: Holding): Paise {
  return mark ? paise(quantity * mark.pricePaise) : costPaise;
}

/** What the account is, beside the numbers. */
export type SummaryOf = Pick<
  AccountSummary,
  'accountId' | 'session' | 'official' | 'takenAt' | 'closes'
>;

/**
 * Values an account: cash and what its holdings would fetch.
 *
 * @param beforePaise value of the last official summary before the session; absent: there was none,
 *   and nothing was held
 */
export function summarise(
  of: SummaryOf,
  totals: LedgerTotals,
  holdings: readonly Holding[],
  beforePaise: Paise | undefined,
): AccountSummary {
  const open = holdings.filter(({ quantity }) => quantity !== 0);
  const shares = open.reduce((sum, holding) => sum + holdingValue(holding), 0);
  const cost = open.reduce((sum, { costPaise }) => sum + costPaise, 0);
  const value = totals.cashPaise + shares;
  return {
    ...of,
    ...totals,
    sharesPaise: paise(shares),
    valuePaise: paise(value),
    unrealisedPaise: paise(shares - cost),
    dayPaise: paise(value - (beforePaise ?? 0) - totals.flowPaise),
    positions: open.length,
    stale: open.filter(({ mark }) => mark === undefined || mark.stale).length,
  };
}
