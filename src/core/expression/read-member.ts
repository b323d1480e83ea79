import type { Cursor } from './cursor.ts';
import type { Expression } from './expression.ts';

function readWord(cursor: Cursor, name: string): string {
  const token = cursor.peek();
  if (token.kind !== 'name' && token.kind !== 'text') {
    return cursor.refuse(`a word for "${name}", in quotes where it has spaces or signs`);
  }
  cursor.take();
  return token.text;
}

function readWords(cursor: Cursor, name: string): string[] {
  cursor.need('(');
  const words = [readWord(cursor, name)];
  while (cursor.sign(',')) words.push(readWord(cursor, name));
  cursor.need(')');
  return words;
}

/**
 * Reads what a membership is compared with, its name taken already: `= NIFTY500`,
 * `!= 'Oil & Gas'`, `in (NIFTY50, NIFTYBANK)`, `not in (…)`.
 *
 * @throws Failure `usage`, with the column
 */
export function readMember(cursor: Cursor, name: string): Expression {
  if (cursor.sign('=')) {
    return { kind: 'member', name, words: [readWord(cursor, name)], negated: false };
  }
  if (cursor.sign('!=')) {
    return { kind: 'member', name, words: [readWord(cursor, name)], negated: true };
  }
  const negated = cursor.word('not') !== undefined;
  if (cursor.word('in') === undefined) return cursor.refuse(`"=", "!=" or "in" after "${name}"`);
  return { kind: 'member', name, words: readWords(cursor, name), negated };
}
