import { opensAt } from '../../core/calendar/calendar.ts';
import type { OpenDay } from '../../core/calendar/calendar.ts';
import { instrumentFinder } from '../../core/corporate-actions/instrument-finder.ts';
import { dueActions, exPrice } from '../../core/exchange/action-terms.ts';
import type { DueAction } from '../../core/exchange/action-terms.ts';
import type { CorporateAction } from '../../core/corporate-actions/corporate-action.ts';
import { isLive } from '../../core/exchange/order.ts';
import type { MarketEvent } from '../../core/exchange/step.ts';
import { addDays, earlierOf } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Books, Reading } from '../../store/store.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';

const JOB = 'orders';
const LOOKED = 'actions looked at';

/** The last session up to which actions have been looked for. */
export async function lookedAt({
  jobState,
}: Pick<Reading, 'jobState'>): Promise<string | undefined> {
  return jobState.get(JOB, LOOKED);
}

/** The first day from which something in the book could be entitled. */
function sinceWhen({ book }: OpenedBook, session: SessionDate): SessionDate {
  let since = session;
  for (const lots of book.lots.values()) {
    for (const lot of lots) since = earlierOf(since, lot.openedOn);
  }
  for (const order of book.orders.values()) {
    if (isLive(order)) since = earlierOf(since, order.session);
  }
  return since;
}

/** An action that came to be known after the listing was traded on its ex-date. */
function tooLate({ key, subject, terms }: DueAction): DueAction {
  // A dividend on what is still there is right whenever it comes.
  if (terms.kind === 'dividend' || terms.kind === 'none') return { key, subject, terms };
  const text = `${subject}: it became known after trades of its ex-date, nothing was changed`;
  return { key, subject, terms: { kind: 'none', text } };
}

async function eventsOfListing(
  books: Books,
  opened: OpenedBook,
  listingId: number,
  actions: readonly CorporateAction[],
  exDate: SessionDate,
  at: Instant,
): Promise<MarketEvent[]> {
  const booked = await books.tradingBooks.bookedActions(exDate);
  const onDate = actions.filter((action) => action.exDate === exDate);
  const due = dueActions(onDate, actions).filter(({ key }) => !booked.has(`${listingId}\t${key}`));
  if (due.length === 0) return [];
  const late = await books.tradingBooks.tradedSince(listingId, exDate);
  const pricedBy = opened.listings.get(listingId)?.pricedBy ?? listingId;
  const cum = await books.tradingBooks.closeBefore(pricedBy, exDate);
  const price = cum === undefined ? {} : { exPricePaise: exPrice(cum, due) };
  const events: MarketEvent[] = [];
  for (const each of late ? due.map(tooLate) : due) {
    await books.tradingBooks.noteAction(listingId, each.key, exDate, each.subject, at);
    events.push({
      kind: 'action',
      at,
      action: { listingId, exDate, at, terms: each.terms, ...price },
    });
  }
  return events;
}

/**
 * What companies do to shares that are held or ordered, up to a session: looked for once at the
 * beginning of each session, before its first price. Notes in the same transaction what is applied.
 */
export async function actionsDue(
  books: Books,
  opened: OpenedBook,
  day: OpenDay,
  now: Instant,
): Promise<MarketEvent[]> {
  const { session } = day;
  const looked = await lookedAt(books);
  if (looked !== undefined && looked >= session) return [];
  await books.jobState.set(JOB, LOOKED, session, now);
  const from = addDays(sinceWhen(opened, session), 1);
  const actions = await books.corporateActions.list({ to: session });
  const recent = actions.filter(({ exDate }) => exDate >= from);
  if (recent.length === 0) return [];
  const find = instrumentFinder(await books.securities.all());
  const byInstrument = new Map<number, CorporateAction[]>();
  for (const action of actions) {
    const id = find(action);
    if (id !== undefined) byInstrument.set(id, [...(byInstrument.get(id) ?? []), action]);
  }
  const events: MarketEvent[] = [];
  for (const { listingId, instrumentId } of opened.listings.values()) {
    const own = byInstrument.get(instrumentId) ?? [];
    const dates = new Set(own.map(({ exDate }) => exDate).filter((date) => date >= from));
    for (const exDate of [...dates].toSorted()) {
      events.push(...(await eventsOfListing(books, opened, listingId, own, exDate, opensAt(day))));
    }
  }
  return events;
}
