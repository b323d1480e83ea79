/** Digits in groups of two or three, as India writes them: `5,53,432`, `12,941.31`; or in one piece. */
const GROUPED = /^-?(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.\d+)?$/;

/** A decimal number with or without commas between its digits; NaN for anything else, blank included. */
export function groupedNumber(text: string): number {
  return GROUPED.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
}
