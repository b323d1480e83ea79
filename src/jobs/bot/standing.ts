import type { BotPlan } from '../../core/bot/bot-plan.ts';
import type { BotStanding } from '../../core/bot/look.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { listingOf, liveOrders, lotsOf } from '../../core/exchange/book.ts';
import { exposureOf } from '../../core/exchange/exposure.ts';
import type { ExposureFacts } from '../../core/exchange/exposure.ts';
import { freeCash } from '../../core/exchange/funds.ts';
import { totalsAt } from '../../core/exchange/ledger-totals.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Books } from '../../store/store.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';

/** What of an account's past a bot's limits are about. */
export interface AccountPast {
  /** Value with which the session began, and money that came since. */
  readonly basePaise: number;
  /** The session of the last sale, by listing. */
  readonly soldOn: ReadonlyMap<number, SessionDate>;
}

/** Reads it inside the transaction that decides. */
export async function accountPast(
  books: Books,
  accountId: number,
  session: SessionDate,
): Promise<AccountPast> {
  const before = await books.accountSummaries.officialBefore(accountId, session);
  const totals = totalsAt(await books.ledger.days(), accountId, session, before?.session);
  const soldOn = new Map<number, SessionDate>();
  for (const { listingId, closedOn } of await books.trades.closings({ accountId })) {
    soldOn.set(listingId, closedOn);
  }
  return { basePaise: (before?.valuePaise ?? 0) + totals.flowPaise, soldOn };
}

/** How the account stands towards a listing, by its opened books. */
export function standingOf(
  { book }: OpenedBook,
  accountId: number,
  listingId: number,
  plan: Pick<BotPlan, 'product'>,
  facts: ExposureFacts,
  past: AccountPast,
  { calendar, session }: { readonly calendar: Calendar; readonly session: SessionDate },
): BotStanding {
  const lots = lotsOf(book, accountId, listingId, plan.product);
  const held = lots.reduce((sum, lot) => sum + lot.quantity, 0);
  const openedOn = lots
    .map((lot) => lot.openedOn)
    .toSorted()
    .at(0);
  const live = liveOrders(book, listingId, accountId);
  const stop = live.find(({ role, state, triggered }) => {
    return role === 'stop' && state === 'open' && !triggered;
  });
  const sector = facts.sectors.get(listingId);
  const exposure = exposureOf(book, accountId, facts);
  const { basePaise, soldOn } = past;
  const sold = soldOn.get(listingId);
  return {
    held,
    ...(openedOn === undefined ? {} : { openedOn }),
    buying: live.some(({ side, intent }) => side === 'BUY' && intent === 'open'),
    selling: live.some(({ intent, role }) => {
      return intent === 'close' && (role === 'plain' || role === 'square-off');
    }),
    ...(stop?.triggerPaise === undefined
      ? {}
      : { stop: { orderId: stop.orderId, triggerPaise: stop.triggerPaise } }),
    exposure,
    ...(sector === undefined ? {} : { sector }),
    freePaise: freeCash(book, accountId),
    dayLoss: basePaise > 0 ? (basePaise - exposure.valuePaise) / basePaise : 0,
    ...(sold === undefined
      ? {}
      : { sessionsSinceSale: calendar.sessions(sold, session).length - 1 }),
    tickPaise: listingOf(book, listingId).tickPaise,
  };
}
