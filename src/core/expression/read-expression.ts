import { nearest } from '../nearest.ts';
import { cursorOf } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { isTruth } from './expression.ts';
import type { Comparison, CrossDirection, Expression } from './expression.ts';
import { fillsFromCompared } from './functions.ts';
import { readCall } from './read-call.ts';
import { readMember } from './read-member.ts';
import type { Vocabulary } from './vocabulary.ts';

const COMPARISONS: readonly Comparison[] = ['<', '<=', '>', '>=', '=', '!='];
const OVER = ['above', 'over'];
const UNDER = ['below', 'under'];
const A_VALUE = 'a number, a name or "("';

function needNumber(
  cursor: Cursor,
  read: Expression,
  first: ReturnType<Cursor['peek']>,
): Expression {
  return isTruth(read) ? cursor.refuse('a number, not a condition', first) : read;
}

function needTruth(
  cursor: Cursor,
  read: Expression,
  first: ReturnType<Cursor['peek']>,
): Expression {
  if (isTruth(read)) return read;
  return cursor.refuse('a condition such as "close > 100", not a number', first);
}

function readName(cursor: Cursor): Expression {
  const { series, functions, memberships } = cursor.vocabulary;
  const token = cursor.take();
  const name = token.kind === 'name' ? token.text.toLowerCase() : '';
  const after = cursor.peek();
  const called = after.kind === 'sign' && after.text === '(';
  if (series.has(name) && !called) return { kind: 'name', name };
  const shape = functions.get(name);
  if (shape) return readCall(cursor, shape, readSum);
  if (memberships.has(name)) return readMember(cursor, name);
  const known = called
    ? [...functions.keys()]
    : [...series.keys(), ...functions.keys(), ...memberships];
  const close = nearest(name, known);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  const expected = called ? 'the name of a function' : 'a name that is known here';
  return cursor.refuse(expected, token, hint);
}

function readPrimary(cursor: Cursor): Expression {
  const token = cursor.peek();
  if (token.kind === 'number') {
    cursor.take();
    return { kind: token.percent ? 'percent' : 'number', value: token.value };
  }
  if (token.kind === 'name') return readName(cursor);
  if (!cursor.sign('(')) return cursor.refuse(A_VALUE);
  const inner = readOr(cursor);
  if (!cursor.sign(')')) cursor.refuse('")"');
  return inner;
}

function readUnary(cursor: Cursor): Expression {
  return cursor.within(() => {
    if (!cursor.sign('-')) return readPrimary(cursor);
    const first = cursor.peek();
    const of = needNumber(cursor, readUnary(cursor), first);
    // A negative literal is one number, and is printed as it was written.
    if (of.kind === 'number' || of.kind === 'percent') {
      return { kind: of.kind, value: 0 - of.value };
    }
    return { kind: 'negate', of };
  });
}

/** Reads operands with operators of one rank between them, from left to right. */
function readChain<Operator extends '+' | '-' | '*' | '/'>(
  cursor: Cursor,
  readOperand: (cursor: Cursor) => Expression,
  nextOperator: () => Operator | undefined,
): Expression {
  let first = cursor.peek();
  let left = readOperand(cursor);
  for (let operator = nextOperator(); operator; operator = nextOperator()) {
    needNumber(cursor, left, first);
    first = cursor.peek();
    left = {
      kind: 'arithmetic',
      operator,
      left,
      right: needNumber(cursor, readOperand(cursor), first),
    };
  }
  return left;
}

function readProduct(cursor: Cursor): Expression {
  return readChain(cursor, readUnary, () => {
    if (cursor.sign('*') || cursor.word('x') === 'x') return '*';
    return cursor.sign('/') ? '/' : undefined;
  });
}

function readSum(cursor: Cursor): Expression {
  return readChain(cursor, readProduct, () => {
    if (cursor.sign('+')) return '+';
    return cursor.sign('-') ? '-' : undefined;
  });
}

/** The right side: an output's bare name means that of the call on the left, `macd crosses signal`. */
function readRight(cursor: Cursor, left: Expression): Expression {
  const [token, after] = [cursor.peek(), cursor.ahead()];
  const called = after.kind === 'sign' && (after.text === '(' || after.text === '.');
  if (left.kind === 'call' && token.kind === 'name' && !called) {
    const name = token.text.toLowerCase();
    const output = cursor.vocabulary.functions.get(left.name)?.outputs.indexOf(name) ?? -1;
    if (output >= 0 && !cursor.vocabulary.series.has(name)) {
      cursor.take();
      return { ...left, output, outputName: name };
    }
  }
  return needNumber(cursor, readSum(cursor), token);
}

/** Gives calls that work on what they are compared with that series. */
function filled(cursor: Cursor, side: Expression, other: Expression): Expression {
  if (other.kind !== 'name') return side;
  if (side.kind === 'call') {
    const shape = cursor.vocabulary.functions.get(side.name);
    return shape && fillsFromCompared(shape) && !side.series ? { ...side, series: other } : side;
  }
  if (side.kind === 'negate') return { ...side, of: filled(cursor, side.of, other) };
  if (side.kind !== 'arithmetic') return side;
  return {
    ...side,
    left: filled(cursor, side.left, other),
    right: filled(cursor, side.right, other),
  };
}

