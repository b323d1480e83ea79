import { totalCharges } from '../../core/charges/charges.ts';
import { closesAt } from '../../core/calendar/calendar.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { dailyPerformance } from '../../core/portfolio/account-days.ts';
import { monthlyPerformance } from '../../core/portfolio/account-months.ts';
import { tradesBySession } from '../../core/portfolio/booked-trades.ts';
import { closedTrades } from '../../core/portfolio/closed-trades.ts';
import type { BookedTrade } from '../../core/portfolio/closed-trades.ts';
import { strategyPerformance } from '../../core/portfolio/strategy-performance.ts';
import { strategiesOf } from '../../core/portfolio/strategy-tag.ts';
import { benchmarkLevels } from '../../feed/benchmark-levels.ts';
import { freshenSummaries } from '../../feed/official-summaries.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import type { AccountPerformance } from '../../store/performance.ts';
import type { Books } from '../../store/store.ts';

const EXCHANGE = 'XNSE';
const LOOK_BACK_DAYS = 31;

/** The last session that is over. Absent: none of the last weeks. */
function lastOver(calendar: Calendar, now: Instant): SessionDate | undefined {
  const today = calendar.dateAt(now);
  return calendar
    .sessions(addDays(today, -LOOK_BACK_DAYS), today)
    .findLast((day) => closesAt(day) <= now)?.session;
}

/** The session before one; the day before it where the calendar knows none. */
function sessionBefore(calendar: Calendar, session: SessionDate): SessionDate {
  const yesterday = addDays(session, -1);
  const before = calendar.sessions(addDays(session, -LOOK_BACK_DAYS), yesterday).at(-1);
  return before?.session ?? yesterday;
}

/** The account's trades with what they closed and whose they were, as they were booked. */
async function bookedTrades(
  books: Books,
  accountId: number,
  to: SessionDate,
): Promise<BookedTrade[]> {
  const strategyOf = strategiesOf(await books.orders.list({ accountId }));
  const closed = new Map<number, number>();
  for (const { tradeId, quantity } of await books.trades.closings({ accountId, to })) {
    closed.set(tradeId, (closed.get(tradeId) ?? 0) + Math.abs(quantity));
  }
  const trades = await books.trades.list({ accountId, to });
  return trades.map((trade) => ({
    tradeId: trade.tradeId,
    listingId: trade.listingId,
    session: trade.session,
    closed: closed.get(trade.tradeId) ?? 0,
    quantity: trade.quantity,
    realisedPaise: trade.realisedPaise,
    chargesPaise: totalCharges(trade.charges),
    ...(trade.orderId === undefined ? {} : { strategy: strategyOf(trade.orderId) }),
  }));
}

async function performanceUntil(
  books: Books,
  accountId: number,
  calendar: Calendar,
  benchmark: string,
  last: SessionDate,
): Promise<(AccountPerformance & { readonly start: SessionDate }) | undefined> {
  const summaries = await books.accountSummaries.official({ accountId, to: last });
  const first = summaries[0]?.session;
  if (first === undefined) return undefined;
  const start = sessionBefore(calendar, first);
  const levels = await benchmarkLevels(books, benchmark, start, last);
  const days = dailyPerformance(summaries, start, levels);
  const trades = await bookedTrades(books, accountId, last);
  const closed = closedTrades(trades);
  return {
    start,
    days,
    months: monthlyPerformance(days, tradesBySession(trades, closed)),
    strategies: strategyPerformance(trades, closed),
  };
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Reckons every account's performance up to the last session that is over at the run's moment. */
export async function ofAccounts(ctx: Context): Promise<Outcome> {
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const last = lastOver(calendar, now);
  const benchmark = ctx.settings['performance.benchmark'];
  if (last === undefined) {
    const summary = 'no session of the last weeks is over: there is nothing to reckon';
    return { status: 'noop', summary, counts: {} };
  }
  let [sessions, rows, provisional, compared] = [0, 0, 0, 0];
  let start = last;
  const { accounts, freshened } = await ctx.store.write(async (books) => {
    const freshened = await freshenSummaries(books, ctx, calendar, now);
    const accounts = await books.accounts.all();
    for (const { accountId } of accounts) {
      ctx.step();
      const done = await performanceUntil(books, accountId, calendar, benchmark, last);
      if (!done) continue;
      if (done.start < start) start = done.start;
      rows += await books.performance.save(accountId, done);
      sessions += done.days.length;
      provisional += done.days.filter(({ closes }) => !closes).length;
      compared += done.days.filter((day) => day.benchmarkReturn !== undefined).length;
    }
    return { accounts: accounts.length, freshened };
  });
  const counts = { accounts, sessions, changed: rows, summaries: freshened, provisional };
  if (sessions === 0) {
    const summary =
      accounts === 0
        ? 'there is no account: `paperjobs account create` opens one'
        : 'no account has seen the end of a session yet';
    return { status: 'noop', summary, counts };
  }
  if (compared === 0) {
    ctx.warn(
      `nothing to compare with: no level of "${benchmark}" is kept of two sessions in a row; \`paperjobs eod --from ${start}\` fetches them`,
    );
  }
  const waits =
    provisional === 0
      ? ''
      : `; ${plural(provisional, 'row')} provisional, without an official close of every holding`;
  return {
    status: rows > 0 ? 'ok' : 'noop',
    summary: `${plural(accounts, 'account')} up to ${last}, ${plural(rows, 'row')} new or changed${waits}`,
    counts,
  };
}
