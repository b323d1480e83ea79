declare const millionthsBrand: unique symbol;

/**
 * Rupees per share in millionths of a rupee: always a whole number. Dividends and face values are
 * written with up to six decimals (`Rs 1.84755 Per Unit`), which paise cannot hold.
 */
export type Millionths = number & { readonly [millionthsBrand]: true };

const DECIMAL = /^(\d{0,9})(?:\.(\d{0,6}))?$/;

/** Takes a whole number for millionths. The caller knows that it is one. */
export function millionths(whole: number): Millionths {
  return whole as Millionths;
}

/**
 * A plain decimal number in rupees, exactly. Grouping commas are left out.
 *
 * @returns absent when the text is no such number, or has more than six decimals
 */
export function millionthsOf(text: string): Millionths | undefined {
  const match = DECIMAL.exec(text.replaceAll(',', ''));
  const [whole = '', decimals = ''] = match?.slice(1) ?? [];
  if (!match || whole + decimals === '') return undefined;
  return millionths(Number(whole) * 1_000_000 + Number(decimals.padEnd(6, '0')));
}

/** Millionths to rupees for showing: `0.3` for 300,000. */
export function rupeesOfMillionths(amount: Millionths): number {
  return amount / 1_000_000;
}
