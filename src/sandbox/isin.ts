/**
 * Completes eleven characters to an ISIN: letters become two digits (A = 10 … Z = 35), then the
 * Luhn sum decides the twelfth.
 *
 * @param stem eleven capital letters and digits
 * @see ISO 6166, annex on the check digit
 */
export function isinFrom(stem: string): string {
  const digits = stem
    .split('')
    .flatMap((letter) => String(Number.parseInt(letter, 36)).split('').map(Number));
  const sum = digits.toReversed().reduce((total, digit, place) => {
    const weighed = place % 2 === 0 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return `${stem}${(10 - (sum % 10)) % 10}`;
}
