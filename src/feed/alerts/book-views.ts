import { viewOfFigures } from '../../core/alerts/look.ts';
import type { InstrumentView } from '../../core/alerts/look.ts';
import type { BookSubject } from '../../core/alerts/subject.ts';
import { istDate, istTime } from '../../core/market/instant.ts';
import { lastTrading, STALE_SECONDS } from '../../core/market/quote.ts';
import type { Reading } from '../../store/store.ts';
import { livePrices } from './live-prices.ts';
import type { RuleDesk } from './rule-desk.ts';

/** What a subject stands for, by the name under which each part is looked at. */
export interface BookViews {
  readonly views: ReadonlyMap<string, InstrumentView>;
  /** What was named and is not there. */
  readonly missing?: string;
}

type Position = Awaited<ReturnType<Reading['positions']['list']>>[number];

/** Shares of one listing in all accounts together. */
function together(positions: readonly Position[]) {
  const sum = (of: (position: Position) => number): number =>
    positions.reduce((total, position) => total + of(position), 0);
  return {
    quantity: sum(({ quantity }) => quantity),
    cost: sum(({ costPaise }) => costPaise) / 100,
    realised: sum(({ realisedPaise }) => realisedPaise) / 100,
  };
}

/** What is held, at the newest prices: absent where there is no fresh one. */
async function positionViews(desk: RuleDesk): Promise<Map<string, InstrumentView>> {
  const { store, calendar, now } = desk;
  const held = new Map<number, Position[]>();
  for (const position of await store.positions.list()) {
    if (position.quantity === 0) continue;
    held.set(position.listingId, [...(held.get(position.listingId) ?? []), position]);
  }
  const session = calendar.dateAt(now);
  const listings = await store.tradedListings.of([...held.keys()], session);
  const listed = listings.map(({ listingId }) => ({ listings: [{ listingId }] }));
  const priced = await livePrices(desk, listed);
  const views = new Map<string, InstrumentView>();
  for (const { listingId, symbol } of listings) {
    const { quantity, cost, realised } = together(held.get(listingId) ?? []);
    const price = priced({ listings: [{ listingId }] });
    if ('problem' in price) {
      views.set(symbol, viewOfFigures({}, now, price.problem));
      continue;
    }
    const { last, at } = price.prices;
    const value = last * quantity;
    const figures = {
      quantity,
      price: last,
      average: quantity === 0 ? Number.NaN : cost / quantity,
      cost,
      value,
      pnl: value - cost,
      return: cost === 0 ? Number.NaN : (value - cost) / Math.abs(cost),
      realised,
    };
    views.set(symbol, viewOfFigures(figures, at));
  }
  return views;
}

/** Accounts as they were valued last: absent where that is too long ago. */
async function accountViews({
  store,
  calendar,
  now,
}: RuleDesk): Promise<Map<string, InstrumentView>> {
  const due = lastTrading(calendar, now) ?? now;
  const views = new Map<string, InstrumentView>();
  for (const { accountId, name } of await store.accounts.all()) {
    const summary = await store.accountSummaries.newest(accountId);
    if (!summary || due - summary.takenAt > STALE_SECONDS || summary.takenAt > now) {
      const when = summary ? `${istDate(summary.takenAt)} ${istTime(summary.takenAt)}` : 'never';
      const problem = `it was valued last ${when}: \`paperjobs positions\` values it`;
      views.set(name, viewOfFigures({}, now, problem));
      continue;
    }
    const before = summary.valuePaise - summary.dayPaise - summary.flowPaise;
    const figures = {
      value: summary.valuePaise / 100,
      cash: summary.cashPaise / 100,
      shares: summary.sharesPaise / 100,
      pnl: summary.unrealisedPaise / 100,
      realised: summary.realisedPaise / 100,
      day_pnl: summary.dayPaise / 100,
      day_change: before > 0 ? summary.dayPaise / before : Number.NaN,
    };
    views.set(name, viewOfFigures(figures, summary.takenAt));
  }
  return views;
}

/** Finds what subjects about books stand for now; nothing is read where there is none. */
export async function bookViews(
  desk: RuleDesk,
  subjects: readonly BookSubject[],
): Promise<(subject: BookSubject) => BookViews> {
  const none = new Map<string, InstrumentView>();
  const asked = (kind: BookSubject['kind']): boolean =>
    subjects.some((subject) => subject.kind === kind);
  const positions = asked('position') ? await positionViews(desk) : none;
  const accounts = asked('account') ? await accountViews(desk) : none;
  return (subject) => {
    const all = subject.kind === 'position' ? positions : accounts;
    const named = subject.kind === 'position' ? subject.symbol : subject.name;
    if (named === undefined) return { views: all };
    const view = all.get(named);
    return view ? { views: new Map([[named, view]]) } : { views: none, missing: named };
  };
}
