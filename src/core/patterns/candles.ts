/** The four prices of successive bars, oldest first, all finite, in any one unit. */
export interface PriceColumns {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** What a candle's size is measured by: its body, from high to low, or both its shadows. */
type Measure = 'body' | 'range' | 'shadows';

/**
 * What counts as long, short, near, …: a share of the mean measure of the bars before. The values are
 * TA-Lib's default candle settings; two with the same numbers share a column.
 */
export interface CandleSetting {
  readonly measure: Measure;
  /** Bars in the mean. */
  readonly period: number;
  readonly factor: number;
}

export const BODY: CandleSetting = { measure: 'body', period: 10, factor: 1 };
export const DOJI: CandleSetting = { measure: 'range', period: 10, factor: 0.1 };
export const SHORT_SHADOW: CandleSetting = { measure: 'shadows', period: 10, factor: 1 };
export const NEAR: CandleSetting = { measure: 'range', period: 5, factor: 0.2 };
export const FAR: CandleSetting = { measure: 'range', period: 5, factor: 0.6 };
export const EQUAL: CandleSetting = { measure: 'range', period: 5, factor: 0.05 };

/** Bars, and what every pattern asks of them: computed once, when it is first asked for. */
export interface Candles extends PriceColumns {
  readonly length: number;
  /** Distance from open to close. */
  readonly body: Float64Array;
  /** Higher and lower of open and close. */
  readonly top: Float64Array;
  readonly bottom: Float64Array;
  /** Shadow above the body, and below it. */
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  /** From low to high. */
  readonly range: Float64Array;
  /**
   * The colours of the bar and the four before it, the bar's in the lowest bit: 1 white, when the close
   * is not below the open; 0 black.
   */
  readonly colours: Uint8Array;
  /**
   * The setting's limit at each bar, from the bars before it. It depends on `first` in its last bits
   * only, but a comparison with it can hang on those: TA-Lib runs one sum for each pattern, from that
   * pattern's first bar on.
   *
   * @param first bar at which the running sum begins; bars before `first + period` are NaN
   */
  limit(setting: CandleSetting, first: number): Float64Array;
}

/** The number at a place that is inside the column. */
export function at(column: Float64Array, place: number): number {
  return column[place] ?? Number.NaN;
}

/** Columns that are used again for the next series: many series in a row leave nothing to collect. */
export interface ColumnPool {
  /** A column of the length, with whatever was in it. */
  take(length: number): Float64Array;
  /** Takes every column back: what was made of them is used up. */
  reset(): void;
}

/** A pool that grows with what is taken of it. */
export function columnPool(): ColumnPool {
  const columns: Float64Array[] = [];
  let taken = 0;
  return {
    take(length) {
      const place = taken++;
      let column = columns[place];
      if (!column || column.length < length) {
        column = new Float64Array(length + (length >> 2));
        columns[place] = column;
      }
      return column.subarray(0, length);
    },
    reset: () => void (taken = 0),
  };
}

function shadowSums(
  { upper, lower }: Pick<Candles, 'upper' | 'lower'>,
  sums: Float64Array,
): Float64Array {
  for (let place = 0; place < sums.length; place++)
    sums[place] = at(upper, place) + at(lower, place);
  return sums;
}

/** Running means times the factor. Every addition is in TA-Lib's order, so that the last bit agrees. */
function limits(
  measure: Float64Array,
  { measure: kind, period, factor }: CandleSetting,
  first: number,
  column: Float64Array,
): Float64Array {
  column.fill(Number.NaN, 0, first + period);
  const divisor = kind === 'shadows' ? 2 : 1;
  let sum = 0;
  for (let place = first; place < first + period; place++) sum += at(measure, place);
  for (let place = first + period; place < column.length; place++) {
    column[place] = (factor * (sum / period)) / divisor;
    sum += at(measure, place) - at(measure, place - period);
  }
  return column;
}

function anatomy({ open, high, low, close }: PriceColumns, pool: ColumnPool) {
  const { length } = close;
  const [body, top, bottom] = [pool.take(length), pool.take(length), pool.take(length)];
  const [upper, lower, range] = [pool.take(length), pool.take(length), pool.take(length)];
  const colours = new Uint8Array(length);
  let history = 0;
  for (let place = 0; place < length; place++) {
    const [opened, closed] = [at(open, place), at(close, place)];
    const white = closed >= opened;
    const [higher, lesser] = white ? [closed, opened] : [opened, closed];
    history = ((history << 1) | (white ? 1 : 0)) & 31;
    colours[place] = history;
    body[place] = higher - lesser;
    top[place] = higher;
    bottom[place] = lesser;
    upper[place] = at(high, place) - higher;
    lower[place] = lesser - at(low, place);
    range[place] = at(high, place) - at(low, place);
  }
  return { body, top, bottom, upper, lower, range, colours };
}

/**
 * Looks at bars as candles.
 *
 * @param prices columns of equal length; they are not copied
 * @param pool of columns that are used again: what was made of the series before is used up
 */
export function candlesOf(prices: PriceColumns, pool = columnPool()): Candles {
  pool.reset();
  const { open, high, low, close } = prices;
  const { length } = close;
  const parts = anatomy(prices, pool);
  const known = new Map<CandleSetting, (Float64Array | undefined)[]>();
  let shadows: Float64Array | undefined;
  return {
    open,
    high,
    low,
    close,
    length,
    ...parts,
    limit(setting, first) {
      let columns = known.get(setting);
      if (!columns) known.set(setting, (columns = []));
      if (setting.measure === 'shadows') shadows ??= shadowSums(parts, pool.take(length));
      const measure = setting.measure === 'shadows' ? shadows : parts[setting.measure];
      return (columns[first] ??= limits(measure ?? parts.range, setting, first, pool.take(length)));
    },
  };
}
