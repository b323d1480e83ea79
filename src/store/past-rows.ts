import { sql } from 'kysely';
import type { Cutoff, TableRetention } from '../core/retention/table-retention.ts';
import type { Handle } from './handle.ts';

/** Which rows of a table: those below the cutoff, of one owner where the rule has owners. */
export interface PastRows {
  readonly rule: TableRetention;
  readonly cutoff: Cutoff;
  readonly owner?: number;
}

/** Where owners are listed. */
const OWNER_TABLES = { listing_id: 'listings', instrument_id: 'instruments' } as const;

/** Names of tables and columns come from the list of rules, never from outside. */
function condition({ rule, cutoff, owner }: PastRows) {
  const past = sql`${sql.ref(rule.column)} < ${cutoff}`;
  if (rule.owner === undefined || owner === undefined) return past;
  return sql`${sql.ref(rule.owner)} = ${owner} AND ${past}`;
}

/** Reading of rows that are past their time. */
export function readPastRows({ db }: Handle) {
  return {
    /** How many there are. */
    async count(past: PastRows): Promise<number> {
      const { rows } = await sql<{
        count: number;
      }>`SELECT count(*) AS count FROM ${sql.table(past.rule.table)} WHERE ${condition(past)}`.execute(
        db,
      );
      return rows[0]?.count ?? 0;
    },
    /** Every listing or instrument, whose rows are looked for one after the other. */
    async owners(owner: NonNullable<TableRetention['owner']>): Promise<number[]> {
      const { rows } = await sql<{
        id: number;
      }>`SELECT ${sql.ref(owner)} AS id FROM ${sql.table(OWNER_TABLES[owner])} ORDER BY id`.execute(
        db,
      );
      return rows.map(({ id }) => id);
    },
  };
}

/** Removing of them, inside the caller's transaction. */
export function writePastRows({ db }: Handle) {
  /** The value up to which about so many of the oldest rows lie; absent where there are fewer. */
  async function limitOf(past: PastRows, limit: number): Promise<Cutoff | undefined> {
    const column = sql.ref(past.rule.column);
    const { rows } = await sql<{
      value: Cutoff;
    }>`SELECT ${column} AS value FROM ${sql.table(past.rule.table)} WHERE ${condition(past)} ORDER BY ${column} LIMIT 1 OFFSET ${limit - 1}`.execute(
      db,
    );
    return rows[0]?.value;
  }
  return {
    /**
     * Removes the oldest of them: so many, and those of the same moment or session as the last.
     *
     * @returns rows removed, without those of `parts`
     */
    async remove(past: PastRows, limit: number): Promise<number> {
      const last = await limitOf(past, limit);
      const { rule } = past;
      const upTo =
        last === undefined
          ? condition(past)
          : sql`${condition(past)} AND ${sql.ref(rule.column)} <= ${last}`;
      if (rule.parts) {
        const { table, key } = rule.parts;
        await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(key)} IN (SELECT ${sql.ref(key)} FROM ${sql.table(rule.table)} WHERE ${upTo})`.execute(
          db,
        );
      }
      const { numAffectedRows } =
        await sql`DELETE FROM ${sql.table(rule.table)} WHERE ${upTo}`.execute(db);
      return Number(numAffectedRows ?? 0);
    },
  };
}
