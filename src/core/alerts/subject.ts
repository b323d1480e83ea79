import { misread } from '../expression/misread.ts';

/** What a rule is about. */
export type RuleSubject =
  /** Shares or indices by their symbols on NSE. */
  | { readonly kind: 'symbols'; readonly symbols: readonly string[] }
  /** Whatever is followed at the time. */
  | { readonly kind: 'watchlist' }
  /** What an index is made of at the time; the index itself is a symbol. */
  | { readonly kind: 'members'; readonly index: string }
  /** Everything that has a price. */
  | { readonly kind: 'any' };

const SYMBOL = /^[A-Z0-9][A-Z0-9&\-._]*$/;

/** A rule's first word, read, and where the next one begins. */
export interface ReadSubject {
  readonly subject: RuleSubject;
  /** Place in the text, from 0. */
  readonly end: number;
}

/**
 * Reads what a rule is about: `RELIANCE`, `TCS,INFY`, `NIFTY50`, `@watchlist`, `@NIFTY50` (its
 * members), `any`.
 *
 * @throws Failure `usage`, with the column
 */
export function readSubject(text: string): ReadSubject {
  const word = /\S+/.exec(text.slice(0, 4000));
  const column = (word?.index ?? text.length) + 1;
  const end = (word?.index ?? 0) + (word?.[0].length ?? 0);
  if (!word) {
    throw misread(
      text,
      column,
      'what the rule is about, such as RELIANCE or @watchlist',
      'the end',
    );
  }
  const said = word[0].toUpperCase();
  if (said === 'ANY') return { subject: { kind: 'any' }, end };
  if (said === '@WATCHLIST') return { subject: { kind: 'watchlist' }, end };
  const member = said.startsWith('@');
  const symbols = (member ? said.slice(1) : said).split(',');
  const odd = symbols.findIndex((symbol) => !SYMBOL.test(symbol));
  if (odd >= 0 || (member && symbols.length > 1)) {
    const expected = 'symbols such as RELIANCE or M&M with commas, @watchlist, @INDEX or any';
    throw misread(text, column, expected, `"${word[0].slice(0, 40)}"`);
  }
  if (member) return { subject: { kind: 'members', index: symbols[0] ?? '' }, end };
  return { subject: { kind: 'symbols', symbols: [...new Set(symbols)] }, end };
}

/** The one spelling of a subject. */
export function printSubject(subject: RuleSubject): string {
  switch (subject.kind) {
    case 'symbols':
      return subject.symbols.join(',');
    case 'watchlist':
      return '@watchlist';
    case 'members':
      return `@${subject.index}`;
    case 'any':
      return 'any';
  }
}
