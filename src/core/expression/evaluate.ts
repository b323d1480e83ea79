import type { Interval } from '../market/bar.ts';
import type { Bars } from '../indicators/indicator.ts';
import type { Call, Expression } from './expression.ts';
import { among, calculated, compared, crossed, joined } from './operations.ts';
import { keyOf } from './print.ts';
import type { ExpressionFunction } from './vocabulary.ts';

/** Where a function's values come from, and how they stand at the rows that ask for them. */
export interface Beside {
  readonly frame: Frame;
  /** As many values as the asking frame has rows; absent: the frames' rows are the same. */
  readonly placed?: (values: Float64Array) => Float64Array;
}

/** What an expression is evaluated over: rows, bars in time or instruments beside one another. */
export interface Frame {
  /** Rows. */
  readonly length: number;
  /** What functions work on; as long as the frame. */
  readonly bars: Bars;
  /** A series or column of the vocabulary, one value per row, NaN where absent. */
  series(name: string): Float64Array;
  /** For each row 1 where the name's value is the word, 0 where it is another, NaN where not known. */
  matches(name: string, word: string): Float64Array;
  /**
   * The frame in which a function is computed; absent: no such bars, its values are absent.
   *
   * @param name of the function, for frames whose last bar is still being made
   */
  beside(interval: Interval | undefined, name: string): Beside | undefined;
}

/** Evaluates expressions over one frame; equal parts are computed once. */
export interface Evaluator {
  /** One value per row; a condition's are 1, 0, or NaN where it cannot be told. */
  values(expression: Expression): Float64Array;
  /** The value at one row only: no more than the functions in it are computed whole. */
  at(expression: Expression, row: number): number;
}

const PLAIN = new WeakMap<Call, Call>();
const FIRST = new WeakMap<Call, Call>();

/** The same call on the bars of the frame that it is asked in; one for each, so that its key is kept. */
function withoutInterval(call: Call): Call {
  if (call.interval === undefined) return call;
  const known = PLAIN.get(call);
  if (known) return known;
  const { interval: _told, ...plain } = call;
  PLAIN.set(call, plain);
  return plain;
}

/** The call of the default output, under which all outputs are kept. */
function firstOutput(call: Call): Call {
  const known = FIRST.get(call) ?? { ...call, output: 0 };
  FIRST.set(call, known);
  return known;
}

/**
 * An evaluator of one frame.
 *
 * @param functions those of the vocabulary with which the expressions were read
 */
