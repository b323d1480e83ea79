import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { evaluatorOf, frameOfBars } from '../../core/expression/evaluate.ts';
import { MARKET_VOCABULARY } from '../../core/expression/market-vocabulary.ts';
import { readExpressionList } from '../../core/expression/read-list.ts';

/** What a list of expressions asks for. */
export interface Asked {
  /** The expressions' texts, which name the columns. */
  readonly names: readonly string[];
  /** Their values at some places of a series, row after row; NaN is absent. */
  readonly values: (series: DailySeries, places: readonly number[]) => Float64Array;
}

/**
 * Reads expressions separated by `;`.
 *
 * @throws Failure `usage` naming the place that cannot be read
 */
export function askedFor(list: string): Asked {
  const listed = readExpressionList(list, MARKET_VOCABULARY);
  return {
    names: listed.map(({ text }) => text),
    values(series, places) {
      const evaluator = evaluatorOf(frameOfBars(series), MARKET_VOCABULARY.functions);
      const columns = listed.map(({ expression }) => evaluator.values(expression));
      return Float64Array.from(
        places.flatMap((place) => columns.map((column) => column[place] ?? Number.NaN)),
      );
    },
  };
}
