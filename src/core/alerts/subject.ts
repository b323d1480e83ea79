import { misread } from '../expression/misread.ts';

/** Instruments that a rule is about. */
export type MarketSubject =
  /** Shares or indices by their symbols on NSE. */
  | { readonly kind: 'symbols'; readonly symbols: readonly string[] }
  /** Whatever is followed at the time. */
  | { readonly kind: 'watchlist' }
  /** What an index is made of at the time; the index itself is a symbol. */
  | { readonly kind: 'members'; readonly index: string }
  /** Everything that has a price. */
  | { readonly kind: 'any' };

/** Paper books that a rule is about. */
export type BookSubject =
  /** What all accounts hold of a share; absent symbol: of each that is held. */
  | { readonly kind: 'position'; readonly symbol?: string }
  /** An account by its name; absent: each. */
  | { readonly kind: 'account'; readonly name?: string };

/** What a rule is about. */
export type RuleSubject = MarketSubject | BookSubject;

/** Whether a rule is about instruments, and not about what is held of them. */
export function isMarket(subject: RuleSubject): subject is MarketSubject {
  return subject.kind !== 'position' && subject.kind !== 'account';
}

/** A word, or several with commas between them, which may have spaces around. */
const WORDS = /[^\s,]+(?:\s*,\s*[^\s,]+)*|\S+/;
const SYMBOL = /^[A-Z0-9][A-Z0-9&\-._]*$/;

/** A rule's first word, read, and where the next one begins. */
export interface ReadSubject {
  readonly subject: RuleSubject;
  /** Place in the text, from 0. */
  readonly end: number;
}

/** The word after `position`: a symbol, or `any`. */
function readPosition(text: string, from: number): ReadSubject {
  const word = /\S+/.exec(text.slice(from, 4000));
  const at = from + (word?.index ?? 0);
  const said = (word?.[0] ?? '').toUpperCase();
  if (!SYMBOL.test(said)) {
    const found = word ? `"${word[0].slice(0, 40)}"` : 'the end';
    throw misread(
      text,
      word ? at + 1 : text.length + 1,
      'a symbol after "position", or any',
      found,
    );
  }
  const end = at + said.length;
  if (said === 'ANY') return { subject: { kind: 'position' }, end };
  return { subject: { kind: 'position', symbol: said }, end };
}

/**
 * Reads what a rule is about: `RELIANCE`, `TCS,INFY`, `NIFTY50`, `@watchlist`, `@NIFTY50` (its
 * members), `any`, `position HDFCBANK`, `account`, `account:savings`.
 *
 * @throws Failure `usage`, with the column
 */
export function readSubject(text: string): ReadSubject {
  const word = WORDS.exec(text.slice(0, 4000));
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
  if (said === 'POSITION') return readPosition(text, end);
  if (said === 'ACCOUNT') return { subject: { kind: 'account' }, end };
  if (said.startsWith('ACCOUNT:') && said.length > 8) {
    return { subject: { kind: 'account', name: word[0].slice(8) }, end };
  }
  if (said === '@WATCHLIST') return { subject: { kind: 'watchlist' }, end };
  const member = said.startsWith('@');
  const symbols = (member ? said.slice(1) : said).split(/\s*,\s*/);
  const odd = symbols.findIndex((symbol) => !SYMBOL.test(symbol));
  if (odd >= 0 || (member && symbols.length > 1)) {
    const expected =
      'symbols such as RELIANCE or M&M with commas, @watchlist, @INDEX, any, position or account';
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
    case 'position':
      return `position ${subject.symbol ?? 'any'}`;
    case 'account':
      return subject.name === undefined ? 'account' : `account:${subject.name}`;
  }
}
