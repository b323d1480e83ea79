/**
 * Prices and volumes of one instrument in columns of the same length, oldest first: prices in one
 * unit, whichever it is, volume in shares. NaN is absent.
 */
export interface Bars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** A number that an indicator is told. */
export interface Parameter {
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max?: number;
  readonly integer: boolean;
}

/** What an indicator is: expressions, columns and docs are made from it. */
export interface Indicator {
  /** Lower case, as expressions write it. */
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** `series`: works on any one series, on closes unless told; `bars`: needs prices and volumes. */
  readonly input: 'series' | 'bars';
  /** Names of what comes out; the first is meant where none is named. */
  readonly outputs: readonly string[];
  /** In words and symbols that a person can check by hand. */
  readonly formula: string;
  /** Who defined it, or whose definition is followed. */
  readonly source: string;
  /**
   * The first bar without which the values from a place on would not be the same to the last digit,
   * below zero for none; absent: all bars are needed, be it for the rounding of a sum.
   */
  firstNeeded?(parameters: readonly number[], from: number): number;
  /**
   * @param parameters in the order of the declaration, within its bounds
   * @param series what a `series` indicator works on; the closes unless given
   * @returns one series for each output, as long as the bars; NaN while warming up
   */
  compute(
    bars: Bars,
    parameters: readonly number[],
    series?: Float64Array,
  ): readonly Float64Array[];
}

/** More bars than any series has: what a longer period would come to is absent everywhere. */
const LONGEST_PERIOD = 100_000;

/** A count of bars. */
export function period(usual: number, name = 'period', min = 1): Parameter {
  return { name, default: usual, min, max: LONGEST_PERIOD, integer: true };
}

/** A positive number that need not be whole. */
export function amount(name: string, usual: number, min = 0, max?: number): Parameter {
  const bounds = max === undefined ? { min } : { min, max };
  return { name, default: usual, ...bounds, integer: false };
}

/** Whose C library decides where it has the function. */
export const TA_LIB = 'TA-Lib';
