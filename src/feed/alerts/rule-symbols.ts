import { readSubject } from '../../core/alerts/subject.ts';
import { indexSymbol } from '../../core/indices/index-names.ts';
import { istDate } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Reading } from '../../store/store.ts';
import { codeOf, isIndex } from './index-code.ts';

/**
 * Symbols whose prices alert rules need: those that are named, and the members of indices as far as
 * a list is kept. What is on the watchlist, or has a price, is followed anyway.
 */
export async function ruleSymbols(
  store: Pick<Reading, 'alertRules' | 'indexMembership'>,
  now: Instant,
): Promise<string[]> {
  const symbols = new Set<string>();
  for (const text of await store.alertRules.subjects()) {
    const { subject } = readSubject(text);
    if (subject.kind === 'symbols') {
      for (const symbol of subject.symbols) {
        symbols.add(isIndex(symbol) ? indexSymbol(symbol) : symbol);
      }
    }
    const code = subject.kind === 'members' ? codeOf(subject.index) : undefined;
    if (code === undefined) continue;
    const kept = await store.indexMembership.on(code, istDate(now));
    for (const member of kept?.members ?? []) if (!member.dummy) symbols.add(member.symbol);
  }
  return [...symbols].toSorted();
}
