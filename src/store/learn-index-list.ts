import { createHash } from 'node:crypto';
import { compareLists } from '../core/indices/index-member.ts';
import type { IndexMember, ListChanges } from '../core/indices/index-member.ts';
import { stands, withList } from '../core/indices/member-spell.ts';
import type { MemberSpell } from '../core/indices/member-spell.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import { readIndexMembership } from './index-membership.ts';
import { writeSectors } from './sectors.ts';

/** An index's list on a day. */
export interface LearnedList {
  readonly code: string;
  readonly day: SessionDate;
  /** Every member, place holders too. */
  readonly members: readonly IndexMember[];
  readonly source: string;
}

/** What a list taught. */
export interface LearnedChanges {
  /** Rows of every table inserted, changed or removed. */
  readonly rows: number;
  /**
   * Against what was known of that day; absent where nothing was, or where the list is the one that
   * is kept already.
   */
  readonly changes?: ListChanges;
}

/** The same for the same members in the same words, whatever their order: 64 bits are enough. */
function hashOf(members: readonly IndexMember[]): string {
  const lines = members.map(({ isin, symbol, company, industry, series }) =>
    JSON.stringify([isin, symbol, company, industry, series]),
  );
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex').slice(0, 16);
}

const keyOf = ({ isin, from }: MemberSpell): string => `${isin} ${from}`;

function sameSpell(a: MemberSpell, b: MemberSpell | undefined): boolean {
  const names = [
    'symbol',
    'company',
    'industry',
    'series',
    'dummy',
    'to',
    'joined',
    'left',
  ] as const;
  return b !== undefined && names.every((name) => a[name] === b[name]);
}

/** Learning of lists, inside the caller's transaction. */
export function writeIndexMembership(handle: Handle) {
  const { db } = handle;
  const read = readIndexMembership(handle);

  async function saveDay(list: LearnedList, hash: string, at: Instant): Promise<void> {
    const facts = {
      list_hash: hash,
      members: list.members.length,
      source: list.source,
      learned_at: at,
    };
    await db
      .insertInto('nse_index_lists')
      .values({ index_code: list.code, seen_on: list.day, ...facts })
      .onConflict((conflict) => conflict.columns(['index_code', 'seen_on']).doUpdateSet(facts))
      .execute();
  }

  async function remove(code: string, spell: MemberSpell): Promise<void> {
    await db
      .deleteFrom('nse_index_membership')
      .where('index_code', '=', code)
      .where('isin', '=', spell.isin)
      .where('named_from', '=', spell.from)
      .execute();
  }

  async function save(code: string, spell: MemberSpell): Promise<void> {
    const facts = {
      named_to: spell.to ?? null,
      symbol: spell.symbol,
      company: spell.company,
      industry: spell.industry ?? null,
      series: spell.series ?? null,
      dummy: spell.dummy ? 1 : 0,
      joined_on: spell.joined,
      left_on: spell.left ?? null,
    };
    await db
      .insertInto('nse_index_membership')
      .values({ index_code: code, isin: spell.isin, named_from: spell.from, ...facts })
      .onConflict((conflict) =>
        conflict.columns(['index_code', 'isin', 'named_from']).doUpdateSet(facts),
      )
      .execute();
  }

  return {
    /**
     * Takes in an index's list of a day. The lists may come in any order of days; one of a day that
     * is kept already replaces it. The industries of the companies concerned follow.
     *
     * @param at wall time
     */
    async learn(list: LearnedList, at: Instant): Promise<LearnedChanges> {
      const { code, day, members } = list;
      const hash = hashOf(members);
      const { last, next } = await read.daysAround(code, day);
      if (last?.day === day && last.hash === hash) return { rows: 0 };
      await saveDay(list, hash, at);
      // The list of the day before still stands: what is said of the day stays the same.
      if (last && last.hash === hash) return { rows: 1 };

      const before = await read.spells(code);
      const after = withList(before, members, day, next?.day);
      const kept = new Map(before.map((spell) => [keyOf(spell), spell]));
      const wanted = new Set(after.map(keyOf));
      const removed = before.filter((spell) => !wanted.has(keyOf(spell)));
      const saved = after.filter((spell) => !sameSpell(spell, kept.get(keyOf(spell))));
      for (const spell of removed) await remove(code, spell);
      for (const spell of saved) await save(code, spell);
      const isins = new Set([...removed, ...saved].map(({ isin }) => isin));
      const sectors = await writeSectors(handle).follow([...isins]);
      const rows = 1 + removed.length + saved.length + sectors;
      if (!last) return { rows };
      const known = before.filter((spell) => stands(spell, day));
      return { rows, changes: compareLists(known, members) };
    },
  };
}
