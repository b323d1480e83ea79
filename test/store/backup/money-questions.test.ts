import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { askMoney } from '../../../src/store/backup/money-questions.ts';
import { openStore } from '../../../src/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const BOOKS = `CREATE TABLE accounts (account_id INTEGER, cash_paise INTEGER);
  CREATE TABLE ledger_entries (journal INTEGER, account_id INTEGER, ledger TEXT, amount_paise INTEGER);
  CREATE TABLE trades (account_id INTEGER, listing_id INTEGER, side TEXT, quantity INTEGER);
  CREATE TABLE positions (account_id INTEGER, listing_id INTEGER, quantity INTEGER);
  CREATE TABLE lots (account_id INTEGER, listing_id INTEGER, quantity INTEGER);
  INSERT INTO accounts VALUES (1, 700);
  INSERT INTO ledger_entries VALUES (1, 1, 'cash', 1000), (1, 1, 'capital', -1000),
    (2, 1, 'cash', -300), (2, 1, 'shares', 300);
  INSERT INTO trades VALUES (1, 5, 'BUY', 10), (1, 5, 'SELL', 4);
  INSERT INTO lots VALUES (1, 5, 6), (1, 5, 0);
  INSERT INTO positions VALUES (1, 5, 6);`;

function asked(sql: string) {
  const path = join(temporaryFolder(), 'books.db');
  const raw = new SqliteDatabase(path);
  raw.exec(sql);
  raw.close();
  return askMoney(path);
}

describe('books that were restored', () => {
  it('balance', () => {
    expect(asked(BOOKS)).toEqual({ wrong: [], asked: 4 });
  });

  it.each([
    [
      'UPDATE accounts SET cash_paise = 701',
      'accounts whose cash is not the sum of their ledger: 1',
    ],
    ['DELETE FROM ledger_entries', 'accounts whose cash is not the sum of their ledger: 1'],
    [
      'DELETE FROM trades WHERE quantity = 4',
      'positions whose quantity is not that of their trades: 1',
    ],
    [
      "DELETE FROM ledger_entries WHERE ledger = 'shares'",
      'bookings whose entries do not add up to zero: 1',
    ],
    ['UPDATE lots SET quantity = 1', 'positions whose quantity is not that of their lots: 1'],
  ])('do not after %s', (sql, sentence) => {
    expect(asked(`${BOOKS}; ${sql}`).wrong).toEqual([sentence]);
  });

  it('are told as not to be counted where a table lacks a column', () => {
    expect(asked('CREATE TABLE accounts (a); CREATE TABLE ledger_entries (b)').wrong).toEqual([
      'accounts whose cash is not the sum of their ledger: not to be counted, accounts has no account_id, cash_paise',
      'bookings whose entries do not add up to zero: not to be counted, ledger_entries has no journal, amount_paise',
    ]);
  });

  it('can be asked of the schema as it is, as far as it keeps books', async () => {
    const path = join(temporaryFolder(), 'paperjobs.db');
    await (await openStore(path)).close();
    expect(askMoney(path).wrong).toEqual([]);
  });
});
