/** Factors nearer to 1 than this are lost among usual overnight moves. */
const CLEAR_FACTOR = 0.85;

/**
 * Whether a series that its source calls split-adjusted has a split or bonus in it already: the
 * price did not move with it on the ex-date. Sources leave some out, and those that were asked
 * before the ex-date know nothing of it. Where the factor is too small to be seen, the source is
 * believed, and a person who entered the factor.
 *
 * @param open first one on or after the ex-date, in the series
 * @param close last one before it, in the series, in the same unit
 * @param factor of the split or bonus, or one that was entered by hand
 */
export function alreadyIn(open: number, close: number, factor: number, byHand = false): boolean {
  if (factor > CLEAR_FACTOR && factor < 1 / CLEAR_FACTOR) return !byHand;
  const move = Math.log(open / close);
  return Math.abs(move) <= Math.abs(move - Math.log(factor));
}
