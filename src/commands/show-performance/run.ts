import { accountFigures } from '../../core/portfolio/account-figures.ts';
import type { Performance } from '../../core/portfolio/performance.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { performanceRecord } from '../../render/performance-record.ts';
import { rowsText, tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { Account } from '../../store/trading/accounts.ts';
import type { Reading } from '../../store/store.ts';
import { accountAsked } from '../account-desk.ts';
import type { options } from './command.ts';
import {
  DAY_COLUMNS,
  MONTH_COLUMNS,
  STRATEGY_COLUMNS,
  dayRecord,
  monthRecord,
  strategyRecord,
} from './rows.ts';

type Values = OptionValues<typeof options>;

const NONE = 'no performance is kept: `paperjobs perf` reckons it';

interface OfAccount<Row> {
  readonly account: string;
  readonly row: Row;
}

/** Rows of accounts, each with its account's name before it. */
function listed<Row extends object>(
  rows: readonly OfAccount<Row>[],
  columns: readonly Column<Row>[],
  record: (row: Row) => object,
  csv: boolean,
): CommandResult {
  const whole: readonly Column<OfAccount<Row>>[] = [
    { head: 'account', cell: ({ account }) => account },
    ...columns.map(({ head, right = false, cell }): Column<OfAccount<Row>> => ({
      head,
      right,
      cell: ({ row }) => cell(row),
    })),
  ];
  return {
    text: rowsText(csv, whole, rows, NONE),
    json: rows.map(({ account, row }) => ({ account, ...record(row) })),
  };
}

async function ofEach<Row>(
  accounts: readonly Account[],
  rowsOf: (accountId: number) => Promise<readonly Row[]>,
): Promise<OfAccount<Row>[]> {
  const all: OfAccount<Row>[] = [];
  for (const { accountId, name } of accounts) {
    for (const row of await rowsOf(accountId)) all.push({ account: name, row });
  }
  return all;
}

const percent = (ratio: number | undefined): string =>
  ratio === undefined ? '' : `${(ratio * 100).toFixed(2)} %`;
const plain = (value: number | undefined): string => value?.toFixed(2) ?? '';

type Figure = readonly [name: string, of: (figures: Performance) => string];

const FIGURES: readonly Figure[] = [
  ['first session', ({ from }) => from ?? ''],
  ['last session', ({ to }) => to ?? ''],
  ['sessions', ({ returns }) => String(returns)],
  ['return', ({ totalReturn }) => percent(totalReturn)],
  ['benchmark', ({ benchmark }) => percent(benchmark?.totalReturn)],
  ['a year', ({ cagr }) => percent(cagr)],
  ['money-weighted', ({ moneyWeightedReturn }) => percent(moneyWeightedReturn)],
  ['volatility', ({ volatility }) => percent(volatility)],
  ['Sharpe', ({ sharpe }) => plain(sharpe)],
  ['Sortino', ({ sortino }) => plain(sortino)],
  ['Calmar', ({ calmar }) => plain(calmar)],
  ['Omega', ({ omega }) => plain(omega)],
  ['deepest fall', ({ maxDrawdown }) => percent(maxDrawdown)],
  [
    'from, to, back',
    ({ drawdown }) =>
      drawdown ? `${drawdown.peak} ${drawdown.trough} ${drawdown.recovery ?? 'not yet'}` : '',
  ],
  ['VaR 95 % a day', ({ var95 }) => percent(var95)],
  ['CVaR 95 % a day', ({ cvar95 }) => percent(cvar95)],
  ['alpha', ({ benchmark }) => percent(benchmark?.alpha)],
  ['beta', ({ benchmark }) => plain(benchmark?.beta)],
  ['R²', ({ benchmark }) => plain(benchmark?.rSquared)],
];

async function figuresOf(
  { performance }: Pick<Reading, 'performance'>,
  accounts: readonly Account[],
  riskFree: number,
  { on }: Values,
): Promise<CommandResult> {
  const all: OfAccount<Performance>[] = [];
  for (const { accountId, name } of accounts) {
    const days = await performance.days(accountId, undefined, on);
    if (days.length > 0) all.push({ account: name, row: accountFigures(days, riskFree) });
  }
  const columns: readonly Column<Figure>[] = [
    { head: 'figure', cell: ([name]) => name },
    ...all.map(({ account, row }) => ({
      head: account,
      cell: ([, of]: Figure) => of(row),
      right: true,
    })),
  ];
  return {
    text: all.length === 0 ? `${NONE}\n` : tableText(columns, FIGURES, NONE),
    json: all.map(({ account, row }) => ({ account, ...performanceRecord(row) })),
  };
}

/** Reads without writing or locking. */
export async function run(ctx: CommandContext, values: Values): Promise<CommandResult> {
  const store = await ctx.store('read');
  const { performance } = store;
  const asked = await accountAsked(store, values.account);
  const accounts = asked ? [asked] : await store.accounts.all();
  const { by, on, csv } = values;
  switch (by) {
    case 'day': {
      const rows = await ofEach(accounts, (id) => performance.days(id, undefined, on));
      return listed(rows, DAY_COLUMNS, dayRecord, csv);
    }
    case 'month': {
      const rows = await ofEach(accounts, (id) => performance.months(id, on));
      return listed(rows, MONTH_COLUMNS, monthRecord, csv);
    }
    case 'strategy': {
      const rows = await ofEach(accounts, (id) => performance.strategies(id, on));
      return listed(rows, STRATEGY_COLUMNS, strategyRecord, csv);
    }
    case undefined: {
      const riskFree = ctx.resolved.settings['performance.risk_free_percent'] / 100;
      return figuresOf(store, accounts, riskFree, values);
    }
  }
}
