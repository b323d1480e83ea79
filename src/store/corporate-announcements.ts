import { sql } from 'kysely';
import type { Announcement } from '../core/corporate-actions/earnings.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';

/** Which filings to read; absent: all. */
export interface FilingRange {
  /** First moment, and the first that is not in it any more. */
  readonly from?: Instant;
  readonly before?: Instant;
  readonly symbols?: readonly string[];
  /** A part of the category's name, whatever its case. */
  readonly category?: string;
}

const COLUMNS = [
  'announced_at',
  'symbol',
  'isin',
  'company',
  'category',
  'text',
  'attachment',
] as const;

/** Reading of what companies filed. */
export function readCorporateAnnouncements({ db }: Handle) {
  return {
    /** Oldest first. */
    async list({ from, before, symbols, category }: FilingRange = {}): Promise<Announcement[]> {
      let query = db
        .selectFrom('corporate_announcements')
        .selectAll()
        .orderBy('announced_at')
        .orderBy('source')
        .orderBy('sequence_id');
      if (from !== undefined) query = query.where('announced_at', '>=', from);
      if (before !== undefined) query = query.where('announced_at', '<', before);
      if (symbols) query = query.where('symbol', 'in', symbols);
      if (category !== undefined) query = query.where('category', 'like', `%${category}%`);
      return (await query.execute()).map((row) => ({
        source: row.source as Announcement['source'],
        sequenceId: row.sequence_id,
        at: instant(row.announced_at),
        company: row.company,
        category: row.category,
        text: row.text,
        ...(row.symbol === null ? {} : { symbol: row.symbol }),
        ...(row.isin === null ? {} : { isin: row.isin }),
        ...(row.attachment === null ? {} : { attachment: row.attachment }),
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeCorporateAnnouncements({ db, raw }: Handle) {
  const excluded = Object.fromEntries(COLUMNS.map((name) => [name, sql.ref(`excluded.${name}`)]));
  const values = sql.join(COLUMNS.map((name) => sql.ref(`excluded.${name}`)));
  const kept = sql.join(COLUMNS.map((name) => sql.ref(`corporate_announcements.${name}`)));
  const blank = {
    source: '',
    sequence_id: '',
    announced_at: 0,
    symbol: null,
    isin: null,
    company: '',
    category: '',
    text: '',
    attachment: null,
  };
  const compile = (rows: number) =>
    db
      .insertInto('corporate_announcements')
      .values(Array.from({ length: rows }, () => blank))
      .onConflict((conflict) =>
        conflict
          .columns(['source', 'sequence_id'])
          .doUpdateSet(excluded)
          .where(sql<boolean>`(${kept}) is not (${values})`),
      )
      .compile();

  return {
    /**
     * Inserts filings, or replaces those that were told otherwise; one that a feed named first is
     * dropped when the exchange's own list has it.
     *
     * @returns rows inserted, changed or dropped
     */
    async save(filings: readonly Announcement[]): Promise<number> {
      const known = filings.flatMap(({ source, attachment }) =>
        source === 'nse' && attachment !== undefined ? [attachment] : [],
      );
      let dropped = 0;
      for (let start = 0; start < known.length; start += 500) {
        const gone = await db
          .deleteFrom('corporate_announcements')
          .where('source', '=', 'nse-rss')
          .where('sequence_id', 'in', known.slice(start, start + 500))
          .executeTakeFirst();
        dropped += Number(gone.numDeletedRows);
      }
      const ordered = filings.toSorted((a, b) =>
        a.source === b.source
          ? Number(a.sequenceId > b.sequenceId) - Number(a.sequenceId < b.sequenceId)
          : Number(a.source > b.source) - Number(a.source < b.source),
      );
      const changed = runBulk(raw, 'announcements', compile, ordered, 9, (filing, cells, at) => {
        cells[at] = filing.source;
        cells[at + 1] = filing.sequenceId;
        cells[at + 2] = filing.at;
        cells[at + 3] = filing.symbol ?? null;
        cells[at + 4] = filing.isin ?? null;
        cells[at + 5] = filing.company;
        cells[at + 6] = filing.category;
        cells[at + 7] = filing.text;
        cells[at + 8] = filing.attachment ?? null;
      });
      return changed + dropped;
    },
  };
}
