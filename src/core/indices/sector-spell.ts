import type { SessionDate } from '../market/session-date.ts';
import type { NamedDays } from './member-spell.ts';

/** Days on which a company counts to an industry, in the words of NSE's lists. */
export interface SectorSpell {
  readonly isin: string;
  readonly symbol: string;
  readonly company: string;
  readonly industry: string;
  /** First day on which a list says so. */
  readonly from: SessionDate;
  /** First day on which a list says otherwise; absent while it stands. */
  readonly to?: SessionDate;
}

/** A company named by one of the lists. */
export interface ListedDays extends NamedDays {
  /** The index whose list it is. */
  readonly code: string;
}

/**
 * The industries of one company through time. Whatever list spoke last counts, of one day the first
 * by its code; a company that no list names any more keeps its industry. Place holders have none.
 *
 * @param named spells of one ISIN in every index, in any order
 * @returns oldest first
 */
export function sectorSpells(named: readonly ListedDays[]): SectorSpell[] {
  const said = named
    .filter(({ industry, dummy }) => industry !== undefined && !dummy)
    .toSorted((a, b) =>
      a.from === b.from ? (a.code < b.code ? -1 : 1) : a.from < b.from ? -1 : 1,
    );
  const spells: SectorSpell[] = [];
  for (const { isin, symbol, company, industry = '', from } of said) {
    const last = spells.at(-1);
    if (last?.from === from) continue;
    if (last && last.industry === industry && last.symbol === symbol) continue;
    if (last) spells[spells.length - 1] = { ...last, to: from };
    spells.push({ isin, symbol, company, industry, from });
  }
  return spells;
}
