import { Failure } from '../core/failure.ts';
import { impossible } from '../core/market/bar.ts';
import type { Ohlcv, RefusedRow } from '../core/market/bar.ts';
import { paiseFromRupees } from '../core/market/money.ts';

/** Largest share of refused rows in a file of which the rest is still believed. */
const MOST_REFUSED_RATIO = 0.1;

/**
 * A bar from prices in rupees and a volume in shares, as read. Each price is rounded by itself;
 * rounding keeps the order, so a bar that was possible stays possible.
 *
 * @returns the bar, or in words why it is refused: it is never repaired
 */
export function ohlcvOf(
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
): Ohlcv | string {
  const openPaise = paiseFromRupees(open);
  const highPaise = paiseFromRupees(high);
  const lowPaise = paiseFromRupees(low);
  const closePaise = paiseFromRupees(close);
  if (openPaise === undefined) return `open ${open} is no price`;
  if (highPaise === undefined) return `high ${high} is no price`;
  if (lowPaise === undefined) return `low ${low} is no price`;
  if (closePaise === undefined) return `close ${close} is no price`;
  const bar: Ohlcv = { openPaise, highPaise, lowPaise, closePaise, volume };
  return impossible(bar) ?? bar;
}

const [MINUS, POINT, ZERO, NINE] = [45, 46, 48, 57];

/**
 * A plain decimal number as files write them; NaN for anything else, blank and `-` included. A
 * session's files hold a hundred thousand of them: a pattern would take three times as long.
 */
export function decimalOf(text: string): number {
  let [digits, points] = [0, 0];
  for (let place = text.charCodeAt(0) === MINUS ? 1 : 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code >= ZERO && code <= NINE) digits++;
    else if (code === POINT && points === 0) points++;
    else return Number.NaN;
  }
  return digits > 0 ? Number(text) : Number.NaN;
}

/**
 * Passes a file of which few rows were refused.
 *
 * @param accepted how many rows were good
 * @throws Failure `bad-data` when more than a tenth of the rows was refused, with the first reason
 */
export function requireMostlyGood(
  file: string,
  accepted: number,
  refused: readonly RefusedRow[],
): void {
  const rows = accepted + refused.length;
  const [first] = refused;
  if (!first || refused.length <= rows * MOST_REFUSED_RATIO) return;
  throw new Failure(
    'bad-data',
    `expected good rows in ${file}, found ${refused.length} of ${rows} refused; the first, ${first.row}: ${first.reason}`,
    { detail: { file, rows, refused: refused.length } },
  );
}
