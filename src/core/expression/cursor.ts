import { misread } from './misread.ts';
import { saidToken, tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Parentheses, signs and functions inside one another. Deeper, a text is meant to do harm. */
const DEEPEST_EXPRESSION = 64;
/** Operators and values of one expression. */
const LARGEST_EXPRESSION = 500;

/** Walks along the tokens of one text. */
export interface Cursor {
  readonly vocabulary: Vocabulary;
  peek(): Token;
  /** The token that many places after the next one. */
  ahead(places?: number): Token;
  take(): Token;
  /** Takes the sign if it is next. */
  sign(text: string): boolean;
  /** Takes one of the words if it is next, and tells which. */
  word(...words: readonly string[]): string | undefined;
  /** @throws Failure `usage` unless the sign is next */
  need(sign: string): void;
  /** Counts one more level of depth for the length of the reading, and one more part. */
  within<Result>(read: () => Result): Result;
  /** @throws Failure `usage`: what was expected where the token stands */
  refuse(expected: string, token?: Token, hint?: string): never;
}

/**
 * A cursor at the first token of a text.
 *
 * @param from where to begin; columns are told from the text's start
 * @throws Failure `usage` when the text holds what is no token
 */
export function cursorOf(text: string, vocabulary: Vocabulary, from = 0): Cursor {
  const tokens = tokensOf(text, from);
  const end: Token = { kind: 'end', column: text.length + 1, end: text.length };
  let [at, depth, parts] = [0, 0, 0];
  const peek = (): Token => tokens[at] ?? end;
  const refuse = (expected: string, token = peek(), hint = ''): never => {
    throw misread(text, token.column, expected, saidToken(token, text), hint);
  };
  const sign = (wanted: string): boolean => {
    const token = peek();
    if (token.kind !== 'sign' || token.text !== wanted) return false;
    at++;
    return true;
  };
  return {
    vocabulary,
    peek,
    ahead: (places = 1) => tokens[at + places] ?? end,
    take() {
      const token = peek();
      at++;
      return token;
    },
    sign,
    word(...words) {
      const token = peek();
      if (token.kind !== 'name') return undefined;
      const lower = token.text.toLowerCase();
      if (!words.includes(lower)) return undefined;
      at++;
      return lower;
    },
    need(wanted) {
      if (!sign(wanted)) refuse(`"${wanted}"`);
    },
    within(read) {
      depth++;
      parts++;
      if (depth > DEEPEST_EXPRESSION) refuse(`at most ${DEEPEST_EXPRESSION} levels of nesting`);
      if (parts > LARGEST_EXPRESSION) refuse(`at most ${LARGEST_EXPRESSION} parts`);
      const result = read();
      depth--;
      return result;
    },
    refuse,
  };
}
