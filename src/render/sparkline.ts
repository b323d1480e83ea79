const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * A row of figures as one line of bars.
 *
 * @param values oldest first; NaN is a blank
 * @param low, high the ends of the scale; what lies outside stands at its end
 */
export function sparkline(values: readonly number[], low: number, high: number): string {
  return values
    .map((value) => {
      if (Number.isNaN(value)) return ' ';
      const share = high > low ? (value - low) / (high - low) : 0.5;
      const place = Math.min(BARS.length - 1, Math.max(0, Math.floor(share * BARS.length)));
      return BARS[place] ?? ' ';
    })
    .join('');
}
