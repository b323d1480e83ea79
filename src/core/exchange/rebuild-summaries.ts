import type { Instant } from '../market/instant.ts';
import type { Paise } from '../market/money.ts';
import { paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import { summarise } from './account-summary.ts';
import type { AccountSummary, Holding } from './account-summary.ts';
import { totalsAt } from './ledger-totals.ts';
import type { LedgerDay } from './ledger-totals.ts';

/** Shares that came (above zero) or went on a session. */
export interface ShareFlow {
  readonly session: SessionDate;
  readonly listingId: number;
  readonly quantity: number;
}

/** An official close. */
export interface Close {
  readonly session: SessionDate;
  readonly closePaise: Paise;
}

/** A session to summarise, and its end. */
export interface SummarySession {
  readonly session: SessionDate;
  readonly close: Instant;
}

/** What an account's past is made of. */
export interface AccountPast {
  readonly accountId: number;
  readonly ledger: readonly LedgerDay[];
  readonly flows: readonly ShareFlow[];
  /** Closes as traded by listing, oldest first. */
  readonly closes: ReadonlyMap<number, readonly Close[]>;
}

function holdingsAt(
  { accountId, ledger, flows, closes }: AccountPast,
  at: SummarySession,
): Holding[] {
  const { session, close } = at;
  const quantities = new Map<number, number>();
  for (const flow of flows) {
    if (flow.session > session) continue;
    quantities.set(flow.listingId, (quantities.get(flow.listingId) ?? 0) + flow.quantity);
  }
  return [...quantities].flatMap(([listingId, quantity]): Holding[] => {
    if (quantity === 0) return [];
    const cost = ledger.reduce(
      (sum, day) =>
        day.accountId === accountId &&
        day.ledger === 'shares' &&
        day.listingId === listingId &&
        day.session <= session
          ? sum + day.amountPaise
          : sum,
      0,
    );
    const last = closes.get(listingId)?.findLast((one) => one.session <= session);
    const holding = { listingId, quantity, costPaise: paise(cost) };
    if (!last) return [holding];
    const mark = { pricePaise: last.closePaise, at: close, stale: last.session < session };
    return [{ ...holding, mark }];
  });
}

/**
 * The official summary of each session from ledger, trades and closes alone, oldest first: what the
 * account was, whatever was noted then.
 *
 * @param sessions that are over, oldest first; those before the account's first entry are left out
 */
export function rebuildSummaries(
  past: AccountPast,
  sessions: readonly SummarySession[],
): AccountSummary[] {
  const { accountId, ledger } = past;
  const first = ledger.find((day) => day.accountId === accountId)?.session;
  if (first === undefined) return [];
  const summaries: AccountSummary[] = [];
  for (const each of sessions) {
    if (each.session < first) continue;
    const holdings = holdingsAt(past, each);
    const closes = holdings.every(({ mark }) => mark !== undefined && !mark.stale);
    summaries.push(
      summarise(
        { accountId, session: each.session, official: true, takenAt: each.close, closes },
        totalsAt(ledger, accountId, each.session, summaries.at(-1)?.session),
        holdings,
        summaries.at(-1)?.valuePaise,
      ),
    );
  }
  return summaries;
}
