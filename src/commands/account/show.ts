import { summarise } from '../../core/exchange/account-summary.ts';
import type { AccountSummary } from '../../core/exchange/account-summary.ts';
import { freeCash } from '../../core/exchange/funds.ts';
import { totalsAt } from '../../core/exchange/ledger-totals.ts';
import { istText } from '../../core/market/instant.ts';
import { rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { fillRules } from '../../kit/trading-rules.ts';
import { tableText } from '../../render/table.ts';
import type { Store } from '../../store/store.ts';
import type { Account } from '../../store/trading/accounts.ts';
import { accountNamed, nowAndDay } from '../account-desk.ts';

/** An account by the marks of its last valuation. */
interface Looked {
  readonly account: Account;
  readonly summary: AccountSummary;
  readonly freePaise: Paise;
}

async function look(ctx: CommandContext, store: Store, account: Account): Promise<Looked> {
  const { now, session } = await nowAndDay(ctx);
  const { accountId } = account;
  const { book } = await store.tradingBooks.open({
    rules: fillRules(ctx.resolved.settings),
    session,
    accountId,
  });
  const before = await store.accountSummaries.officialBefore(accountId, session);
  const ledger = await store.ledger.days();
  const holdings = await store.positions.list(accountId);
  const summary = summarise(
    { accountId, session, official: false, takenAt: now, closes: false },
    totalsAt(ledger, accountId, session, before?.session),
    holdings,
    before?.valuePaise,
  );
  return { account, summary, freePaise: freeCash(book, accountId) };
}

const money = (amount: Paise): string => rupees(amount).toFixed(2);

function record({ account, summary, freePaise }: Looked) {
  return {
    account: account.name,
    currency: account.currency,
    plan: account.plan,
    mayShort: account.mayShort,
    created: istText(account.createdAt),
    cash: rupees(summary.cashPaise),
    free: rupees(freePaise),
    holdings: rupees(summary.sharesPaise),
    value: rupees(summary.valuePaise),
    unrealised: rupees(summary.unrealisedPaise),
    realised: rupees(summary.realisedPaise),
    charges: rupees(summary.chargesPaise),
    dividends: rupees(summary.dividendsPaise),
    day: rupees(summary.dayPaise),
    positions: summary.positions,
    stale: summary.stale,
  };
}

/** Every account, a line each. */
export async function list(ctx: CommandContext): Promise<CommandResult> {
  const store = await ctx.store('read');
  const looked: Looked[] = [];
  for (const account of await store.accounts.all()) looked.push(await look(ctx, store, account));
  const amount = (head: string, of: (one: Looked) => Paise) => ({
    head,
    cell: (one: Looked) => money(of(one)),
    right: true,
  });
  return {
    text: tableText(
      [
        { head: 'account', cell: ({ account }) => account.name },
        { head: 'currency', cell: ({ account }) => account.currency },
        amount('cash', ({ summary }) => summary.cashPaise),
        amount('free', ({ freePaise }) => freePaise),
        amount('holdings', ({ summary }) => summary.sharesPaise),
        amount('value', ({ summary }) => summary.valuePaise),
        amount('day', ({ summary }) => summary.dayPaise),
        { head: 'plan', cell: ({ account }) => account.plan },
      ],
      looked,
      'no account yet: `paperjobs account create main --deposit 1000000` opens one',
    ),
    json: looked.map(record),
  };
}

/** One account, a figure a line. */
export async function show(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const looked = await look(ctx, store, await accountNamed(store, words[0]));
  const told = record(looked);
  const { summary, freePaise, account } = looked;
  const lines: readonly (readonly [string, string, number?])[] = [
    ['account', account.name],
    ['terms', `${account.plan}${account.mayShort ? ', may sell short intraday' : ''}`],
    ['cash', money(summary.cashPaise)],
    ['free of it', money(freePaise)],
    ['holdings', `${money(summary.sharesPaise)} (${summary.positions}, ${summary.stale} stale)`],
    ['value', money(summary.valuePaise)],
    ['day', money(summary.dayPaise), summary.dayPaise],
    ['unrealised', money(summary.unrealisedPaise), summary.unrealisedPaise],
    ['realised', money(summary.realisedPaise), summary.realisedPaise],
    ['charges', money(summary.chargesPaise)],
    ['dividends', money(summary.dividendsPaise)],
  ];
  return {
    text: tableText(
      [
        { head: '', cell: ([name]) => name },
        {
          head: account.currency,
          cell: ([, value]) => value,
          right: true,
          gain: ([, , won]) => won,
        },
      ],
      lines,
      '',
      ctx.colour,
    ),
    json: told,
  };
}
