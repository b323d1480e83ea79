import { PLAN_NAMES } from '../../core/charges/brokerage.ts';
import { changeCash } from '../../core/exchange/book.ts';
import type { CashChange } from '../../core/exchange/booking.ts';
import { freeCash } from '../../core/exchange/funds.ts';
import { Failure } from '../../core/failure.ts';
import { paise, rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import { readRupees } from '../../core/market/read-rupees.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { printable } from '../../render/printable.ts';
import type { Books } from '../../store/store.ts';
import type { Account } from '../../store/trading/accounts.ts';
import { accountNamed, booksOf, nowAndDay } from '../account-desk.ts';
import type { Today } from '../account-desk.ts';
import type { createOptions } from './command.ts';

/** A name is shown in tables and messages: one line of it, not too long. */
function nameOf(words: readonly string[]): string {
  const name = (words[0] ?? '').trim();
  if (name !== '' && name.length <= 60 && printable(name) === name) return name;
  throw new Failure(
    'usage',
    `expected a name of up to 60 characters, found ${JSON.stringify(name)}`,
  );
}

/** Books money that comes (above zero) or goes. */
async function bookCash(
  ctx: CommandContext,
  books: Books,
  account: Account,
  amount: number,
  { now, session }: Today,
): Promise<Paise> {
  const { book } = await booksOf(ctx, books, account, session);
  const { accountId } = account;
  const free = freeCash(book, accountId);
  if (amount < 0 && free + amount < 0) {
    throw new Failure(
      'usage',
      `expected no more than the ${rupees(free).toFixed(2)} that are free, found ${rupees(paise(-amount)).toFixed(2)}`,
    );
  }
  const booking: CashChange = {
    kind: 'cash',
    cause: amount > 0 ? 'deposit' : 'withdrawal',
    accountId,
    at: now,
    session,
    amountPaise: paise(amount),
    note: amount > 0 ? 'deposit' : 'withdrawal',
  };
  changeCash(book, accountId, amount);
  await books.tradingBooks.record(book, [booking], { placedAt: now });
  return paise(account.cashPaise + amount);
}

function told(name: string, cash: Paise, currency: string): CommandResult {
  return {
    text: `${name}: ${rupees(cash).toFixed(2)} ${currency}\n`,
    json: { account: name, cash: rupees(cash), currency },
  };
}

/** Opens an account; of a name that is taken says so. */
export async function create(
  ctx: CommandContext,
  { deposit: asked, plan, currency, allowShort }: OptionValues<typeof createOptions>,
  words: readonly string[],
): Promise<CommandResult> {
  const name = nameOf(words);
  const amount = asked === undefined ? undefined : readRupees('--deposit', asked);
  const usual = ctx.resolved.settings['trading.brokerage_plan'];
  const terms = plan ?? PLAN_NAMES.find((one) => one === usual) ?? 'none';
  const today = await nowAndDay(ctx);
  const store = await ctx.store('write');
  const made = await store.write(async (books) => {
    const facts = { name, currency, plan: terms, mayShort: allowShort, createdAt: today.now };
    const account = await books.accounts.create(facts);
    if (!account) return undefined;
    return amount === undefined ? paise(0) : bookCash(ctx, books, account, amount, today);
  }, 'full');
  if (made !== undefined) return told(name, made, currency);
  return {
    text: `there is an account named ${name} already\n`,
    json: { account: name, created: false },
    no: true,
  };
}

async function move(
  ctx: CommandContext,
  words: readonly string[],
  sign: 1 | -1,
): Promise<CommandResult> {
  const [name = '', text = ''] = words;
  const amount = readRupees('amount', text);
  const today = await nowAndDay(ctx);
  const store = await ctx.store('write');
  return store.write(async (books) => {
    const account = await accountNamed(books, name);
    const cash = await bookCash(ctx, books, account, sign * amount, today);
    return told(account.name, cash, account.currency);
  }, 'full');
}

/** Brings money in. */
export async function deposit(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  return move(ctx, words, 1);
}

/** Takes money out. @throws Failure `usage` when it is not free */
export async function withdraw(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  return move(ctx, words, -1);
}
