import { companyWords, sameCompany } from './same-company.ts';
import type { NamedCompany } from './same-company.ts';

/** A company that is known, under one of its symbols. */
export interface KnownCompany extends NamedCompany {
  readonly isin?: string;
}

/** Finds whom an exchange means. */
export type CompanyFinder = (told: {
  readonly symbol?: string;
  readonly company: string;
}) => KnownCompany | undefined;

/**
 * Finds companies by the words of their names, else by symbol where the names do not contradict it.
 * A name that several companies bear finds none.
 *
 * @param known current symbols first
 */
export function companyFinder(known: readonly KnownCompany[]): CompanyFinder {
  const bySymbol = new Map<string, KnownCompany>();
  const byWords = new Map<string, KnownCompany | undefined>();
  for (const one of known) {
    if (!bySymbol.has(one.symbol)) bySymbol.set(one.symbol, one);
    const words = companyWords(one.company);
    const other = byWords.get(words);
    const shared = byWords.has(words) && other?.isin !== one.isin;
    if (words !== '' && !byWords.has(words)) byWords.set(words, one);
    else if (shared) byWords.set(words, undefined);
  }
  return ({ symbol, company }) => {
    const named = byWords.get(companyWords(company));
    if (named) return named;
    const bearer = symbol === undefined ? undefined : bySymbol.get(symbol);
    return bearer && sameCompany(bearer, { symbol: bearer.symbol, company }) ? bearer : undefined;
  };
}
