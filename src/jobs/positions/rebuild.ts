import { closesAt } from '../../core/calendar/calendar.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { rebuildSummaries } from '../../core/exchange/rebuild-summaries.ts';
import type { Close, ShareFlow, SummarySession } from '../../core/exchange/rebuild-summaries.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import type { Books } from '../../store/store.ts';

/** Closes as traded of every series in which an instrument was dealt in, by the listing asked for. */
async function closesFor(
  books: Books,
  listingIds: readonly number[],
  from: SessionDate,
  to: SessionDate,
): Promise<Map<number, Close[]>> {
  const listings = await books.tradedListings.of(listingIds, to);
  const closes = new Map<number, Close[]>();
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
    closes.set(listingId, [...bySession.values()]);
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

/**
 * Makes the official summaries of every account anew, inside the caller's transaction: only what
 * differs is written. A holding without a close of the session counts at the last one, as stale.
 */
export async function rebuild(
  books: Books,
  ctx: Context,
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
    const trades = await books.trades.list({ accountId, to: last });
    const flows: ShareFlow[] = trades.map(({ session, listingId, side, quantity }) => ({
      session,
      listingId,
      quantity: side === 'BUY' ? quantity : -quantity,
    }));
    const listingIds = [...new Set(flows.map(({ listingId }) => listingId))];
    const closes = await closesFor(books, listingIds, first, last);
    for (const summary of rebuildSummaries({ accountId, ledger, flows, closes }, sessions)) {
      if (await books.accountSummaries.save(summary)) changed++;
    }
  }
  return { sessions: sessions.length, changed };
}
