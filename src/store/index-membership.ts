import type { Selectable } from 'kysely';
import { stands } from '../core/indices/member-spell.ts';
import type { MemberSpell } from '../core/indices/member-spell.ts';
import type { KeptList } from '../core/indices/unlikely.ts';
import { dayNumber, sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

/** What an index was made of on a day, by the newest list until then. */
export interface IndexOnDay {
  /** The day of that list. */
  readonly seenOn: SessionDate;
  /** The first day of which a list is kept: who joined on it joined then or before. */
  readonly firstSeenOn: SessionDate;
  readonly source: string;
  /** By symbol, place holders too. */
  readonly members: readonly MemberSpell[];
}

/** A row as a spell. */
export function spellOf(row: Selectable<Schema['nse_index_membership']>): MemberSpell {
  return {
    symbol: row.symbol,
    isin: row.isin,
    company: row.company,
    dummy: row.dummy === 1,
    from: sessionDate(row.named_from),
    joined: sessionDate(row.joined_on),
    ...(row.industry === null ? {} : { industry: row.industry }),
    ...(row.series === null ? {} : { series: row.series }),
    ...(row.named_to === null ? {} : { to: sessionDate(row.named_to) }),
    ...(row.left_on === null ? {} : { left: sessionDate(row.left_on) }),
  };
}

/** A list that is kept. */
interface KeptDay {
  readonly day: SessionDate;
  readonly hash: string;
  readonly source: string;
}

/** The days with a kept list around a day: the last until then, and the first after it. */
interface DaysAround {
  readonly last?: KeptDay;
  readonly next?: KeptDay;
}

/** Reading of what indices are, and were, made of. */
export function readIndexMembership({ db }: Handle) {
  /** Every spell of the index, in no order. */
  async function spells(code: string): Promise<MemberSpell[]> {
    const rows = await db
      .selectFrom('nse_index_membership')
      .selectAll()
      .where('index_code', '=', code)
      .execute();
    return rows.map(spellOf);
  }

  async function edge(
    code: string,
    compared: '<=' | '>',
    day: string,
  ): Promise<KeptDay | undefined> {
    const row = await db
      .selectFrom('nse_index_lists')
      .select(['seen_on', 'list_hash', 'source'])
      .where('index_code', '=', code)
      .where('seen_on', compared, day)
      .orderBy('seen_on', compared === '>' ? 'asc' : 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && { day: sessionDate(row.seen_on), hash: row.list_hash, source: row.source };
  }

  async function daysAround(code: string, day: SessionDate): Promise<DaysAround> {
    const [last, next] = [await edge(code, '<=', day), await edge(code, '>', day)];
    return { ...(last ? { last } : {}), ...(next ? { next } : {}) };
  }

  return {
    spells,
    daysAround,
    /** The kept list of the nearest day; absent when none is kept. */
    async nearest(code: string, day: SessionDate): Promise<KeptList | undefined> {
      const { last, next } = await daysAround(code, day);
      const apart = (one: KeptDay): number => Math.abs(dayNumber(one.day) - dayNumber(day));
      const near = last && next ? (apart(last) <= apart(next) ? last : next) : (last ?? next);
      if (!near) return undefined;
      const members = (await spells(code)).filter((spell) => stands(spell, near.day));
      return { day: near.day, members };
    },
    /** What the index was made of; absent when no list of that day or before is kept. */
    async on(code: string, day: SessionDate): Promise<IndexOnDay | undefined> {
      const last = await edge(code, '<=', day);
      if (!last) return undefined;
      const first = await edge(code, '>', '');
      const members = (await spells(code))
        .filter((spell) => stands(spell, day))
        .toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
      return {
        seenOn: last.day,
        firstSeenOn: first?.day ?? last.day,
        source: last.source,
        members,
      };
    },
    /** Codes of the indices of which a list is kept, in alphabetical order. */
    async codes(): Promise<string[]> {
      const rows = await db
        .selectFrom('nse_index_lists')
        .select('index_code')
        .distinct()
        .orderBy('index_code')
        .execute();
      return rows.map((row) => row.index_code);
    },
  };
}
