import type { DatedFactor } from '../../core/corporate-actions/adjust.ts';
import { factorAfter } from '../../core/corporate-actions/adjust.ts';
import type { CorporateAction } from '../../core/corporate-actions/corporate-action.ts';
import type { Earnings } from '../../core/corporate-actions/earnings.ts';
import type { InstrumentFinder } from '../../core/corporate-actions/instrument-finder.ts';
import { rupeesOfMillionths } from '../../core/corporate-actions/millionths.ts';
import { istDate } from '../../core/market/instant.ts';
import { addDays, dayNumber } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { SHARE_ACTIONS } from '../../core/screen/side-facts.ts';
import type { ActionFacts, SideFacts } from '../../core/screen/side-facts.ts';
import type { Context } from '../../kit/context.ts';

const YEAR_DAYS = 365;
/** How far ahead a meeting is announced. */
const MEETING_DAYS = 120;

/** Events of instruments as they were known in sessions. */
export interface Events {
  readonly actions: (instrumentId: number, session: SessionDate) => ActionFacts;
  readonly results: (instrumentId: number, session: SessionDate) => SideFacts['results'];
}

function grouped<Row extends { readonly symbol: string; readonly isin?: string }>(
  rows: readonly Row[],
  find: InstrumentFinder,
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const id = find(row);
    if (id === undefined) continue;
    const known = groups.get(id);
    if (known) known.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}

function actionFacts(
  actions: readonly CorporateAction[],
  factors: readonly DatedFactor[],
  session: SessionDate,
  known: SessionDate,
): ActionFacts {
  const since = addDays(session, -YEAR_DAYS);
  const year = actions.filter(({ exDate }) => exDate > since && exDate <= session);
  const next = actions.find(({ exDate }) => exDate > session);
  const dividends = year.filter(({ kind, amount }) => kind === 'dividend' && amount !== undefined);
  return {
    // When an action became known is not kept: of a past session nothing that came later is told.
    ...(next && session === known
      ? { nextInDays: dayNumber(next.exDate) - dayNumber(session) }
      : {}),
    dividendYear: dividends.reduce(
      (sum, { amount, exDate }) =>
        // As accounts are credited: of a split on the same day it is paid on shares as they were.
        sum +
        (amount === undefined
          ? 0
          : rupeesOfMillionths(amount) * factorAfter(factors, addDays(exDate, -1))),
      0,
    ),
    sharesChanged: new Set(
      year.filter(({ kind }) => SHARE_ACTIONS.has(kind)).map(({ exDate, kind }) => exDate + kind),
    ).size,
  };
}

function resultDays(meetings: readonly Earnings[], session: SessionDate): SideFacts['results'] {
  const day = dayNumber(session);
  const next = meetings.find(
    ({ date, announcedAt }) =>
      date >= session && announcedAt !== undefined && istDate(announcedAt) <= session,
  );
  const last = meetings.findLast(({ date }) => date < session);
  return {
    ...(next ? { next: dayNumber(next.date) - day } : {}),
    ...(last ? { last: day - dayNumber(last.date) } : {}),
  };
}

/**
 * Corporate actions and days of results around a range of sessions.
 *
 * @param known the newest session: what comes after it was known in it only
 */
export async function eventsOf(
  { store }: Pick<Context, 'store'>,
  find: InstrumentFinder,
  factors: ReadonlyMap<number, readonly DatedFactor[]>,
  {
    from,
    to,
    known,
  }: { readonly from: SessionDate; readonly to: SessionDate; readonly known: SessionDate },
): Promise<Events> {
  const [since, until] = [addDays(from, -YEAR_DAYS), addDays(to, MEETING_DAYS)];
  const actions = grouped(await store.corporateActions.list({ from: since, to: until }), find);
  const meetings = grouped(await store.earningsCalendar.list({ from: since, to: until }), find);
  return {
    actions: (id, session) =>
      actionFacts(actions.get(id) ?? [], factors.get(id) ?? [], session, known),
    results: (id, session) => resultDays(meetings.get(id) ?? [], session),
  };
}
