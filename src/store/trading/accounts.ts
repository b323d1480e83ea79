import type { Selectable } from 'kysely';
import { PLAN_NAMES } from '../../core/charges/brokerage.ts';
import type { PlanName } from '../../core/charges/brokerage.ts';
import type { Currency } from '../../core/market/currency.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { Handle } from '../handle.ts';
import type { TradingTables } from '../trading-tables.ts';

/** A paper account. */
export interface Account {
  readonly accountId: number;
  readonly name: string;
  readonly currency: Currency;
  readonly plan: PlanName;
  readonly mayShort: boolean;
  readonly cashPaise: Paise;
  readonly createdAt: Instant;
}

function fromRow(row: Selectable<TradingTables['accounts']>): Account {
  return {
    accountId: row.account_id,
    name: row.name,
    currency: row.currency as Currency,
    plan: PLAN_NAMES.find((name) => name === row.plan) ?? 'none',
    mayShort: row.may_short === 1,
    cashPaise: paise(row.cash_paise),
    createdAt: instant(row.created_at),
  };
}

/** Reading of accounts. */
export function readAccounts({ db }: Handle) {
  return {
    /** In the order in which they were opened. */
    async all(): Promise<Account[]> {
      const rows = await db.selectFrom('accounts').selectAll().orderBy('account_id').execute();
      return rows.map(fromRow);
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeAccounts({ db }: Handle) {
  return {
    /** Opens an account without money. @returns absent where the name is taken */
    async create(facts: Omit<Account, 'accountId' | 'cashPaise'>): Promise<Account | undefined> {
      const row = await db
        .insertInto('accounts')
        .values({
          name: facts.name,
          currency: facts.currency,
          plan: facts.plan,
          may_short: Number(facts.mayShort),
          cash_paise: 0,
          created_at: facts.createdAt,
        })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returningAll()
        .executeTakeFirst();
      return row ? fromRow(row) : undefined;
    },
  };
}
