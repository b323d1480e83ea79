import type { PriceColumns } from '../../../src/core/patterns/candles.ts';

/** Four prices of one bar: open, high, low, close. */
export type Ohlc = readonly [number, number, number, number];

/** Bars in columns. */
export function columnsOf(bars: readonly Ohlc[]): PriceColumns {
  const column = (place: 0 | 1 | 2 | 3): Float64Array =>
    Float64Array.from(bars, (bar) => bar[place]);
  return { open: column(0), high: column(1), low: column(2), close: column(3) };
}

/**
 * Bars that have every common pattern: a walk on a grid of quarters with gaps, equal prices and bodies
 * of few sizes, drawn by the minimal standard generator, so that any program can make the same.
 */
export function walk(count: number, seed = 12_345): Ohlc[] {
  let state = seed;
  const draw = (): number => {
    state = (16_807 * state) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const quarters = (choices: number): number => Math.floor(choices * draw()) * 0.25;
  let [previous, direction] = [500, 1];
  return Array.from({ length: count }, (): Ohlc => {
    if (draw() < 0.3) direction = -direction;
    const kind = draw();
    const gap =
      kind < 0.75 ? quarters(5) - 0.5 : kind < 0.9 ? direction * quarters(9) : quarters(17) - 2;
    let open = previous + gap;
    const size = draw();
    const unit = size < 0.35 ? 0.75 : size < 0.85 ? 0.25 : 0;
    let close = open + direction * Math.floor(9 * draw()) * unit;
    const upper = draw() < 0.5 ? 0 : quarters(7);
    const lower = draw() < 0.5 ? 0 : quarters(7);
    const shift = open < 200 || close < 200 ? 400 : open > 800 || close > 800 ? -400 : 0;
    [open, close] = [open + shift, close + shift];
    previous = close;
    return [open, Math.max(open, close) + upper, Math.min(open, close) - lower, close];
  });
}
