import type { Interval } from '../market/bar.ts';

/** How two numbers are compared. */
export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';
/** From which side one series crosses another; `either`: from any. */
export type CrossDirection = 'above' | 'below' | 'either';

/** A value of a function: `macd(12,26,9).signal`, `sma(volume,20)`, `rsi(14,1d)`. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  /** What the function works on; absent: what it works on by itself (closes, or whole bars). */
  readonly series?: Expression;
  /** Every parameter in the function's order, defaults filled in. */
  readonly parameters: readonly number[];
  /** Which of the function's outputs, by place; 0 is the default one. */
  readonly output: number;
  readonly outputName: string;
  /** Bars of that length instead of the frame's own. */
  readonly interval?: Interval;
}

/**
 * A checked expression. Numbers are told apart from truths while reading, so that evaluation need
 * not ask: `number`, `percent`, `name`, `call`, `negate` and `arithmetic` are numbers, the others truths.
 */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  /** `-5%`: `value` is −5, and it counts as −0.05. */
  | { readonly kind: 'percent'; readonly value: number }
  /** A series or column that the vocabulary knows. */
  | { readonly kind: 'name'; readonly name: string }
  | Call
  | { readonly kind: 'negate'; readonly of: Expression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'cross';
      readonly direction: CrossDirection;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `index = NIFTY500`, `sector in (Banks, 'Oil & Gas')`; `negated` for `!=` and `not in`. */
  | {
      readonly kind: 'member';
      readonly name: string;
      readonly words: readonly string[];
      readonly negated: boolean;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression };

const TRUTHS: ReadonlySet<Expression['kind']> = new Set([
  'compare',
  'cross',
  'member',
  'and',
  'or',
  'not',
]);

/** Whether an expression says yes or no, and is no number. */
export function isTruth({ kind }: Expression): boolean {
  return TRUTHS.has(kind);
}

/** What an expression is made of, one level down. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'percent':
    case 'name':
    case 'member':
      return [];
    case 'call':
      return expression.series ? [expression.series] : [];
    case 'negate':
    case 'not':
      return [expression.of];
    case 'arithmetic':
    case 'compare':
    case 'cross':
    case 'and':
    case 'or':
      return [expression.left, expression.right];
  }
}

/** The expression and all that it is made of, outermost first, from left to right. */
export function everyPart(expression: Expression): readonly Expression[] {
  const parts: Expression[] = [];
  const take = (part: Expression): void => {
    parts.push(part);
    for (const inner of partsOf(part)) take(inner);
  };
  take(expression);
  return parts;
}
