import type { ToldArticle } from './article.ts';
import { nameTokens } from './name-tokens.ts';
import type { KnownName } from './symbol-finder.ts';

const wordsOf = (company: string): string =>
  nameTokens(company)
    .map(({ word }) => word)
    .join(' ');

/**
 * Finds whom a filing or an event is of: by the symbol that the exchange gives, else by the name. A
 * name that several companies bear finds nobody.
 *
 * @param todays the symbol under which a company is listed now
 */
export function filerOf(
  known: readonly KnownName[],
  todays: (one: KnownName) => string,
): (article: ToldArticle) => string | undefined {
  const bySymbol = new Map<string, string>();
  const byName = new Map<string, string | undefined>();
  for (const one of known) {
    const symbol = todays(one);
    if (!bySymbol.has(one.symbol)) bySymbol.set(one.symbol, symbol);
    const words = wordsOf(one.company);
    const shared = byName.has(words) && byName.get(words) !== symbol;
    byName.set(words, shared ? undefined : symbol);
  }
  return ({ kind, symbol, company }) => {
    if (kind === 'news') return undefined;
    const told = symbol === undefined ? undefined : bySymbol.get(symbol);
    return told ?? (company === undefined ? undefined : byName.get(wordsOf(company)));
  };
}
