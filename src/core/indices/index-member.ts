/** A row of an index's list: a security as the list names it. */
export interface IndexMember {
  readonly symbol: string;
  readonly isin: string;
  readonly company: string;
  /** The list's own word, whose vocabulary changed in 2022; absent where it gives none. */
  readonly industry?: string;
  /** NSE's series; absent where the list gives none. */
  readonly series?: string;
  /** Holds the place of a company that a demerger is to bring: never traded, left out of universes. */
  readonly dummy: boolean;
}

/** Whether a row is a place holder: `DUMMYDBRLT`, `DUM879I01012`. */
export function isDummy(symbol: string, isin: string): boolean {
  return symbol.startsWith('DUMMY') || isin.startsWith('DUM');
}

/** Pairs of the same member in two lists: by ISIN first, then by symbol; each at most once. */
export function paired<Before extends IndexMember, After extends IndexMember>(
  before: readonly Before[],
  after: readonly After[],
): Map<After, Before> {
  const pairs = new Map<After, Before>();
  const taken = new Set<Before>();
  for (const name of ['isin', 'symbol'] as const) {
    const free = new Map(
      before.filter((one) => !taken.has(one)).map((one) => [one[name], one] as const),
    );
    for (const one of after) {
      const same = pairs.has(one) ? undefined : free.get(one[name]);
      if (!same) continue;
      free.delete(one[name]);
      taken.add(same);
      pairs.set(one, same);
    }
  }
  return pairs;
}

/** What changed from one list to the next. */
export interface ListChanges {
  readonly joined: readonly IndexMember[];
  readonly left: readonly IndexMember[];
  /** The same members under another symbol or ISIN. */
  readonly renamed: readonly { readonly from: IndexMember; readonly to: IndexMember }[];
  readonly unchanged: number;
}

/**
 * Compares two lists. A member that kept its ISIN, or else its symbol, neither left nor joined: a
 * change of name keeps the ISIN, a split of the face value keeps the symbol.
 */
export function compareLists(
  before: readonly IndexMember[],
  after: readonly IndexMember[],
): ListChanges {
  const pairs = paired(before, after);
  const stayed = new Set(pairs.values());
  const renamed = [...pairs]
    .filter(([to, from]) => to.symbol !== from.symbol || to.isin !== from.isin)
    .map(([to, from]) => ({ from, to }));
  return {
    joined: after.filter((one) => !pairs.has(one)),
    left: before.filter((one) => !stayed.has(one)),
    renamed,
    unchanged: pairs.size - renamed.length,
  };
}
