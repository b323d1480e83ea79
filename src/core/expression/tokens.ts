import { INTERVALS } from '../market/bar.ts';
import type { Interval } from '../market/bar.ts';
import { misread } from './misread.ts';

/** A word, number, sign or quoted text of an expression; `column` is 1 for the first character. */
export type Token = { readonly column: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly value: number; readonly percent: boolean }
  | { readonly kind: 'interval'; readonly interval: Interval }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'end' }
);

/** No expression needs more; a longer text is a slip, or is meant to do harm. */
const LONGEST_EXPRESSION = 4000;

/** Two characters before one: `<=` is not `<`. */
const SIGNS = ['<=', '>=', '!=', '<>', '==', '<', '>', '=', '+', '-', '*', '/', '(', ')', ',', '.'];
const SAME: Readonly<Record<string, string>> = { '<>': '!=', '==': '=' };
/** Signs as phones and word processors write them. */
const WRITTEN: Readonly<Record<string, string>> = {
  '×': '*',
  '÷': '/',
  '−': '-',
  '–': '-',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
};
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const AFTER_NUMBER = /[A-Za-z]+/y;

function readAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** A number, with `%` behind it or the letter of an interval. */
function numberAt(text: string, at: number, written: string): Token {
  const column = at + 1;
  const end = at + written.length;
  const value = Number(written);
  if (!Number.isFinite(value)) {
    throw misread(text, column, 'a number that can be told', `"${written}"`);
  }
  if (text[end] === '%') return { kind: 'number', value, percent: true, column, end: end + 1 };
  const letters = readAt(AFTER_NUMBER, text, end);
  // `3x` and `3 x` are the same.
  if (letters === undefined || letters === 'x') {
    return { kind: 'number', value, percent: false, column, end };
  }
  const interval = INTERVALS.find((one) => one === `${written}${letters.toLowerCase()}`);
  if (interval === undefined) {
    const expected = `a number, or one of the intervals ${INTERVALS.join(', ')}`;
    throw misread(text, column, expected, `"${written}${letters}"`);
  }
  return { kind: 'interval', interval, column, end: end + letters.length };
}

function quotedAt(text: string, at: number): Token {
  const close = text.indexOf(text[at] ?? '', at + 1);
  if (close < 0) throw misread(text, at + 1, 'a text that ends', `an open ${text[at] ?? ''}`);
  return { kind: 'text', text: text.slice(at + 1, close), column: at + 1, end: close + 1 };
}

function tokenAt(text: string, at: number): Token {
  const column = at + 1;
  const written = readAt(NUMBER, text, at);
  if (written !== undefined) return numberAt(text, at, written);
  const word = readAt(WORD, text, at);
  if (word !== undefined) return { kind: 'name', text: word, column, end: at + word.length };
  const letter = text[at] ?? '';
  if (letter === '"' || letter === "'") return quotedAt(text, at);
  const meant = WRITTEN[letter];
  if (meant !== undefined) return { kind: 'sign', text: meant, column, end: at + 1 };
  const sign = SIGNS.find((one) => text.startsWith(one, at));
  if (sign !== undefined) {
    return { kind: 'sign', text: SAME[sign] ?? sign, column, end: at + sign.length };
  }
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw misread(text, column, 'a name, a number or a sign', `"${found}"`);
}

/**
 * Cuts a text into its words, numbers and signs, the end included.
 *
 * @param from where to begin; what stands before belongs to somebody else
 * @throws Failure `usage`, with the column
 */
export function tokensOf(text: string, from = 0): Token[] {
  if (text.length > LONGEST_EXPRESSION) {
    const found = `${text.length} characters`;
    throw misread(text, 1, `at most ${LONGEST_EXPRESSION} characters`, found);
  }
  const tokens: Token[] = [];
  let at = from;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', column: text.length + 1, end: text.length });
  return tokens;
}

/** A token in the words of a message. */
export function saidToken(token: Token, text: string): string {
  return token.kind === 'end' ? 'the end' : `"${text.slice(token.column - 1, token.end)}"`;
}
