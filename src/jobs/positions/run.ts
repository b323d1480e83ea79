import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { summarise } from '../../core/exchange/account-summary.ts';
import type { AccountSummary, Holding } from '../../core/exchange/account-summary.ts';
import { totalsAt } from '../../core/exchange/ledger-totals.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import { rebuild } from '../../feed/official-summaries.ts';
import { askGate } from '../../kit/gate.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { Books } from '../../store/store.ts';
import type { options } from './job.ts';
import { lossAlerts } from './loss-alerts.ts';
import type { LossLimits } from './loss-alerts.ts';
import { freshestMarks } from './marks.ts';

const EXCHANGE = 'XNSE';
const GATE = { beforeMinutes: 0, afterMinutes: 30 };
const LOOK_BACK_DAYS = 31;

/** The session that is going on or was the last to begin, and whether it is over. */
function sessionNow(calendar: Calendar, now: Instant): { session: SessionDate; over: boolean } {
  const today = calendar.dateAt(now);
  const begun = calendar
    .sessions(addDays(today, -LOOK_BACK_DAYS), today)
    .filter((day) => opensAt(day) <= now)
    .at(-1);
  return begun
    ? { session: begun.session, over: now >= closesAt(begun) }
    : { session: today, over: false };
}

function limitsOf(ctx: Context): LossLimits {
  const day = ctx.settings['trading.alert_day_loss_percent'] / 100;
  const position = ctx.settings['trading.alert_position_loss_percent'] / 100;
  return { ...(day > 0 ? { day } : {}), ...(position > 0 ? { position } : {}) };
}

/** What came of valuing. */
interface Valued {
  readonly summaries: readonly AccountSummary[];
  readonly kept: number;
  readonly marked: number;
  readonly alerts: number;
}

async function value(
  books: Books,
  ctx: Context,
  calendar: Calendar,
  now: Instant,
): Promise<Valued> {
  const { session, over } = sessionNow(calendar, now);
  const all = (await books.positions.list()).filter(({ quantity }) => quantity !== 0);
  const listingIds = [...new Set(all.map(({ listingId }) => listingId))];
  const listings = await books.tradedListings.of(listingIds, session);
  const marks = await freshestMarks(books, listings, calendar, session, now);
  const symbols = new Map(listings.map(({ listingId, symbol }) => [listingId, symbol]));
  const ledger = await books.ledger.days();
  const summaries: AccountSummary[] = [];
  let [kept, marked, alerts] = [0, 0, 0];
  for (const { listingId, accountId } of all) {
    const mark = marks.get(listingId);
    if (mark && (await books.positions.mark(accountId, listingId, mark))) marked++;
  }
  for (const account of await books.accounts.all()) {
    const { accountId, name } = account;
    const own = all.filter((position) => position.accountId === accountId);
    const holdings: Holding[] = own.map(({ listingId, quantity, costPaise }) => {
      const mark = marks.get(listingId);
      return { listingId, quantity, costPaise, ...(mark ? { mark } : {}) };
    });
    const before = await books.accountSummaries.officialBefore(accountId, session);
    const totals = totalsAt(ledger, accountId, session, before?.session);
    const closes = over && own.every(({ listingId }) => marks.get(listingId)?.official === true);
    const of = { accountId, session, official: false, takenAt: now, closes };
    const summary = summarise(of, totals, holdings, before?.valuePaise);
    summaries.push(summary);
    if (await books.accountSummaries.save(summary)) kept++;
    if (over && (await books.accountSummaries.save({ ...summary, official: true }))) kept++;
    const symbolOf = (listingId: number): string => symbols.get(listingId) ?? String(listingId);
    for (const alert of lossAlerts(name, summary, holdings, symbolOf, limitsOf(ctx))) {
      const at = ctx.wall.now();
      if (await books.notifications.queue({ ...alert, at, runId: ctx.run.id })) alerts++;
    }
  }
  return { summaries, kept, marked, alerts };
}

/** Values what accounts hold: see the declaration. */
export async function run(ctx: Context, asked: Options<typeof options>): Promise<Outcome> {
  const now = ctx.clock.now();
  const calendar = ctx.calendar(EXCHANGE);
  if (asked.rebuild) {
    const { sessions, changed } = await ctx.store.write((books) =>
      rebuild(books, ctx, calendar, now),
    );
    const summary = `${sessions} sessions made anew from the books, ${changed} summaries changed`;
    return { status: changed > 0 ? 'ok' : 'noop', summary, counts: { sessions, changed } };
  }
  const gate = askGate(GATE, calendar, now);
  if (!gate.open && !ctx.run.force) return { status: 'closed', summary: gate.why, counts: {} };
  const { summaries, kept, marked, alerts } = await ctx.store.write((books) =>
    value(books, ctx, calendar, now),
  );
  const stale = summaries.reduce((sum, one) => sum + one.stale, 0);
  if (stale > 0) {
    ctx.warn(
      `${stale} holdings are valued by a price that is out of date: see \`paperjobs quotes\``,
    );
  }
  const summary =
    summaries.length === 0
      ? 'there is no account: `paperjobs account create` opens one'
      : `${summaries.length} accounts valued, ${marked} marks and ${kept} summaries new, ${alerts} alerts`;
  const counts = { accounts: summaries.length, marked, kept, alerts, stale };
  return { status: kept + marked + alerts > 0 ? 'ok' : 'noop', summary, counts };
}
