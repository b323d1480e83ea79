import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connect } from '../../src/store/connection.ts';
import { sqliteDialect } from '../../src/store/dialect.ts';
import type { Handle } from '../../src/store/handle.ts';
import type { Schema } from '../../src/store/schema.ts';
import { keeping } from '../../src/store/transaction.ts';
import { Kysely } from 'kysely';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [NORMAL, FULL] = [1, 2];

it('books of accounts are synced at their commit, everything else as usual', async () => {
  const path = join(temporaryFolder(), 'books.db');
  const raw = connect(path, 'write');
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = NORMAL');
  const handle: Handle = { raw, db: new Kysely<Schema>({ dialect: sqliteDialect(raw, path) }) };
  const write = keeping(handle);
  const level = async () => Number(raw.pragma('synchronous', { simple: true }));
  expect(await write(level)).toBe(NORMAL);
  expect(await write(level, 'full')).toBe(FULL);
  expect(await write(level)).toBe(NORMAL);
  const levels = await Promise.all([write(level), write(level, 'full'), write(level)]);
  expect(levels, 'side by side, each has its own').toEqual([NORMAL, FULL, NORMAL]);
  await expect(write(() => Promise.reject(new Error('undone')), 'full')).rejects.toThrow('undone');
  expect(await level()).toBe(NORMAL);
  await handle.db.destroy();
});
