import type { Migration } from '../../src/store/migrate.ts';

/** A schema of two steps, for testing how steps are taken. */
export const TWO_MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'first', sql: 'CREATE TABLE first (a INTEGER) STRICT;' },
  {
    number: 2,
    name: 'second',
    sql: 'CREATE TABLE second (b TEXT) STRICT; INSERT INTO first VALUES (1);',
  },
];
