import type { Database, Statement } from 'better-sqlite3';
import type { CompiledQuery } from 'kysely';

/** Rows in one statement: past this nothing is gained, and a short tail costs more. */
const CHUNK = 64;

/** A value that SQLite stores as it is. */
export type Cell = string | number | null | Uint8Array;

/** Compiles the statement for that many rows, whose values are parameters: called once, for one. */
export type CompileRows = (rows: number) => CompiledQuery;

interface Prepared {
  /** Made when there are rows enough for it. */
  chunk?: Statement<Cell[]>;
  readonly single: Statement<Cell[]>;
  readonly sql: string;
}

/** The statement of one row for many: compiling it anew would take longer than a session's rows do. */
function forRows(sql: string, rows: number): string {
  const start = sql.indexOf(' values (') + ' values '.length;
  const end = sql.indexOf(')', start) + 1;
  const others = `, ${sql.slice(start, end)}`.repeat(rows - 1);
  return sql.slice(0, end) + others + sql.slice(end);
}

/** Statements live as long as their connection, by the name of the work. */
const KEPT = new WeakMap<Database, Map<string, Prepared>>();

function prepare(raw: Database, name: string, compile: CompileRows): Prepared {
  const names = KEPT.get(raw) ?? new Map<string, Prepared>();
  KEPT.set(raw, names);
  const known = names.get(name);
  if (known) return known;
  const { sql } = compile(1);
  const made: Prepared = { single: raw.prepare<Cell[]>(sql), sql };
  names.set(name, made);
  return made;
}

/**
 * Runs one compiled insert over many rows, chunk by chunk, inside the caller's transaction. Rows
 * should come in key order: then each page is touched once.
 *
 * @param name the statement's name, the same for the same text
 * @param fill puts the row's cells into the array from the offset on, in the statement's order
 * @param width cells of a row
 * @returns rows really inserted or changed
 */
export function runBulk<Row>(
  raw: Database,
  name: string,
  compile: CompileRows,
  rows: readonly Row[],
  width: number,
  fill: (row: Row, cells: Cell[], offset: number) => void,
): number {
  if (rows.length === 0) return 0;
  const prepared = prepare(raw, name, compile);
  let changed = 0;
  const whole = rows.length - (rows.length % CHUNK);
  const cells: Cell[] = Array.from({ length: CHUNK * width }, () => null);
  for (let start = 0; start < whole; start += CHUNK) {
    for (let index = 0; index < CHUNK; index++) {
      fill(rows[start + index] as Row, cells, index * width);
    }
    prepared.chunk ??= raw.prepare<Cell[]>(forRows(prepared.sql, CHUNK));
    changed += prepared.chunk.run(...cells).changes;
  }
  cells.length = width;
  for (let index = whole; index < rows.length; index++) {
    fill(rows[index] as Row, cells, 0);
    changed += prepared.single.run(...cells).changes;
  }
  return changed;
}
