import { actionKey } from './corporate-action.ts';
import type { ActionExchange, CorporateAction } from './corporate-action.ts';
import { sameCompany } from './same-company.ts';

/** What a window's new answers change in what is kept. */
export interface ActionChanges {
  /** New or changed rows, in the order of their keys. */
  readonly save: readonly CorporateAction[];
  /** Rows that nobody tells of any more. */
  readonly remove: readonly CorporateAction[];
  /** Of the saved ones, those that were not there before. */
  readonly added: number;
}

const sameTerms = (a: unknown, b: unknown): boolean =>
  a === undefined || b === undefined || JSON.stringify(a) === JSON.stringify(b);

/** Whether two exchanges' words can mean one action; terms that one of them leaves out do not part them. */
function sameAction(a: CorporateAction, b: CorporateAction): boolean {
  return (
    a.kind === b.kind &&
    a.exDate === b.exDate &&
    sameTerms(a.amount, b.amount) &&
    sameTerms(a.ratio, b.ratio) &&
    sameTerms(a.fromFaceValue, b.fromFaceValue) &&
    sameTerms(a.toFaceValue, b.toFaceValue) &&
    (a.security === b.security || sameCompany(a, b))
  );
}

function without(action: CorporateAction, exchange: ActionExchange): CorporateAction | undefined {
  const { nseSymbol, bseCode, bseSubject, ...rest } = action;
  if (exchange === 'bse') return nseSymbol === undefined ? undefined : { ...rest, nseSymbol };
  if (bseCode === undefined) return undefined;
  return {
    ...rest,
    subject: bseSubject ?? rest.subject,
    bseCode,
    ...(bseSubject ? { bseSubject } : {}),
  };
}

/** What BSE calls it, on top of NSE's row. */
function withBse(
  action: CorporateAction,
  { bseCode, bseSubject }: CorporateAction,
): CorporateAction {
  return {
    ...action,
    ...(bseCode === undefined ? {} : { bseCode }),
    ...(bseSubject === undefined ? {} : { bseSubject }),
  };
}

const fingerprint = (action: CorporateAction): string =>
  JSON.stringify(Object.entries(action).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Rows by ex-date and kind, each list in the order of its keys: which one fits never hangs on luck. */
function byDayAndKind(rows: readonly CorporateAction[]): Map<string, CorporateAction[]> {
  const index = new Map<string, CorporateAction[]>();
  for (const row of rows.toSorted((a, b) => (actionKey(a) < actionKey(b) ? -1 : 1))) {
    const place = `${row.exDate} ${row.kind}`;
    const known = index.get(place);
    if (known) known.push(row);
    else index.set(place, [row]);
  }
  return index;
}

/** NSE's rows stand for themselves; a row that only BSE told of is taken into the first that fits. */
function takeNse(rows: Map<string, CorporateAction>, fetched: readonly CorporateAction[]): void {
  const alone = byDayAndKind([...rows.values()].filter((row) => row.nseSymbol === undefined));
  for (const action of fetched) {
    const kept = rows.get(actionKey(action));
    const candidates = alone.get(`${action.exDate} ${action.kind}`) ?? [];
    const place = candidates.findIndex((row) => sameAction(row, action));
    const [lone] = place < 0 ? [] : candidates.splice(place, 1);
    if (lone) rows.delete(actionKey(lone));
    rows.set(actionKey(action), withBse(withBse(action, lone ?? action), kept ?? action));
  }
}

/** BSE's rows are hung on NSE's, each on one; what fits none is a row of its own. */
function takeBse(rows: Map<string, CorporateAction>, fetched: readonly CorporateAction[]): void {
  const free = byDayAndKind([...rows.values()].filter((row) => row.nseSymbol !== undefined));
  for (const action of fetched) {
    const candidates = free.get(`${action.exDate} ${action.kind}`) ?? [];
    const place = candidates.findIndex((row) => sameAction(row, action));
    const [fit] = place < 0 ? [] : candidates.splice(place, 1);
    const row = fit ? withBse(fit, action) : action;
    rows.set(actionKey(row), row);
  }
}

/**
 * Joins one exchange's answer for a window with what is kept of it. The exchanges rewrite their
 * lists: where the answer is whole, what it no longer tells is taken from that exchange's rows, and
 * what the other exchange told stays.
 *
 * @param kept every kept row of the window, or of the securities asked for in it
 * @param whole whether the answer tells all of the window; else rows are only added to
 * @returns every row of the window as it is afterwards
 */
export function mergeActions(
  kept: readonly CorporateAction[],
  exchange: ActionExchange,
  fetched: readonly CorporateAction[],
  whole: boolean,
): CorporateAction[] {
  const rows = new Map<string, CorporateAction>();
  const told = new Set(fetched.map(actionKey));
  for (const action of kept) {
    const stays = !whole || (exchange === 'nse' && told.has(actionKey(action)));
    const left = stays ? action : without(action, exchange);
    if (left) rows.set(actionKey(left), left);
  }
  if (exchange === 'nse') takeNse(rows, fetched);
  else takeBse(rows, fetched);
  return [...rows.values()];
}

/** What is to be written so that one state of a window becomes the other. */
export function changesBetween(
  before: readonly CorporateAction[],
  after: readonly CorporateAction[],
): ActionChanges {
  const [old, now] = [before, after].map(
    (rows) => new Map(rows.map((action) => [actionKey(action), action])),
  );
  const save = after
    .filter((action) => {
      const kept = old?.get(actionKey(action));
      return !kept || fingerprint(kept) !== fingerprint(action);
    })
    .toSorted((a, b) => (actionKey(a) < actionKey(b) ? -1 : 1));
  return {
    save,
    remove: before.filter((action) => !now?.has(actionKey(action))),
    added: save.filter((action) => !old?.has(actionKey(action))).length,
  };
}
