import type { Calendar } from '../core/calendar/calendar.ts';
import { Failure } from '../core/failure.ts';
import { nearest } from '../core/nearest.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { CommandContext } from '../kit/command.ts';
import { fillRules } from '../kit/trading-rules.ts';
import type { Books, Reading } from '../store/store.ts';
import type { Account } from '../store/trading/accounts.ts';
import type { OpenedBook } from '../store/trading/book-rows.ts';

export const EXCHANGE = 'XNSE';

/**
 * The account that is meant: the one named, else the only one there is.
 *
 * @throws Failure `usage` when there is none of that name, or several to choose from
 */
export async function accountNamed(
  { accounts }: Pick<Reading, 'accounts'>,
  name: string | undefined,
): Promise<Account> {
  const all = await accounts.all();
  const names = all.map((account) => account.name);
  const found = name === undefined ? all[0] : all.find((account) => account.name === name);
  if (found && (name !== undefined || all.length === 1)) return found;
  if (all.length === 0) {
    throw new Failure(
      'usage',
      'expected an account, found none: `paperjobs account create main --deposit 1000000` opens one',
    );
  }
  if (name === undefined) {
    throw new Failure('usage', `expected --account, one of ${names.join(', ')}`);
  }
  const close = nearest(name, names);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  throw new Failure('usage', `expected an account, found none named "${name}"${hint}`);
}

/** The account that a reading command is asked about; absent: all. */
export async function accountAsked(
  store: Pick<Reading, 'accounts'>,
  name: string | undefined,
): Promise<Account | undefined> {
  return name === undefined ? undefined : accountNamed(store, name);
}

/** Names of accounts for tables, by their number. */
export async function accountNames({
  accounts,
}: Pick<Reading, 'accounts'>): Promise<(accountId: number) => string> {
  const names = new Map((await accounts.all()).map((one) => [one.accountId, one.name]));
  return (accountId) => names.get(accountId) ?? '';
}

/** What `--account`, `--from` and `--to` leave of a list; what was not told is left out. */
export function listedRange(
  account: Account | undefined,
  from: SessionDate | undefined,
  to: SessionDate | undefined,
): { readonly accountId?: number; readonly from?: SessionDate; readonly to?: SessionDate } {
  return {
    ...(account ? { accountId: account.accountId } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Now, and the exchange's calendar and day of it. */
export interface Today {
  readonly now: Instant;
  readonly session: SessionDate;
  readonly calendar: Calendar;
}

/** To be asked for before a transaction begins: the calendar is read from the database. */
export async function nowAndDay(ctx: CommandContext): Promise<Today> {
  const now = ctx.clock.now();
  const calendar = await ctx.calendar(EXCHANGE);
  return { now, calendar, session: calendar.dateAt(now) };
}

/** Opens the books of one account inside a transaction. */
export async function booksOf(
  ctx: CommandContext,
  books: Books,
  account: Account,
  session: SessionDate,
  listingIds: readonly number[] = [],
): Promise<OpenedBook> {
  return books.tradingBooks.open({
    rules: fillRules(ctx.resolved.settings),
    session,
    accountId: account.accountId,
    listingIds,
  });
}

/** Names of listings for tables: symbols as they are today. */
export async function symbolsFor(
  store: Pick<Reading, 'tradedListings'>,
  listingIds: readonly number[],
  session: SessionDate,
): Promise<(listingId: number) => string> {
  const listings = await store.tradedListings.of([...new Set(listingIds)], session);
  const names = new Map(listings.map(({ listingId, symbol }) => [listingId, symbol]));
  return (listingId) => names.get(listingId) ?? `listing ${listingId}`;
}
