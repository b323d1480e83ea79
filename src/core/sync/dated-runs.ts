/** A value that holds from a day on, until the next one. */
export interface DatedValue<Value> {
  /** `YYYY-MM-DD`. */
  readonly from: string;
  readonly value: Value;
}

/** What to write so that the kept values tell of one more day. */
export interface DatedChanges<Value> {
  /** New or in place of the one that begins on the same day. */
  readonly put: readonly DatedValue<Value>[];
  /** Days whose value is told by the one before. */
  readonly remove: readonly string[];
}

const NOTHING = { put: [], remove: [] } as const;

/** Place of the value that holds on the day; -1 before the first. */
function placeAt<Value>(runs: readonly DatedValue<Value>[], day: string): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.from ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The value on a day; before the first one, the first. Absent: none is kept. */
export function valueOn<Value>(runs: readonly DatedValue<Value>[], day: string): Value | undefined {
  return runs[Math.max(0, placeAt(runs, day))]?.value;
}

/**
 * Takes note that the value was seen on a day, whatever the order in which days are seen: the kept
 * values are in the end those of all days seen, one for each change.
 *
 * @param runs kept values, oldest first
 * @param nextSeen the first day after it of which a value was seen; absent: none
 */
export function noteOn<Value>(
  runs: readonly DatedValue<Value>[],
  day: string,
  value: Value,
  nextSeen: () => string | undefined,
): DatedChanges<Value> {
  const place = placeAt(runs, day);
  const holding = runs[place];
  const next = runs[place + 1];
  if (!holding) {
    // The first value began before it was known to.
    return { put: [{ from: day, value }], remove: next?.value === value ? [next.from] : [] };
  }
  if (holding.value === value) return NOTHING;
  const put: DatedValue<Value>[] = [];
  const remove: string[] = [];
  const replaced = holding.from === day;
  if (replaced && runs[place - 1]?.value === value) remove.push(day);
  else put.push({ from: day, value });
  const seen = nextSeen();
  if (seen !== undefined && (!next || seen < next.from)) {
    put.push({ from: seen, value: holding.value });
  } else if (next?.value === value) {
    remove.push(next.from);
  }
  return { put, remove };
}

/** The kept values after the changes. */
export function withChanges<Value>(
  runs: readonly DatedValue<Value>[],
  { put, remove }: DatedChanges<Value>,
): DatedValue<Value>[] {
  const replaced = new Set([...remove, ...put.map(({ from }) => from)]);
  return [...runs.filter(({ from }) => !replaced.has(from)), ...put].toSorted((a, b) =>
    a.from < b.from ? -1 : 1,
  );
}

/** Whether two lists of values tell the same. */
export function sameValues<Value>(
  a: readonly DatedValue<Value>[],
  b: readonly DatedValue<Value>[],
): boolean {
  return (
    a.length === b.length &&
    a.every(({ from, value }, place) => from === b[place]?.from && value === b[place].value)
  );
}
