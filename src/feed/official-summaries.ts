import { closesAt } from '../core/calendar/calendar.ts';
import type { Calendar } from '../core/calendar/calendar.ts';
import type { AccountSummary } from '../core/exchange/account-summary.ts';
import type { LedgerDay } from '../core/exchange/ledger-totals.ts';
import { carriedCloses, rebuildSummaries } from '../core/exchange/rebuild-summaries.ts';
import type {
  AccountPast,
  Close,
  ShareFlow,
  SummarySession,
} from '../core/exchange/rebuild-summaries.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Context } from '../kit/context.ts';
import type { Books } from '../store/store.ts';
import { shareFactorsUntil } from './adjusted-series.ts';

/** Closes, oldest first, as traded of every series in which an instrument was dealt in, by the listing asked for. */
async function closesFor(
  books: Books,
  listingIds: readonly number[],
  from: SessionDate,
  to: SessionDate,
): Promise<Map<number, readonly Close[]>> {
  const listings = await books.tradedListings.of(listingIds, to);
  const factors = await shareFactorsUntil(books, to);
  const closes = new Map<number, readonly Close[]>();
  for (const { listingId, instrumentId, pricedBy, exchange } of listings) {
    const series = await books.instruments.seriesOf([instrumentId]);
    const ids = series.filter((one) => one.exchange === exchange).map((one) => one.listingId);
    const bars = await books.candles.daily(ids.length > 0 ? ids : [listingId], from, to);
    const bySession = new Map<SessionDate, Close>();
    for (const bar of bars) {
      if (bar.basis !== 'raw') continue;
      const known = bySession.has(bar.session);
      if (known && bar.listingId !== pricedBy) continue;
      bySession.set(bar.session, { session: bar.session, closePaise: bar.closePaise });
    }
    const own = [...bySession.values()];
    closes.set(listingId, carriedCloses(own, factors.get(instrumentId) ?? []));
  }
  return closes;
}

function sessionsUntil(calendar: Calendar, from: SessionDate, now: Instant): SummarySession[] {
  return calendar
    .sessions(from, calendar.dateAt(now))
    .map((day) => ({ session: day.session, close: closesAt(day) }))
    .filter(({ close }) => close <= now);
}

/** What came of it. */
export interface Rebuilt {
  readonly sessions: number;
  readonly changed: number;
}

/** What the account's past is made of, as far as the books know it. */
async function pastOf(
  books: Books,
  accountId: number,
  ledger: readonly LedgerDay[],
  last: SessionDate,
): Promise<AccountPast> {
  const trades = await books.trades.list({ accountId, to: last });
  const flows: ShareFlow[] = trades.map(({ session, listingId, side, quantity }) => ({
    session,
    listingId,
    quantity: side === 'BUY' ? quantity : -quantity,
  }));
  const listingIds = [...new Set(flows.map(({ listingId }) => listingId))];
  const first = ledger[0]?.session ?? last;
  return { accountId, ledger, flows, closes: await closesFor(books, listingIds, first, last) };
}

/**
 * Makes the official summaries of every account anew, inside the caller's transaction: only what
 * differs is written. A holding without a close of the session counts at the last one, as stale.
 */
export async function rebuild(
  books: Books,
  ctx: Pick<Context, 'step'>,
  calendar: Calendar,
  now: Instant,
): Promise<Rebuilt> {
  const ledger = await books.ledger.days();
  const first = ledger[0]?.session;
  if (first === undefined) return { sessions: 0, changed: 0 };
  const sessions = sessionsUntil(calendar, first, now);
  const last = sessions.at(-1)?.session;
  if (last === undefined) return { sessions: 0, changed: 0 };
  let changed = 0;
  for (const { accountId } of await books.accounts.all()) {
    ctx.step();
    for (const summary of rebuildSummaries(
      await pastOf(books, accountId, ledger, last),
      sessions,
    )) {
      if (await books.accountSummaries.save(summary)) changed++;
    }
  }
  return { sessions: sessions.length, changed };
}

/** A close without official prices is looked at again for so many sessions. */
const RECENT = 10;

/** Whether a kept close no longer tells what the books and the prices do. */
function outdated(
  kept: AccountSummary | undefined,
  { session, close }: SummarySession,
  cash: number,
  priced: ReadonlySet<SessionDate>,
  recent: boolean,
): boolean {
  if (!kept || kept.cashPaise !== cash) return true;
  // A rebuilt one is taken at the close itself: what was lacking then is hardly there later.
  return !kept.closes && priced.has(session) && (recent || kept.takenAt !== close);
}

/** The place of the first session whose close is to be made anew; absent: all are well. */
function firstOutdated(
  accountId: number,
  ledger: readonly LedgerDay[],
  sessions: readonly SummarySession[],
  kept: readonly AccountSummary[],
  priced: ReadonlySet<SessionDate>,
): number | undefined {
  const entries = ledger.filter((day) => day.accountId === accountId && day.ledger === 'cash');
  const summaries = new Map(kept.map((summary) => [summary.session, summary]));
  let [cash, next] = [0, 0];
  const place = sessions.findIndex((each, at) => {
    for (; (entries[next]?.session ?? '9') <= each.session; next++) {
      cash += entries[next]?.amountPaise ?? 0;
    }
    const recent = at >= sessions.length - RECENT;
    return outdated(summaries.get(each.session), each, cash, priced, recent);
  });
  return place < 0 ? undefined : place;
}

/**
 * Brings the official summaries up to date, inside the caller's transaction: those that are missing,
 * that the books contradict, or that waited for official prices, and all that follow. The rest is
 * left alone.
 *
 * @returns summaries that changed
 */
export async function freshenSummaries(
  books: Books,
  ctx: Pick<Context, 'step'>,
  calendar: Calendar,
  now: Instant,
): Promise<number> {
  const ledger = await books.ledger.days();
  const priced = new Set(await books.sessionFiles.done(calendar.exchange, 'prices'));
  let changed = 0;
  for (const { accountId } of await books.accounts.all()) {
    ctx.step();
    const first = ledger.find((day) => day.accountId === accountId)?.session;
    if (first === undefined) continue;
    const sessions = sessionsUntil(calendar, first, now);
    const last = sessions.at(-1)?.session;
    if (last === undefined) continue;
    const kept = await books.accountSummaries.official({ accountId, to: last });
    const from = firstOutdated(accountId, ledger, sessions, kept, priced);
    if (from === undefined) continue;
    // The session before is only what the first one is measured against.
    const needed = sessions.slice(Math.max(0, from - 1));
    const past = await pastOf(books, accountId, ledger, last);
    for (const summary of rebuildSummaries(past, needed).slice(from > 0 ? 1 : 0)) {
      if (await books.accountSummaries.save(summary)) changed++;
    }
  }
  return changed;
}
