import type { Bars, Parameter } from '../indicators/indicator.ts';

/** What an expression can call: every technical indicator is one. */
export interface ExpressionFunction {
  /** Lower case, as it is written. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** `series`: works on one series, the closes unless another is named; `bars`: on whole bars. */
  readonly input: 'series' | 'bars';
  /** Names of what it returns; the first is meant where none is named. */
  readonly outputs: readonly string[];
  /** One series per output, each as long as the bars; NaN while warming up. */
  compute(
    bars: Bars,
    parameters: readonly number[],
    series?: Float64Array,
  ): readonly Float64Array[];
}

/** The unit of a series: a `ratio` is a fraction, written with `%`. */
export type SeriesUnit = 'price' | 'ratio' | 'count' | 'number';

/** Words that an expression may use. */
export interface Vocabulary {
  /** Numeric series or columns by name, lower case. */
  readonly series: ReadonlyMap<string, SeriesUnit>;
  readonly functions: ReadonlyMap<string, ExpressionFunction>;
  /** Names that are compared with words: `index`, `sector`. */
  readonly memberships: ReadonlySet<string>;
  /** Whether a function may name the length of its bars: `rsi(14,1d)`. */
  readonly intervals: boolean;
}

/** The series of a bar. */
export const BAR_SERIES: ReadonlyMap<string, SeriesUnit> = new Map([
  ['open', 'price'],
  ['high', 'price'],
  ['low', 'price'],
  ['close', 'price'],
  ['volume', 'count'],
]);
