import { sectorSpells } from '../core/indices/sector-spell.ts';
import type { ListedDays, SectorSpell } from '../core/indices/sector-spell.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import { spellOf } from './index-membership.ts';

/** ISINs in one question; SQLite takes more, but its statements are kept by their text. */
const CHUNK = 250;

function chunks(isins: readonly string[]): string[][] {
  const count = Math.ceil(isins.length / CHUNK);
  return Array.from({ length: count }, (_, at) => isins.slice(at * CHUNK, (at + 1) * CHUNK));
}

/** Reading of which industry a company counts to. */
export function readSectors({ db }: Handle) {
  return {
    /**
     * The industry of every company on a day, as NSE's lists name it, by industry and symbol; one
     * for each symbol: after a split of the face value its newest ISIN.
     */
    async on(day: SessionDate): Promise<SectorSpell[]> {
      const rows = await db
        .selectFrom('nse_sector_info')
        .selectAll()
        .where('valid_from', '<=', day)
        .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
        .orderBy('valid_from')
        .execute();
      const bySymbol = new Map(rows.map((row) => [row.symbol, row]));
      return [...bySymbol.values()]
        .map((row) => ({
          isin: row.isin,
          symbol: row.symbol,
          company: row.company,
          industry: row.industry,
          from: sessionDate(row.valid_from),
          ...(row.valid_to === null ? {} : { to: sessionDate(row.valid_to) }),
        }))
        .toSorted((a, b) => (`${a.industry}\n${a.symbol}` < `${b.industry}\n${b.symbol}` ? -1 : 1));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeSectors({ db }: Handle) {
  async function listedDays(isins: readonly string[]): Promise<Map<string, ListedDays[]>> {
    const rows = await db
      .selectFrom('nse_index_membership')
      .selectAll()
      .where('isin', 'in', isins)
      .execute();
    const named = new Map<string, ListedDays[]>(isins.map((isin) => [isin, []]));
    for (const row of rows) {
      named.get(row.isin)?.push({ ...spellOf(row), code: row.index_code });
    }
    return named;
  }

  async function keptSpells(isins: readonly string[]): Promise<Map<string, string>> {
    const rows = await db
      .selectFrom('nse_sector_info')
      .selectAll()
      .where('isin', 'in', isins)
      .execute();
    return new Map(
      rows.map((row) => [
        `${row.isin} ${row.valid_from}`,
        [row.valid_to ?? '', row.symbol, row.company, row.industry].join('\n'),
      ]),
    );
  }

  async function save({ isin, from, to, ...named }: SectorSpell): Promise<void> {
    const facts = { valid_to: to ?? null, ...named };
    await db
      .insertInto('nse_sector_info')
      .values({ isin, valid_from: from, ...facts })
      .onConflict((conflict) => conflict.columns(['isin', 'valid_from']).doUpdateSet(facts))
      .execute();
  }

  async function followSome(isins: readonly string[]): Promise<number> {
    const [named, kept] = [await listedDays(isins), await keptSpells(isins)];
    let rows = 0;
    for (const spell of [...named.values()].flatMap(sectorSpells)) {
      const { isin, from, to, symbol, company, industry } = spell;
      const key = `${isin} ${from}`;
      const same = kept.get(key) === [to ?? '', symbol, company, industry].join('\n');
      kept.delete(key);
      if (same) continue;
      await save(spell);
      rows++;
    }
    for (const key of kept.keys()) {
      const [isin = '', from = ''] = key.split(' ');
      await db
        .deleteFrom('nse_sector_info')
        .where('isin', '=', isin)
        .where('valid_from', '=', from)
        .execute();
      rows++;
    }
    return rows;
  }

  return {
    /** Brings the industries of companies in line with the memberships. @returns rows changed */
    async follow(isins: readonly string[]): Promise<number> {
      let rows = 0;
      for (const some of chunks(isins)) rows += await followSome(some);
      return rows;
    },
  };
}
