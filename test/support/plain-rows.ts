import SqliteDatabase from 'better-sqlite3';

/** What a person with a `sqlite3` shell sees beside the running program. */
export function plainRows(path: string, sql: string): unknown[] {
  const database = new SqliteDatabase(path, { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}
