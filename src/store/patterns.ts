import type { SessionDate } from '../core/market/session-date.ts';
import { sessionDate } from '../core/market/session-date.ts';
import { PATTERN_NAMES } from '../core/patterns/names.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';

/** A pattern that an instrument had in a session. */
export interface KeptPattern {
  readonly instrumentId: number;
  readonly session: SessionDate;
  /** TA-Lib's name. */
  readonly pattern: string;
  /** ±100, 80 or 200 as TA-Lib has it. */
  readonly value: number;
}

/** Which patterns to show; absent: all; both ends of the days are in it. */
export interface ShownPatterns {
  readonly instrumentIds?: readonly number[];
  readonly patterns?: readonly string[];
  readonly from: SessionDate;
  readonly to: SessionDate;
}

/** What was looked at of an instrument, and what was found. */
export interface PatternFindings {
  readonly instrumentId: number;
  /** Every session that was looked at, oldest first, whether it had a pattern or not. */
  readonly sessions: readonly SessionDate[];
  /** By session, then by name. */
  readonly found: readonly Omit<KeptPattern, 'instrumentId'>[];
}

const CODES: ReadonlyMap<string, number> = new Map(PATTERN_NAMES.map((name, code) => [name, code]));

function codeOf(name: string): number {
  const code = CODES.get(name);
  if (code === undefined) throw new Error(`"${name}" is no pattern that has a code`);
  return code;
}

/** Reading of patterns. */
export function readPatterns({ db }: Handle) {
  return {
    /** The newest session up to a day in which an instrument had a pattern; absent: none is kept. */
    async newest(to: SessionDate): Promise<SessionDate | undefined> {
      const row = await db
        .selectFrom('instruments as i')
        .select((expression) =>
          expression.fn
            .max<string | null>(
              expression
                .selectFrom('patterns as p')
                .select(({ fn }) => fn.max('p.session').as('last'))
                .whereRef('p.instrument_id', '=', 'i.instrument_id')
                .where('p.session', '<=', to),
            )
            .as('session'),
        )
        .executeTakeFirst();
      return row?.session ? sessionDate(row.session) : undefined;
    },
    /** Patterns by session, instrument and name. */
    async shown({ instrumentIds, patterns, from, to }: ShownPatterns): Promise<KeptPattern[]> {
      let query = db
        // From instrument to instrument: an index by session would double the table.
        .selectFrom('instruments as i')
        .innerJoin('patterns as p', 'p.instrument_id', 'i.instrument_id')
        .select(['p.instrument_id', 'p.session', 'p.pattern', 'p.value'])
        .where('p.session', '>=', from)
        .where('p.session', '<=', to)
        .orderBy('p.session')
        .orderBy('p.instrument_id')
        .orderBy('p.pattern');
      if (instrumentIds) query = query.where('i.instrument_id', 'in', instrumentIds);
      if (patterns) query = query.where('p.pattern', 'in', patterns.map(codeOf));
      return (await query.execute()).map((row) => ({
        instrumentId: row.instrument_id,
        session: sessionDate(row.session),
        pattern: PATTERN_NAMES[row.pattern] ?? `pattern ${row.pattern}`,
        value: row.value,
      }));
    },
  };
}

const keyOf = ({ session, pattern }: Pick<KeptPattern, 'session' | 'pattern'>): string =>
  `${session} ${pattern}`;

/** Writing of them, inside the caller's transaction. */
export function writePatterns({ db, raw }: Handle) {
  const kept = readPatterns({ db, raw });
  const compile = (rows: number) =>
    db
      .insertInto('patterns')
      .values(
        Array.from({ length: rows }, () => ({
          instrument_id: 0,
          session: '',
          pattern: 0,
          value: 0,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['instrument_id', 'session', 'pattern'])
          .doUpdateSet((expression) => ({ value: expression.ref('excluded.value') })),
      )
      .compile();

  /** What of the findings is not kept so already. Rows that they deny are removed, and counted. */
  async function changesOf({
    instrumentId,
    sessions,
    found,
  }: PatternFindings): Promise<{ removed: number; rows: KeptPattern[] }> {
    const [from, to] = [sessions[0], sessions.at(-1)];
    if (from === undefined || to === undefined) return { removed: 0, rows: [] };
    const looked = new Set(sessions);
    const before = (await kept.shown({ instrumentIds: [instrumentId], from, to })).filter(
      ({ session }) => looked.has(session),
    );
    const values = new Map(before.map((row) => [keyOf(row), row.value]));
    const now = new Set(found.map(keyOf));
    const gone = before.filter((row) => !now.has(keyOf(row)));
    for (const { session, pattern } of gone) {
      await db
        .deleteFrom('patterns')
        .where('instrument_id', '=', instrumentId)
        .where('session', '=', session)
        .where('pattern', '=', codeOf(pattern))
        .execute();
    }
    const rows = found
      .filter((row) => values.get(keyOf(row)) !== row.value)
      .map((row) => ({ instrumentId, ...row }));
    return { removed: gone.length, rows };
  }

  return {
    /**
     * Keeps what was found in the sessions that were looked at: what is no longer found goes, the rest
     * is not touched.
     *
     * @param findings by instrument
     * @returns rows inserted, changed or removed
     */
    async replace(findings: readonly PatternFindings[]): Promise<number> {
      let removed = 0;
      const rows: KeptPattern[] = [];
      for (const one of findings) {
        const changes = await changesOf(one);
        removed += changes.removed;
        rows.push(...changes.rows);
      }
      const changed = runBulk(raw, 'patterns', compile, rows, 4, (row, cells, at) => {
        cells[at] = row.instrumentId;
        cells[at + 1] = row.session;
        cells[at + 2] = codeOf(row.pattern);
        cells[at + 3] = row.value;
      });
      return removed + changed;
    },
  };
}
