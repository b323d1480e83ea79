import { misread } from './misread.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One of several expressions, under the text as it was written. */
export interface ListedExpression {
  /** Without the blanks around it. */
  readonly text: string;
  readonly expression: Expression;
}

/**
 * Reads numbers separated by `;`: `sma(20);macd(12,26,9).signal`. An end without one is good.
 *
 * @throws Failure `usage`; columns are those of the expression that is wrong
 */
export function readExpressionList(text: string, vocabulary: Vocabulary): ListedExpression[] {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw misread(text, 1, 'expressions separated by ";"', 'none');
  return parts.map((part) => ({
    text: part,
    expression: readExpression(part, vocabulary, 'number'),
  }));
}
