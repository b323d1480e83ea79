import type { Database, Statement } from 'better-sqlite3';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { asFailure, untilFree } from './connection.ts';
import { areViews, rowViews } from './row-views.ts';

/** Statements prepared once per text; a store asks a few dozen different ones. */
type Prepared = Map<string, Statement>;

function prepared(database: Database, statements: Prepared, sql: string): Statement {
  const known = statements.get(sql);
  if (known) return known;
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

function execute<Row>(
  statement: Statement,
  parameters: readonly unknown[],
  views: boolean,
): QueryResult<Row> {
  if (views) {
    try {
      const rows = statement.raw().all(...parameters) as unknown[][];
      // Asked afterwards: only running it tells a kept statement what another process made of a table.
      const columns = statement.columns().map(({ name }) => name);
      return { rows: rows.map(rowViews(columns)) as Row[] };
    } finally {
      statement.raw(false);
    }
  }
  if (statement.reader) return { rows: statement.all(...parameters) as Row[] };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return {
    rows: [],
    numAffectedRows: BigInt(changes),
    insertId: BigInt(lastInsertRowid),
  };
}

function connectionOf(database: Database, path: string): DatabaseConnection {
  const statements: Prepared = new Map();
  return {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const { sql, parameters } = query;
      const views = areViews(query);
      try {
        return await untilFree(() =>
          execute<Row>(prepared(database, statements, sql), parameters, views),
        );
      } catch (error) {
        throw asFailure(error, path);
      }
    },
    async *streamQuery<Row>({ sql, parameters }: CompiledQuery) {
      for (const row of database.prepare(sql).iterate(...parameters)) {
        yield { rows: [row as Row] };
      }
    },
  };
}

/** One connection, lent to one user at a time: a transaction keeps it until it ends. */
function driverOf(database: Database, path: string): Driver {
  const connection = connectionOf(database, path);
  const waiting: (() => void)[] = [];
  let lent = false;
  const run = (sql: string): void => void database.exec(sql);
  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      if (lent) await new Promise<void>((resolve) => waiting.push(resolve));
      lent = true;
      return connection;
    },
    releaseConnection() {
      const next = waiting.shift();
      if (next) next();
      else lent = false;
      return Promise.resolve();
    },
    // A transaction that begins by reading fails at once when another process has written
    // meanwhile, whatever the time-out: every one takes the write lock first.
    beginTransaction: () => untilFree(() => run('BEGIN IMMEDIATE')),
    commitTransaction: () => untilFree(() => run('COMMIT')),
    rollbackTransaction: () => {
      // A full disk makes SQLite roll back by itself.
      if (database.inTransaction) run('ROLLBACK');
      return Promise.resolve();
    },
    destroy: () => {
      database.close();
      return Promise.resolve();
    },
  };
}

/**
 * Kysely on a better-sqlite3 connection of ours: immediate transactions, prepared statements kept.
 *
 * @param path of the file, for naming it in failures
 */
export function sqliteDialect(database: Database, path: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driverOf(database, path),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
