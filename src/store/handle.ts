import type { Database } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** What a table's functions work on: Kysely for queries, the driver for bulk rows, one connection. */
export interface Handle {
  readonly db: Kysely<Schema>;
  readonly raw: Database;
}