/** A fraction beside a number of one or more without `%` is a slip a hundred times too large. */
function refuseUnlikelyRatio(
  cursor: Cursor,
  name: Expression,
  number: Expression,
  at: ReturnType<Cursor['peek']>,
): void {
  if (name.kind !== 'name' || number.kind !== 'number' || Math.abs(number.value) < 1) return;
  if (cursor.vocabulary.series.get(name.name) !== 'ratio') return;
  cursor.refuse(`a percentage such as ${number.value}%, because ${name.name} is a fraction`, at);
}

function directionOf(word: string | undefined): CrossDirection {
  if (word === undefined) return 'either';
  return OVER.includes(word) ? 'above' : 'below';
}

function crossOf(
  cursor: Cursor,
  direction: CrossDirection,
  left: Expression,
  right: Expression,
): Expression {
  return {
    kind: 'cross',
    direction,
    left: filled(cursor, left, right),
    right: filled(cursor, right, left),
  };
}

/** `breaks resistance(20)`, `breaks support(20)`, `breaks above 3000`: the close crosses it. */
function readBreak(cursor: Cursor, left: Expression): Expression {
  const word = cursor.word(...OVER, ...UNDER);
  const token = cursor.peek();
  const right = needNumber(cursor, readSum(cursor), token);
  if (word !== undefined) return crossOf(cursor, directionOf(word), left, right);
  const level = right.kind === 'call' ? right.name : '';
  if (level === 'resistance') return crossOf(cursor, 'above', left, right);
  if (level === 'support') return crossOf(cursor, 'below', left, right);
  return cursor.refuse('"above" or "below" before what is broken', token);
}

function readComparison(cursor: Cursor): Expression {
  const first = cursor.peek();
  if (first.kind === 'name' && first.text.toLowerCase() === 'breaks') {
    if (cursor.vocabulary.series.has('close')) {
      cursor.take();
      return readBreak(cursor, { kind: 'name', name: 'close' });
    }
  }
  const left = readSum(cursor);
  const token = cursor.peek();
  if (token.kind === 'sign') {
    const operator = COMPARISONS.find((one) => one === token.text);
    if (operator === undefined) return left;
    needNumber(cursor, left, first);
    cursor.take();
    const at = cursor.peek();
    const right = readRight(cursor, left);
    refuseUnlikelyRatio(cursor, left, right, at);
    refuseUnlikelyRatio(cursor, right, left, first);
    return {
      kind: 'compare',
      operator,
      left: filled(cursor, left, right),
      right: filled(cursor, right, left),
    };
  }
  const verb = cursor.word('crosses', 'breaks');
  if (verb === undefined) return left;
  needNumber(cursor, left, first);
  if (verb === 'breaks') return readBreak(cursor, left);
  const direction = directionOf(cursor.word(...OVER, ...UNDER));
  const at = cursor.peek();
  const right = readRight(cursor, left);
  refuseUnlikelyRatio(cursor, left, right, at);
  return crossOf(cursor, direction, left, right);
}

function readNot(cursor: Cursor): Expression {
  if (cursor.word('not') === undefined) return readComparison(cursor);
  return cursor.within(() => {
    const first = cursor.peek();
    return { kind: 'not', of: needTruth(cursor, readNot(cursor), first) };
  });
}

function readJoined(
  cursor: Cursor,
  kind: 'and' | 'or',
  readOperand: (cursor: Cursor) => Expression,
): Expression {
  let first = cursor.peek();
  let left = readOperand(cursor);
  while (cursor.word(kind) !== undefined) {
    needTruth(cursor, left, first);
    first = cursor.peek();
    left = { kind, left, right: needTruth(cursor, readOperand(cursor), first) };
  }
  return left;
}

function readOr(cursor: Cursor): Expression {
  return readJoined(cursor, 'or', (inner) => readJoined(inner, 'and', readNot));
}

/** What a text must be: a condition for rules and screens, a number for computed columns. */
export type Wanted = 'condition' | 'number';

/**
 * Reads one expression: numbers, names, calls such as `macd(12,26,9).signal`, arithmetic,
 * comparisons, `crosses above|below`, `breaks`, memberships, `and`, `or`, `not`. Linear in the text's
 * length, and no text makes it run deep.
 *
 * @param from where in the text it begins; columns are counted from the text's start
 * @throws Failure `usage`: what was expected, at which column, and what stands there
 */
export function readExpression(
  text: string,
  vocabulary: Vocabulary,
  wanted: Wanted,
  from = 0,
): Expression {
  const cursor = cursorOf(text, vocabulary, from);
  const first = cursor.peek();
  const expression = readOr(cursor);
  if (cursor.peek().kind !== 'end') {
    cursor.refuse(isTruth(expression) ? '"and", "or" or the end' : 'an operator or the end');
  }
  return wanted === 'condition'
    ? needTruth(cursor, expression, first)
    : needNumber(cursor, expression, first);
}
