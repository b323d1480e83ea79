/** Sessions in a year, as empyrical-reloaded, RiskMetrics and most desks reckon. */
export const SESSIONS_A_YEAR = 252;

/** Arithmetic mean. @returns absent for an empty series */
export function mean(values: Float64Array): number | undefined {
  if (values.length === 0) return undefined;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/**
 * Sample standard deviation (divisor n − 1), by the two-pass formula with Kahan-like correction of
 * the mean (Chan, Golub, LeVeque 1983).
 *
 * @returns absent for fewer than two values; zero when all are equal
 */
export function sampleDeviation(values: Float64Array): number | undefined {
  const centre = mean(values);
  if (centre === undefined || values.length < 2) return undefined;
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    squares += (value - centre) ** 2;
    rest += value - centre;
  }
  return Math.sqrt(Math.max(0, squares - rest ** 2 / values.length) / (values.length - 1));
}

/**
 * The quotient, absent where it says nothing: a missing part, or a divisor that is zero but for
 * rounding (a constant series has a deviation of about 1e-18, not 0).
 */
export function ratio(top: number | undefined, bottom: number | undefined): number | undefined {
  if (top === undefined || bottom === undefined || Math.abs(bottom) < 1e-15) return undefined;
  const quotient = top / bottom;
  return Number.isFinite(quotient) ? quotient : undefined;
}

/** The series with one number taken off each value. */
export function less(values: Float64Array, amount: number): Float64Array {
  return amount === 0 ? values : values.map((value) => value - amount);
}
