import type { CompanyAlias } from './alias.ts';
import type { ArticleMatch, MatchEvidence } from './article.ts';
import { COMMON_WORDS } from './data/common-words.ts';
import { nameTokens } from './name-tokens.ts';
import type { NameToken } from './name-tokens.ts';
import type { KnownName } from './symbol-finder.ts';

interface Phrase {
  readonly words: readonly string[];
  readonly symbol: string;
  readonly evidence: Extract<MatchEvidence, 'alias' | 'name'>;
  /** The only spelling of a name that is all capitals: `RIL` is not `ril`. */
  readonly exactly?: string;
}

/** A name that was found, and the part of the text that it takes up. */
export interface NamedCompany extends ArticleMatch {
  readonly from: number;
  readonly to: number;
}

/** Names by their first word, the longest first: the longest that fits is the one that is meant. */
export type PhraseBook = ReadonlyMap<string, readonly Phrase[]>;

/** Shortest name of one word that counts alone. */
const SHORTEST_NAME = 4;

function phraseOf(symbol: string, name: string, evidence: Phrase['evidence']): Phrase {
  const tokens = nameTokens(name);
  const [only, ...others] = tokens.map(({ written }) => written);
  const shouted = only !== undefined && others.length === 0 && only === only.toUpperCase();
  const words = tokens.map(({ word }) => word);
  return { symbol, words, evidence, ...(shouted && evidence === 'alias' ? { exactly: only } : {}) };
}

/** Whether a company's name says enough by itself to be looked for. */
function isTelling({ words: [only = '', ...others] }: Phrase): boolean {
  if (others.length > 0) return true;
  return only.length >= SHORTEST_NAME && !COMMON_WORDS.has(only) && !/^\p{N}+$/u.test(only);
}

/**
 * Names to look for: aliases, and the names of companies as the lists have them. A name that two
 * companies bear names neither, unless the desk wrote down which.
 */
export function phraseBook(
  known: readonly KnownName[],
  aliases: readonly CompanyAlias[],
): PhraseBook {
  const bySpelling = new Map<string, Phrase | undefined>();
  const names = known
    .filter(({ current }) => current)
    .map(({ symbol, company }) => phraseOf(symbol, company, 'name'))
    .filter(isTelling);
  for (const phrase of names) {
    const spelling = phrase.words.join(' ');
    const shared = bySpelling.has(spelling) && bySpelling.get(spelling)?.symbol !== phrase.symbol;
    bySpelling.set(spelling, shared ? undefined : phrase);
  }
  for (const { symbol, alias } of aliases) {
    const phrase = phraseOf(symbol, alias, 'alias');
    bySpelling.set(phrase.words.join(' '), phrase);
  }
  const book = new Map<string, Phrase[]>();
  for (const phrase of bySpelling.values()) {
    const [first] = phrase?.words ?? [];
    if (!phrase || first === undefined) continue;
    const own = book.get(first);
    if (own) own.push(phrase);
    else book.set(first, [phrase]);
  }
  for (const own of book.values()) own.sort((a, b) => b.words.length - a.words.length);
  return book;
}

/** Words that names are written with in small letters. */
const SMALL: ReadonlySet<string> = new Set(['of', 'for', 'in', 'on', 'by', 'to', 'at', 'de', 's']);

/** A capital, a digit, or a letter of a script that has no capitals. */
const isCapital = (written: string): boolean => /^[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(written);

/** `Indian Hotels` is a company, `Indian hotels` are many. */
function fits(tokens: readonly NameToken[], at: number, { words, exactly }: Phrase): boolean {
  if (exactly !== undefined && tokens[at]?.written !== exactly) return false;
  return words.every((word, place) => {
    const token = tokens[at + place];
    if (token?.word !== word) return false;
    return isCapital(token.written) || (place > 0 && SMALL.has(word));
  });
}

/**
 * Names in the text from left to right, those of nobody too; the words of one that was found belong to
 * no other.
 */
export function namesIn(text: string, book: PhraseBook): NamedCompany[] {
  const tokens = nameTokens(text);
  const found: NamedCompany[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const candidates = book.get(tokens[at]?.word ?? '');
    const phrase = candidates?.find((candidate) => fits(tokens, at, candidate));
    if (!phrase) continue;
    const last = at + phrase.words.length - 1;
    found.push({
      symbol: phrase.symbol,
      evidence: phrase.evidence,
      from: tokens[at]?.from ?? 0,
      to: tokens[last]?.to ?? 0,
    });
    at = last;
  }
  return found;
}
