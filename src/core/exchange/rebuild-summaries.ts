import type { Instant } from '../market/instant.ts';
import type { Paise } from '../market/money.ts';
import { paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import { summarise } from './account-summary.ts';
import type { AccountSummary, Holding, LedgerTotals } from './account-summary.ts';
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
  /** One of before in shares of an ex-date on which nothing was dealt in; absent: a close of its own. */
  readonly carried?: true;
}

/** Factors of prices by ex-date: what a split or a bonus makes of an older one. */
export interface ShareFactor {
  readonly exDate: SessionDate;
  readonly factor: number;
}

/**
 * Closes with those that an ex-date without trading makes of the last one before, oldest first: the
 * shares are others from that day on.
 */
export function carriedCloses(
  closes: readonly Close[],
  factors: readonly ShareFactor[],
): readonly Close[] {
  const own = new Set(closes.map(({ session }) => session));
  const all = [...closes];
  for (const { exDate, factor } of factors.toSorted((a, b) => (a.exDate < b.exDate ? -1 : 1))) {
    if (own.has(exDate)) continue;
    const place = all.findLastIndex(({ session }) => session <= exDate);
    const before = all[place];
    if (!before) continue;
    const closePaise = paise(Math.round(before.closePaise * factor));
    const same = before.session === exDate ? 1 : 0;
    all.splice(place + 1 - same, same, { session: exDate, closePaise, carried: true });
  }
  return all;
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

function addTo(sums: Map<number, number>, key: number, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

const inOrder = <One extends { readonly session: SessionDate }>(days: readonly One[]): One[] =>
  days.toSorted((a, b) => (a.session < b.session ? -1 : a.session > b.session ? 1 : 0));

/**
 * An account as it grows from session to session: every entry, share and close is looked at once,
 * however many sessions there are.
 */
function growing({ accountId, ledger, flows, closes }: AccountPast) {
  const own = inOrder(ledger.filter((day) => day.accountId === accountId));
  const moves = inOrder(flows);
  const costs = new Map<number, number>();
  const quantities = new Map<number, number>();
  const sums = new Map<string, number>();
  const closesSeen = new Map<number, number>();
  let [entries, moved, capitalBefore] = [0, 0, 0];

  function book({ ledger: name, listingId, amountPaise }: LedgerDay): void {
    if (name === 'shares' && listingId !== undefined) addTo(costs, listingId, amountPaise);
    const key = name.startsWith('charges.') ? 'charges' : name;
    sums.set(key, (sums.get(key) ?? 0) + amountPaise);
  }

  function lastClose(listingId: number, session: SessionDate): Close | undefined {
    const all = closes.get(listingId) ?? [];
    let seen = closesSeen.get(listingId) ?? 0;
    while ((all[seen]?.session ?? '9') <= session) seen++;
    closesSeen.set(listingId, seen);
    return all[seen - 1];
  }

  const sumOf = (name: string): number => sums.get(name) ?? 0;
  return {
    /** What the ledger adds up to at the end of the session; deposits since the session before it. */
    totalsAt(session: SessionDate): LedgerTotals {
      for (; (own[entries]?.session ?? '9') <= session; entries++) {
        const entry = own[entries];
        if (entry) book(entry);
      }
      const capital = sumOf('capital');
      const flow = capitalBefore - capital;
      capitalBefore = capital;
      return {
        cashPaise: paise(sumOf('cash')),
        realisedPaise: paise(0 - sumOf('gains')),
        chargesPaise: paise(sumOf('charges')),
        dividendsPaise: paise(0 - sumOf('dividends')),
        flowPaise: paise(flow),
      };
    },
    /** What is held then, at its last close; ask for the totals of the session first. */
    holdingsAt({ session, close }: SummarySession): Holding[] {
      for (; (moves[moved]?.session ?? '9') <= session; moved++) {
        const move = moves[moved];
        if (move) addTo(quantities, move.listingId, move.quantity);
      }
      return [...quantities].flatMap(([listingId, quantity]): Holding[] => {
        if (quantity === 0) {
          quantities.delete(listingId);
          return [];
        }
        const costPaise = paise(costs.get(listingId) ?? 0);
        const last = lastClose(listingId, session);
        const holding = { listingId, quantity, costPaise };
        if (!last) return [holding];
        const stale = last.carried === true || last.session < session;
        const mark = { pricePaise: last.closePaise, at: close, stale };
        return [{ ...holding, mark }];
      });
    },
  };
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
  const account = growing(past);
  const summaries: AccountSummary[] = [];
  for (const each of sessions) {
    if (each.session < first) continue;
    const totals = account.totalsAt(each.session);
    const holdings = account.holdingsAt(each);
    const closes = holdings.every(({ mark }) => mark !== undefined && !mark.stale);
    summaries.push(
      summarise(
        { accountId, session: each.session, official: true, takenAt: each.close, closes },
        totals,
        holdings,
        summaries.at(-1)?.valuePaise,
      ),
    );
  }
  return summaries;
}
