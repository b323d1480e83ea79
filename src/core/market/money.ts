declare const paiseBrand: unique symbol;

/** Money in Indian paise (or cents abroad): always a whole number. */
export type Paise = number & { readonly [paiseBrand]: true };

/** Takes a whole number for paise. The caller knows that it is one. */
export function paise(whole: number): Paise {
  return whole as Paise;
}

/**
 * Rupees as a source writes them, to whole paise, halves away from zero.
 * Sources that carry single-precision noise (`1213.699951171875`) come out right.
 *
 * @returns absent when the value is no finite number or too large to be exact
 */
export function paiseFromRupees(rupees: number): Paise | undefined {
  const whole = Math.sign(rupees) * Math.round(Math.abs(rupees) * 100);
  return Number.isSafeInteger(whole) ? paise(whole === 0 ? 0 : whole) : undefined;
}

/** Paise to rupees for rendering: exact to two decimals, never for reckoning. */
export function rupees(amount: Paise): number {
  return amount / 100;
}
