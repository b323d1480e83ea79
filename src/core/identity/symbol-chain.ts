import type { SessionDate } from '../market/session-date.ts';

/** A security that goes by another symbol from a day on, as the exchange's list of changes has it. */
export interface SymbolChange {
  readonly oldSymbol: string;
  readonly newSymbol: string;
  /** First day under the new symbol. */
  readonly on: SessionDate;
}

/** Changes by the symbols that they end and begin, oldest first in each list. */
export interface SymbolHistory {
  readonly byOld: ReadonlyMap<string, readonly SymbolChange[]>;
  readonly byNew: ReadonlyMap<string, readonly SymbolChange[]>;
}

/** A symbol that one security went by. */
export interface DatedSymbol {
  readonly symbol: string;
  /** First day; absent: not known to have begun. */
  readonly from?: SessionDate;
  /** First day on which it no longer did; absent: it still does, as far as is known. */
  readonly to?: SessionDate;
}

function grouped(
  changes: readonly SymbolChange[],
  keyOf: (change: SymbolChange) => string,
): Map<string, SymbolChange[]> {
  const groups = new Map<string, SymbolChange[]>();
  for (const change of changes) {
    const known = groups.get(keyOf(change));
    if (known) known.push(change);
    else groups.set(keyOf(change), [change]);
  }
  return groups;
}

/** Sorts changes for looking up; a change from a symbol to itself says nothing and is left out. */
export function symbolHistory(changes: readonly SymbolChange[]): SymbolHistory {
  const sorted = changes
    .filter(({ oldSymbol, newSymbol }) => oldSymbol !== newSymbol)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return {
    byOld: grouped(sorted, ({ oldSymbol }) => oldSymbol),
    byNew: grouped(sorted, ({ newSymbol }) => newSymbol),
  };
}

/**
 * The change by which the bearer of the symbol on that day came to it. Whoever bore it earlier and
 * gave it up does not count: a symbol is given out again.
 */
function arrival(
  { byOld, byNew }: SymbolHistory,
  symbol: string,
  day: string,
): SymbolChange | undefined {
  const came = byNew.get(symbol)?.findLast(({ on }) => on <= day);
  const left = byOld.get(symbol)?.findLast(({ on }) => on <= day);
  // On a day on which one leaves and another comes, the day is the newcomer's.
  return came && left && left.on > came.on ? undefined : came;
}

/** The change by which that bearer gives it up; absent: never, or somebody else came to it before. */
function departure(
  { byOld, byNew }: SymbolHistory,
  symbol: string,
  day: string,
): { readonly left?: SymbolChange; readonly taken?: SessionDate } {
  const left = byOld.get(symbol)?.find(({ on }) => on > day);
  const taken = byNew.get(symbol)?.find(({ on }) => on > day)?.on;
  if (left && (taken === undefined || left.on <= taken)) return { left };
  return taken === undefined ? {} : { taken };
}

/** The day on which the last bearer before gave the symbol up. */
function freeSince({ byOld }: SymbolHistory, symbol: string, day: string): SessionDate | undefined {
  return byOld.get(symbol)?.findLast(({ on }) => on <= day)?.on;
}

/**
 * Every symbol that the bearer of a symbol on a day has gone by: chains (A to B to C) are followed
 * both ways, and a symbol that was given out again means only the bearer of that day.
 *
 * @returns oldest first, without overlaps; the symbol itself is among them, whatever the history says
 */
export function symbolChain(
  history: SymbolHistory,
  symbol: string,
  day: SessionDate,
): readonly DatedSymbol[] {
  const seen = new Set<SymbolChange>();
  const before: { symbol: string; from?: SessionDate; to: SessionDate }[] = [];
  let first = arrival(history, symbol, day);
  const own = first;
  for (let change = first; change && !seen.has(change); change = first) {
    seen.add(change);
    const { oldSymbol, on } = change;
    first = arrivalBefore(history, oldSymbol, on);
    const from = first?.on ?? freeBefore(history, oldSymbol, on);
    before.unshift({ symbol: oldSymbol, to: on, ...(from === undefined ? {} : { from }) });
  }
  const since = own?.on ?? freeSince(history, symbol, day);
  const chain: DatedSymbol[] = [...before];
  let current = symbol;
  let from = since;
  let asked: SessionDate = day;
  for (;;) {
    const { left, taken } = departure(history, current, asked);
    const to = left?.on ?? taken;
    chain.push({
      symbol: current,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    if (!left || seen.has(left)) return chain.filter(lasting);
    seen.add(left);
    current = left.newSymbol;
    from = left.on;
    asked = left.on;
  }
}

function lasting({ from, to }: DatedSymbol): boolean {
  return from === undefined || to === undefined || from < to;
}

/**
 * As `arrival`, of a bearer that gives the symbol up on that day: whoever comes to it on the same day
 * is the next one.
 */
function arrivalBefore(
  { byOld, byNew }: SymbolHistory,
  symbol: string,
  on: SessionDate,
): SymbolChange | undefined {
  const came = byNew.get(symbol)?.findLast((change) => change.on < on);
  const left = byOld.get(symbol)?.findLast((change) => change.on < on);
  return came && left && left.on > came.on ? undefined : came;
}

function freeBefore(
  { byOld }: SymbolHistory,
  symbol: string,
  on: SessionDate,
): SessionDate | undefined {
  return byOld.get(symbol)?.findLast((change) => change.on < on)?.on;
}
