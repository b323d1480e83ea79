/** What fractions in binary lose: 29 % of 100 comes out as 28.999…. */
const LOST = 1e-12;

/**
 * Whole shares in a number of shares that was reckoned from parts and prices, whatever a fraction in
 * binary has lost of it.
 */
export function wholeShares(exact: number): number {
  return Math.floor(exact * (1 + LOST));
}