export function evaluatorOf(
  frame: Frame,
  functions: ReadonlyMap<string, ExpressionFunction>,
): Evaluator {
  const memo = new Map<string, Float64Array>();
  const outputs = new Map<string, readonly Float64Array[]>();
  const inner = new Map<Frame, Evaluator>();

  function evaluatorIn(other: Frame): Evaluator {
    if (other === frame) return evaluator;
    const known = inner.get(other);
    if (known) return known;
    const made = evaluatorOf(other, functions);
    inner.set(other, made);
    return made;
  }

  /** Of one call all outputs at once: they come out of one computation. */
  function computed(call: Call): Float64Array {
    const shape = functions.get(call.name);
    const beside = shape && frame.beside(call.interval, call.name);
    if (!beside) return new Float64Array(frame.length).fill(Number.NaN);
    if (beside.frame !== frame) {
      const values = evaluatorIn(beside.frame).values(withoutInterval(call));
      return beside.placed ? beside.placed(values) : values;
    }
    const key = call.output === 0 ? keyOf(call) : keyOf(firstOutput(call));
    let all = outputs.get(key);
    if (!all) {
      const series = call.series ? evaluator.values(call.series) : undefined;
      all = shape.compute(frame.bars, call.parameters, series);
      outputs.set(key, all);
    }
    return all[call.output] ?? new Float64Array(frame.length).fill(Number.NaN);
  }

  function rowByRow(of: (row: number) => number): Float64Array {
    const out = new Float64Array(frame.length);
    for (let row = 0; row < out.length; row++) out[row] = of(row);
    return out;
  }

  function made(expression: Expression): Float64Array {
    switch (expression.kind) {
      case 'name':
        return frame.series(expression.name);
      case 'call':
        return computed(expression);
      case 'number':
        return new Float64Array(frame.length).fill(expression.value);
      case 'percent':
        return new Float64Array(frame.length).fill(expression.value / 100);
      case 'member': {
        const columns = expression.words.map((word) => frame.matches(expression.name, word));
        return rowByRow((row) =>
          among(
            columns.map((column) => column[row] ?? Number.NaN),
            expression.negated,
          ),
        );
      }
      case 'negate': {
        const of = evaluator.values(expression.of);
        return of.map((value) => -value);
      }
      case 'not': {
        const of = evaluator.values(expression.of);
        return of.map((value) => 1 - value);
      }
      case 'arithmetic':
      case 'compare':
      case 'cross':
      case 'and':
      case 'or':
        return pairs(expression);
    }
  }

  type Pair = Extract<Expression, { left: Expression }>;

  function pairs(expression: Pair): Float64Array {
    const left = evaluator.values(expression.left);
    const right = evaluator.values(expression.right);
    const [a, b] = [
      (row: number): number => left[row] ?? Number.NaN,
      (row: number): number => right[row] ?? Number.NaN,
    ];
    switch (expression.kind) {
      case 'arithmetic':
        return rowByRow((row) => calculated(expression.operator, a(row), b(row)));
      case 'compare':
        return rowByRow((row) => compared(expression.operator, a(row), b(row)));
      case 'cross':
        return rowByRow((row) =>
          crossed(expression.direction, a(row - 1) - b(row - 1), a(row) - b(row)),
        );
      case 'and':
      case 'or':
        return rowByRow((row) => joined(expression.kind, a(row), b(row)));
    }
  }

  const evaluator: Evaluator = {
    values(expression) {
      const { kind } = expression;
      if (kind === 'name') return frame.series(expression.name);
      const key = keyOf(expression);
      const known = memo.get(key);
      if (known) return known;
      const values = made(expression);
      memo.set(key, values);
      return values;
    },
    at(expression, row) {
      switch (expression.kind) {
        case 'number':
          return expression.value;
        case 'percent':
          return expression.value / 100;
        case 'name':
        case 'call':
          return evaluator.values(expression)[row] ?? Number.NaN;
        case 'member':
          return among(
            expression.words.map((word) => frame.matches(expression.name, word)[row] ?? Number.NaN),
            expression.negated,
          );
        case 'negate':
          return -evaluator.at(expression.of, row);
        case 'not':
          return 1 - evaluator.at(expression.of, row);
        case 'arithmetic':
          return calculated(
            expression.operator,
            evaluator.at(expression.left, row),
            evaluator.at(expression.right, row),
          );
        case 'compare':
          return compared(
            expression.operator,
            evaluator.at(expression.left, row),
            evaluator.at(expression.right, row),
          );
        case 'cross': {
          const difference = (at: number): number =>
            evaluator.at(expression.left, at) - evaluator.at(expression.right, at);
          return crossed(expression.direction, difference(row - 1), difference(row));
        }
        case 'and':
        case 'or':
          return joined(
            expression.kind,
            evaluator.at(expression.left, row),
            evaluator.at(expression.right, row),
          );
      }
    },
  };
  return evaluator;
}

/** A frame of plain bars: the names are those of a bar, and no other length of bars is at hand. */
export function frameOfBars(bars: Bars): Frame {
  const { length } = bars.close;
  const none = new Float64Array(length).fill(Number.NaN);
  const frame: Frame = {
    length,
    bars,
    series: (name) => bars[name as keyof Bars] ?? none,
    matches: () => none,
    beside: (interval) => (interval === undefined ? { frame } : undefined),
  };
  return frame;
}
