import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { evaluatorOf, frameOfBars } from '../../core/expression/evaluate.ts';
import { MARKET_VOCABULARY } from '../../core/expression/market-vocabulary.ts';
import { readExpressionList } from '../../core/expression/read-list.ts';
import { INDICATOR_COLUMNS, indicatorColumns } from '../../core/indicators/columns.ts';

/** What is computed of a series: names of columns, and their values over all its bars. */
export interface Figures {
  readonly names: readonly string[];
  /**
   * One column for each name, as long as the series; NaN is absent.
   *
   * @param from first place that is looked at
   */
  of(series: DailySeries, from: number): readonly Float64Array[];
}

/** The columns of the table. */
export const TABLE_FIGURES: Figures = {
  names: INDICATOR_COLUMNS.map(({ name }) => name),
  of: indicatorColumns,
};

/**
 * Columns named by their expressions.
 *
 * @throws Failure `usage` naming the place that cannot be read
 */
export function computedFigures(list: string): Figures {
  const listed = readExpressionList(list, MARKET_VOCABULARY);
  return {
    names: listed.map(({ text }) => text),
    of(series) {
      const evaluator = evaluatorOf(frameOfBars(series), MARKET_VOCABULARY.functions);
      return listed.map(({ expression }) => evaluator.values(expression));
    },
  };
}

/** A printed row: symbol, session and one value for each name, null where it is absent. */
export type PrintedRow = Readonly<Record<string, string | number | null>>;

/** Rows of a series at some of its places, for printing. */
export function printedRows(
  symbol: string,
  { names }: Figures,
  series: DailySeries,
  places: readonly number[],
  columns: readonly Float64Array[],
): PrintedRow[] {
  return places.map((place) => {
    const values = names.map((name, at): [string, number | null] => {
      const value = columns[at]?.[place] ?? Number.NaN;
      return [name, Number.isFinite(value) ? value : null];
    });
    return { symbol, session: series.sessions[place] ?? null, ...Object.fromEntries(values) };
  });
}
