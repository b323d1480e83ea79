import { NOBODY } from './alias.ts';
import type { CompanyAlias } from './alias.ts';
import type { ArticleMatch, ToldArticle } from './article.ts';
import { MATCH_EVIDENCE } from './article.ts';
import { COMMON_WORDS } from './data/common-words.ts';
import { filerOf } from './filer.ts';
import { namesIn, phraseBook } from './phrase-book.ts';
import { shoutsIn, symbolTokens } from './symbol-tokens.ts';

/** A company as it is known, under one of its symbols. */
export interface KnownName {
  readonly symbol: string;
  readonly company: string;
  readonly instrumentId: number;
  readonly isin?: string;
  /** Whether it bears the symbol now. */
  readonly current: boolean;
}

/** Whom the finder knows, beside the names that are kept. */
export interface FinderInput {
  /** Current symbols first. */
  readonly known: readonly KnownName[];
  readonly aliases: readonly CompanyAlias[];
  /** Symbols that are followed although nothing else is known of them yet. */
  readonly watched: readonly string[];
}

/** Finds the companies that an article is about, the surest first; empty: none that is known. */
export type SymbolFinder = (article: ToldArticle) => ArticleMatch[];

/** Shortest bare symbol that counts. */
const SHORTEST_SYMBOL = 3;
const ISIN = /(?<![A-Z0-9])IN[A-Z0-9]{9}\d(?![A-Z0-9])/g;

/** Symbols and ISINs, former ones too, to the symbol under which each company is listed now. */
interface Directory {
  readonly symbols: ReadonlyMap<string, string>;
  readonly isins: ReadonlyMap<string, string>;
  readonly todays: (one: KnownName) => string;
}

function directoryOf({ known, watched }: FinderInput): Directory {
  const current = new Map<number, string>();
  for (const { instrumentId, symbol, current: now } of known) {
    if (now && !current.has(instrumentId)) current.set(instrumentId, symbol);
  }
  const todays = ({ symbol, instrumentId }: KnownName): string =>
    current.get(instrumentId) ?? symbol;
  const symbols = new Map(watched.map((symbol) => [symbol, symbol]));
  const isins = new Map<string, string>();
  // Current symbols come last, and so have the last word over former bearers.
  for (const one of known.toReversed()) {
    symbols.set(one.symbol, todays(one));
    if (one.isin !== undefined) isins.set(one.isin, todays(one));
  }
  return { symbols, isins, todays };
}

function isPlainSymbol(token: string): boolean {
  return (
    token.length >= SHORTEST_SYMBOL && /[A-Z]/.test(token) && !COMMON_WORDS.has(token.toLowerCase())
  );
}

/**
 * Makes the finder. Nothing is matched inside a word: an ISIN, a symbol and a name each stand between
 * what is no letter and no digit.
 *
 * - a filing is of the company that the exchange names, whatever its text mentions
 * - an ISIN, and a symbol marked as one (`NSE: IDEA`, `(IDEA)`, `IDEA.NS`), always count
 * - a name counts when its words begin with capitals, one of a single word when that is no common word;
 *   the longest name wins, so that a bank's name is not its parent's too
 * - a bare symbol counts in capitals, from three characters on, outside of names, when it is no common
 *   word and the text is not written in capitals throughout
 */
export function symbolFinder(input: FinderInput): SymbolFinder {
  const { symbols, isins, todays } = directoryOf(input);
  const book = phraseBook(input.known, input.aliases);
  const findFiler = filerOf(input.known, todays);

  function* matchesIn(text: string): Generator<ArticleMatch> {
    for (const [isin] of text.matchAll(ISIN)) {
      const symbol = isins.get(isin);
      if (symbol !== undefined) yield { symbol, evidence: 'isin' };
    }
    const names = namesIn(text, book);
    for (const { symbol, evidence } of names) {
      if (symbol !== NOBODY) yield { symbol, evidence };
    }
    const shouted = shoutsIn(text);
    for (const { text: token, marked, from } of symbolTokens(text)) {
      const symbol = symbols.get(token);
      if (symbol === undefined) continue;
      const inName = names.some((name) => from >= name.from && from < name.to);
      if (marked) yield { symbol, evidence: 'marked' };
      else if (!inName && !shouted && isPlainSymbol(token)) yield { symbol, evidence: 'symbol' };
    }
  }

  return (article) => {
    const filer = findFiler(article);
    if (filer !== undefined) return [{ symbol: filer, evidence: 'filer' }];
    if (article.kind !== 'news') return [];
    const found = new Map<string, ArticleMatch>();
    for (const match of [...matchesIn(article.title), ...matchesIn(article.summary)]) {
      const known = found.get(match.symbol);
      const surer =
        !known || MATCH_EVIDENCE.indexOf(match.evidence) < MATCH_EVIDENCE.indexOf(known.evidence);
      if (surer) found.set(match.symbol, match);
    }
    return [...found.values()].toSorted(
      (a, b) => MATCH_EVIDENCE.indexOf(a.evidence) - MATCH_EVIDENCE.indexOf(b.evidence),
    );
  };
}
