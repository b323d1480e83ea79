import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { evaluatorOf, frameOfBars } from '../../core/expression/evaluate.ts';
import type { Frame } from '../../core/expression/evaluate.ts';
import type { Expression } from '../../core/expression/expression.ts';
import { BAR_SERIES } from '../../core/expression/vocabulary.ts';
import { needsOf, SCREEN_VOCABULARY } from '../../core/screen/vocabulary.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import type { Store } from '../../store/store.ts';
import { adjustedSeries } from '../adjusted-series.ts';
import type { ScreenView } from './screen-view.ts';

const NONE = new Float64Array();

/** The rows of the table side by side; no bars stand behind them. */
function frameOfView(view: ScreenView): Frame {
  const { length } = view.rows;
  return {
    length,
    bars: { open: NONE, high: NONE, low: NONE, close: NONE, volume: NONE },
    series: (name) => view.column(name),
    matches: (name, word) => view.matches(name, word),
    beside: () => undefined,
  };
}

/** The bars of one instrument, with its columns of the table at the last of them. */
function frameOfInstrument(
  series: DailySeries,
  row: number,
  column: ScreenView['column'],
  matches: ScreenView['matches'],
): Frame {
  const bars = frameOfBars(series);
  const lastOnly = (value: number): Float64Array => {
    const values = new Float64Array(bars.length).fill(Number.NaN);
    values[bars.length - 1] = value;
    return values;
  };
  const frame: Frame = {
    ...bars,
    series: (name) =>
      BAR_SERIES.has(name) ? bars.series(name) : lastOnly(column(name)[row] ?? Number.NaN),
    matches: (name, word) => lastOnly(matches(name, word)[row] ?? Number.NaN),
    beside: (interval) => (interval === undefined ? { frame } : undefined),
  };
  return frame;
}

/** The same view, whose columns are made once for all instruments. */
function remembering(view: ScreenView): Pick<ScreenView, 'column' | 'matches'> {
  const known = new Map<string, Float64Array>();
  const once = (key: string, make: () => Float64Array): Float64Array => {
    const values = known.get(key) ?? make();
    known.set(key, values);
    return values;
  };
  return {
    column: (name) => once(name, () => view.column(name)),
    matches: (name, word) => once(`${name}\n${word}`, () => view.matches(name, word)),
  };
}

/**
 * Values of expressions, one per row of the view: over the table where its columns are enough, over
 * each instrument's bars where a function or a cross asks for them.
 */
export async function evaluateView(
  store: Store,
  view: ScreenView,
  instruments: readonly PricedInstrument[],
  expressions: readonly Expression[],
): Promise<Float64Array[]> {
  const { functions } = SCREEN_VOCABULARY;
  if (!needsOf(expressions).bars) {
    const evaluator = evaluatorOf(frameOfView(view), functions);
    return expressions.map((expression) => evaluator.values(expression));
  }
  const out = expressions.map(() => new Float64Array(view.rows.length).fill(Number.NaN));
  const places = new Map(view.rows.map(({ instrumentId }, row) => [instrumentId, row]));
  const { column, matches } = remembering(view);
  const selection = {
    instruments: instruments.filter(({ instrumentId }) => places.has(instrumentId)),
    sessions: { only: new Set([view.session]) },
    until: view.session,
  };
  for await (const { instrument, series } of adjustedSeries(store, selection)) {
    const row = places.get(instrument.instrumentId);
    if (row === undefined) continue;
    const evaluator = evaluatorOf(frameOfInstrument(series, row, column, matches), functions);
    for (const [place, expression] of expressions.entries()) {
      const values = out[place];
      if (values) values[row] = evaluator.at(expression, series.sessions.length - 1);
    }
  }
  return out;
}
