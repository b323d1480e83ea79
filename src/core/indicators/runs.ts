/** Computes `out[from]` to `out[to - 1]` from the values at the same places, all of them present. */
export type Run = (values: Float64Array, from: number, to: number, out: Float64Array) => void;

/** Marks places as absent, as far as the run goes. @returns the first place that is left */
export function warmUp(out: Float64Array, from: number, first: number, to: number): number {
  const end = Math.min(first, to);
  for (let place = from; place < end; place++) out[place] = Number.NaN;
  return end;
}

/**
 * Computes a series from one that may have absent values: after each gap the computation begins anew,
 * so that one absent value does not make all later ones absent.
 *
 * @returns as long as the values, NaN where they are absent
 */
export function byRuns(values: Float64Array, run: Run): Float64Array {
  const { length } = values;
  const out = new Float64Array(length);
  let from = 0;
  while (from < length) {
    if (Number.isNaN(values[from])) {
      out[from++] = Number.NaN;
      continue;
    }
    let to = from + 1;
    while (to < length && !Number.isNaN(values[to])) to++;
    run(values, from, to, out);
    from = to;
  }
  return out;
}
