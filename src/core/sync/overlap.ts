import type { DailyBar } from '../market/bar.ts';

/** What the bars that are kept and those that came again say about each other. */
export type OverlapVerdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'same' }
  /** Prices moved by one factor: the source has adjusted its whole series anew. */
  | { readonly kind: 'moved'; readonly factor: number };

/** Closes may differ by this ratio before it counts as a move. */
const TOLERANCE = 0.002;
/** Rounding to paise alone may differ by one, which is much of a share that costs a rupee. */
const ROUNDING_PAISE = 1;

/**
 * Compares closes of sessions that are kept and came again from the same source. A source that
 * serves split-adjusted prices changes its whole history at the next split; then what is kept is on
 * another basis than what comes, and must be asked for again.
 *
 * @param kept bars of that source and basis, by session
 * @param fresh bars that came now
 */
export function compareOverlap(
  kept: ReadonlyMap<string, DailyBar>,
  fresh: readonly DailyBar[],
): OverlapVerdict {
  const ratios = fresh.flatMap((bar) => {
    const before = kept.get(bar.session);
    if (!before) return [];
    const rounding = Math.abs(bar.closePaise - before.closePaise) <= ROUNDING_PAISE;
    return [rounding ? 1 : bar.closePaise / before.closePaise];
  });
  if (ratios.length === 0) return { kind: 'none' };
  const sorted = ratios.toSorted((a, b) => a - b);
  const factor = sorted[Math.floor(sorted.length / 2)] ?? 1;
  return Math.abs(factor - 1) <= TOLERANCE ? { kind: 'same' } : { kind: 'moved', factor };
}
