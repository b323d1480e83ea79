import type { Call, Expression } from './expression.ts';

/** How tightly each kind binds; what binds less tightly inside is put in parentheses. */
function rank(expression: Expression): number {
  switch (expression.kind) {
    case 'or':
      return 1;
    case 'and':
      return 2;
    case 'not':
      return 3;
    case 'compare':
    case 'cross':
    case 'member':
      return 4;
    case 'arithmetic':
      return expression.operator === '+' || expression.operator === '-' ? 5 : 6;
    case 'negate':
      return 7;
    case 'number':
    case 'percent':
    case 'name':
    case 'call':
      return 8;
  }
}

function inside(expression: Expression, least: number): string {
  const text = printExpression(expression);
  return rank(expression) < least ? `(${text})` : text;
}

/** The series of a call; a number alone would read back as a parameter. */
function printSeries(series: Expression): string {
  const text = printExpression(series);
  return series.kind === 'number' || series.kind === 'percent' ? `(${text})` : text;
}

function printCall({ name, series, parameters, output, outputName, interval }: Call): string {
  const inner = [
    ...(series ? [printSeries(series)] : []),
    ...parameters.map(String),
    ...(interval ? [interval] : []),
  ];
  const call = inner.length > 0 ? `${name}(${inner.join(',')})` : name;
  return output === 0 ? call : `${call}.${outputName}`;
}

/** A word as it is, or in the quotes that it does not hold itself. */
function printWord(word: string): string {
  if (/^[A-Za-z_]\w*$/.test(word)) return word;
  return word.includes("'") ? `"${word}"` : `'${word}'`;
}

function printMember(name: string, words: readonly string[], negated: boolean): string {
  const said = words.map(printWord);
  if (words.length === 1) return `${name} ${negated ? '!=' : '='} ${said.join('')}`;
  return `${name} ${negated ? 'not in' : 'in'} (${said.join(', ')})`;
}

/**
 * The one spelling of an expression: equal expressions print alike, and what is printed reads back as
 * the same expression.
 */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'percent':
      return `${expression.value}%`;
    case 'name':
      return expression.name;
    case 'call':
      return printCall(expression);
    case 'negate':
      return `-${inside(expression.of, 7)}`;
    case 'arithmetic': {
      const own = rank(expression);
      const { left, right, operator } = expression;
      return `${inside(left, own)} ${operator} ${inside(right, own + 1)}`;
    }
    case 'compare':
      return `${inside(expression.left, 5)} ${expression.operator} ${inside(expression.right, 5)}`;
    case 'cross': {
      const { direction, left, right } = expression;
      const way = direction === 'either' ? '' : ` ${direction}`;
      return `${inside(left, 5)} crosses${way} ${inside(right, 5)}`;
    }
    case 'member':
      return printMember(expression.name, expression.words, expression.negated);
    case 'and':
    case 'or': {
      const own = rank(expression);
      return `${inside(expression.left, own)} ${expression.kind} ${inside(expression.right, own + 1)}`;
    }
    case 'not':
      return `not ${inside(expression.of, 3)}`;
  }
}

const KEYS = new WeakMap<Expression, string>();

/** The same, made once for an expression that is asked about again and again. */
export function keyOf(expression: Expression): string {
  const known = KEYS.get(expression);
  if (known !== undefined) return known;
  const key = printExpression(expression);
  KEYS.set(expression, key);
  return key;
}
