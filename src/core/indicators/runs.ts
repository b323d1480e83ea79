import { takeColumn } from '../analysis/column-pool.ts';
import type { ColumnPool } from '../analysis/column-pool.ts';

let pool: ColumnPool | undefined;
/** What several indicators of the same bars have in common, while a pool is in use. */
let parts = new Map<string, unknown>();
let partsOf: object | undefined;

/** A column to be filled; what stands in it is whatever stood there before. */
export function column(length: number): Float64Array {
  return pool ? takeColumn(pool, length) : new Float64Array(length);
}

/**
 * Computes with columns of a pool, which spares a third of the time: making and clearing them. What
 * comes out stands until the pool is used again, so it is for those who take their values at once.
 *
 * @param work awaits nothing
 */
export function withPool<Result>(own: ColumnPool, work: () => Result): Result {
  const outer = pool;
  pool = own;
  own.next = 0;
  forgetParts();
  try {
    return work();
  } finally {
    pool = outer;
    forgetParts();
  }
}

function forgetParts(): void {
  parts = new Map();
  partsOf = undefined;
}

/**
 * A part that several indicators have in common, reckoned once for the same bars as long as a pool is
 * in use. Nobody writes into what it gives.
 *
 * @param key of the part among all parts, its parameters in it
 */
export function shared<Part>(bars: object, key: string, make: () => Part): Part {
  if (!pool) return make();
  if (partsOf !== bars) {
    parts = new Map();
    partsOf = bars;
  }
  const known = parts.get(key) as Part | undefined;
  if (known !== undefined) return known;
  const made = make();
  parts.set(key, made);
  return made;
}

/** Computes `out[from]` to `out[to - 1]` from the values at the same places, all of them present. */
export type Run = (values: Float64Array, from: number, to: number, out: Float64Array) => void;

/** Marks places as absent, as far as the run goes. @returns the first place that is left */
export function warmUp(out: Float64Array, from: number, first: number, to: number): number {
  const end = Math.min(first, to);
  for (let place = from; place < end; place++) out[place] = Number.NaN;
  return end;
}

/** The first place after `from` whose value is absent; the length where none is. */
function endOfRun(values: Float64Array, from: number): number {
  const { length } = values;
  let to = from + 1;
  // Four at a time: a sum with an absent value in it is below nothing.
  for (; to + 4 <= length; to += 4) {
    const sum =
      (values[to] as number) +
      (values[to + 1] as number) +
      (values[to + 2] as number) +
      (values[to + 3] as number);
    if (!(sum < Infinity)) break;
  }
  while (to < length && !Number.isNaN(values[to])) to++;
  return to;
}

/**
 * Computes a series from one that may have absent values: after each gap the computation begins anew,
 * so that one absent value does not make all later ones absent.
 *
 * @returns as long as the values, NaN where they are absent
 */
export function byRuns(values: Float64Array, run: Run): Float64Array {
  const { length } = values;
  const out = column(length);
  let from = 0;
  while (from < length) {
    if (Number.isNaN(values[from])) {
      out[from++] = Number.NaN;
      continue;
    }
    const to = endOfRun(values, from);
    run(values, from, to, out);
    from = to;
  }
  return out;
}
