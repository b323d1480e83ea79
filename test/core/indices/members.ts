import type { IndexMember } from '../../../src/core/indices/index-member.ts';
import { isDummy } from '../../../src/core/indices/index-member.ts';

/** A row of a list; the ISIN is made of the symbol unless it is told. */
export function member(symbol: string, facts: Partial<IndexMember> = {}): IndexMember {
  const isin = facts.isin ?? `INE${symbol.padEnd(6, '0')}01${symbol.length % 10}`;
  return {
    symbol,
    isin,
    company: `${symbol} Ltd.`,
    industry: 'Tea',
    series: 'EQ',
    dummy: isDummy(symbol, isin),
    ...facts,
  };
}

/** Rows of a list, by symbol. */
export function members(...symbols: string[]): IndexMember[] {
  return symbols.map((symbol) => member(symbol));
}
