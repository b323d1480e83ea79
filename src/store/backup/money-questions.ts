import type { Database } from 'better-sqlite3';
import { withFile } from '../maintenance/open-file.ts';

/** A question whose answer must be 0 in a desk whose books are right. */
interface MoneyQuestion {
  readonly what: string;
  /** Columns that it needs, by table. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  /** Counts what is wrong. */
  readonly sql: string;
}

/** Books that were restored must balance: money by money, shares by shares. */
const MONEY_QUESTIONS: readonly MoneyQuestion[] = [
  {
    what: 'accounts whose cash is not the sum of their ledger',
    needs: {
      accounts: ['account_id', 'cash_paise'],
      ledger_entries: ['account_id', 'ledger', 'amount_paise'],
    },
    sql: `SELECT count(*) FROM accounts a WHERE a.cash_paise <>
      (SELECT ifnull(sum(l.amount_paise), 0) FROM ledger_entries l
        WHERE l.account_id = a.account_id AND l.ledger = 'cash')`,
  },
  {
    what: 'bookings whose entries do not add up to zero',
    needs: { ledger_entries: ['journal', 'amount_paise'] },
    sql: `SELECT count(*) FROM
      (SELECT 1 FROM ledger_entries GROUP BY journal HAVING sum(amount_paise) <> 0)`,
  },
  {
    what: 'positions whose quantity is not that of their trades',
    needs: {
      positions: ['account_id', 'listing_id', 'quantity'],
      trades: ['account_id', 'listing_id', 'side', 'quantity'],
    },
    sql: `SELECT count(*) FROM positions p WHERE p.quantity <>
      (SELECT ifnull(sum(CASE t.side WHEN 'BUY' THEN t.quantity ELSE -t.quantity END), 0) FROM trades t
        WHERE t.account_id = p.account_id AND t.listing_id = p.listing_id)`,
  },
  {
    what: 'positions whose quantity is not that of their lots',
    needs: {
      positions: ['account_id', 'listing_id', 'quantity'],
      lots: ['account_id', 'listing_id', 'quantity'],
    },
    sql: `SELECT count(*) FROM positions p WHERE p.quantity <>
      (SELECT ifnull(sum(o.quantity), 0) FROM lots o
        WHERE o.account_id = p.account_id AND o.listing_id = p.listing_id)`,
  },
];

/** What recounting the books came to. */
export interface MoneyAnswers {
  /** Sentences; empty where the books balance, or where none are kept. */
  readonly wrong: readonly string[];
  /** Questions that could be asked. */
  readonly asked: number;
}

function answerOf(database: Database, { what, needs, sql }: MoneyQuestion): string | undefined | 0 {
  const columns = database
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
    .pluck();
  for (const [table, wanted] of Object.entries(needs)) {
    const found = columns.all(table);
    if (found.length === 0) return undefined;
    const lacking = wanted.filter((column) => !found.includes(column));
    if (lacking.length > 0)
      return `${what}: not to be counted, ${table} has no ${lacking.join(', ')}`;
  }
  const wrong = Number(database.prepare(sql).pluck().get());
  return wrong === 0 ? 0 : `${what}: ${wrong}`;
}

/** Recounts the books of a restored database. */
export function askMoney(path: string): MoneyAnswers {
  return withFile(path, 'read', (database) => {
    const answers = MONEY_QUESTIONS.map((question) => answerOf(database, question));
    return {
      wrong: answers.filter((answer) => typeof answer === 'string'),
      asked: answers.filter((answer) => answer !== undefined).length,
    };
  });
}
