import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { withFile } from './open-file.ts';
import type { Room } from './tasks.ts';

/** SQLite's number for giving back pages step by step. */
const INCREMENTAL = 2;

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Room in a database that is open. */
export function roomIn(database: Database): Room {
  const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
  return {
    pageSize: number('page_size'),
    pages: number('page_count'),
    freePages: number('freelist_count'),
    incremental: number('auto_vacuum') === INCREMENTAL,
    bytes: sizeOf(database.name) + sizeOf(`${database.name}-wal`),
  };
}

/** How much of the file is free. @throws Failure as `openFile` tells */
export function roomOf(path: string): Room {
  return withFile(path, 'read', roomIn);
}
