import { isTruth } from './expression.ts';
import type { Call, Expression } from './expression.ts';
import type { Cursor } from './cursor.ts';
import { everyPart } from './expression.ts';
import { nearest } from '../nearest.ts';
import { fillsFromCompared } from './functions.ts';
import type { Parameter } from '../indicators/indicator.ts';
import type { ExpressionFunction } from './vocabulary.ts';

/** No parameter that counts bars, and tells no limit of its own, may ask for more. */
const MOST_BARS = 10_000;

/** Reads one number of a call, or nothing when a series stands there. */
function readNumber(cursor: Cursor): number | undefined {
  const token = cursor.peek();
  const negative = token.kind === 'sign' && token.text === '-';
  const number = negative ? cursor.ahead() : token;
  if (number.kind !== 'number') return undefined;
  const after = cursor.ahead(negative ? 2 : 1);
  // With an operator behind it the number begins a series, such as `2 * close`.
  if (after.kind === 'sign' && after.text !== ',' && after.text !== ')') return undefined;
  if (after.kind === 'name' && after.text.toLowerCase() === 'x') return undefined;
  if (negative) cursor.take();
  if (number.percent) cursor.refuse('a plain number for a parameter', number);
  cursor.take();
  return negative ? -number.value : number.value;
}

function checkParameter(
  cursor: Cursor,
  token: ReturnType<Cursor['peek']>,
  name: string,
  parameter: Parameter,
  value: number,
): void {
  const { integer, min, max = integer ? MOST_BARS : undefined } = parameter;
  if (value >= min && (max === undefined || value <= max) && (!integer || Number.isInteger(value)))
    return;
  const kind = integer ? 'a whole number' : 'a number';
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  cursor.refuse(`${kind} ${range} for "${parameter.name}" of ${name}`, token);
}

/** Reads the series that a function is to work on. */
function readSeries(
  cursor: Cursor,
  shape: ExpressionFunction,
  readSum: (cursor: Cursor) => Expression,
): Expression {
  const first = cursor.peek();
  const series = readSum(cursor);
  if (shape.input === 'bars') {
    cursor.refuse(`a number: ${shape.name} works on whole bars, not on a series`, first);
  }
  if (isTruth(series)) cursor.refuse('a series of numbers, not a condition', first);
  for (const part of everyPart(series)) {
    if (part.kind !== 'call' || part.interval === undefined) continue;
    cursor.refuse(`the interval at the outer function, as the last of ${shape.name}`, first);
  }
  return series;
}

interface Arguments {
  series?: Expression;
  interval?: Call['interval'];
  readonly numbers: number[];
}

/** Reads what stands between the parentheses, the closing one included. */
function readArguments(
  cursor: Cursor,
  shape: ExpressionFunction,
  readSum: (cursor: Cursor) => Expression,
): Arguments {
  const read: Arguments = { numbers: [] };
  if (cursor.sign(')')) return read;
  for (;;) {
    const token = cursor.peek();
    if (token.kind === 'interval') {
      if (!cursor.vocabulary.intervals) cursor.refuse('no interval here');
      read.interval = token.interval;
      cursor.take();
      cursor.need(')');
      return read;
    }
    const number = readNumber(cursor);
    if (number === undefined) {
      if (read.series || read.numbers.length > 0) cursor.refuse('a number or an interval');
      read.series = readSeries(cursor, shape, readSum);
    } else {
      const parameter = shape.parameters[read.numbers.length];
      if (parameter === undefined) {
        const most = shape.parameters.length;
        return cursor.refuse(
          `no more than ${most} ${most === 1 ? 'number' : 'numbers'} for ${shape.name}`,
          token,
        );
      }
      checkParameter(cursor, token, shape.name, parameter, number);
      read.numbers.push(number);
    }
    if (cursor.sign(')')) return read;
    if (!cursor.sign(',')) cursor.refuse('"," or ")"');
  }
}

/** The output that is named behind the call, or the default one. */
function readOutput(cursor: Cursor, shape: ExpressionFunction): number {
  if (!cursor.sign('.')) return 0;
  const token = cursor.peek();
  const name = token.kind === 'name' ? token.text.toLowerCase() : '';
  const place = shape.outputs.indexOf(name);
  if (place < 0) {
    const close = name === '' ? undefined : nearest(name, shape.outputs);
    const hint = close === undefined ? '' : `; did you mean "${close}"?`;
    cursor.refuse(`one of ${shape.name}'s outputs ${shape.outputs.join(', ')}`, token, hint);
  }
  cursor.take();
  return place;
}

/**
 * Reads a function's call, its name taken already: `(14,1d)`, `(12,26,9).signal`, or nothing, which
 * means the defaults.
 *
 * @param readSum reads a series inside the parentheses
 * @throws Failure `usage`, with the column
 */
export function readCall(
  cursor: Cursor,
  shape: ExpressionFunction,
  readSum: (cursor: Cursor) => Expression,
): Call {
  const { numbers, series, interval }: Arguments = cursor.sign('(')
    ? readArguments(cursor, shape, readSum)
    : { numbers: [] };
  const output = readOutput(cursor, shape);
  const usual = series?.kind === 'name' && series.name === 'close' && !fillsFromCompared(shape);
  return {
    kind: 'call',
    name: shape.name,
    parameters: shape.parameters.map((parameter, place) => numbers[place] ?? parameter.default),
    output,
    outputName: shape.outputs[output] ?? '',
    ...(series && !usual ? { series } : {}),
    ...(interval ? { interval } : {}),
  };
}
