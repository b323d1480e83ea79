import { Failure } from '../../core/failure.ts';
import { accountFigures } from '../../core/portfolio/account-figures.ts';
import { activityOf, meanExposure, yearlyTurnover } from '../../core/portfolio/activity.ts';
import type { Performance } from '../../core/portfolio/performance.ts';
import { rollingDays } from '../../core/portfolio/rolling-days.ts';
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
  ROLLING_COLUMNS,
  STRATEGY_COLUMNS,
  dayRecord,
  monthRecord,
  rollingRecord,
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
  none = NONE,
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
    text: rowsText(csv, whole, rows, none),
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

/** The figures of an account, and how much it was in the market and traded. */
interface AccountFigures extends Performance {
  readonly exposure?: number;
  readonly turnover?: number;
}

type Figure = readonly [name: string, of: (figures: AccountFigures) => string];

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
  ['in the market', ({ exposure }) => percent(exposure)],
  ['turnover a year', ({ turnover }) => percent(turnover)],
];

async function figuresOf(
  { performance, trades }: Pick<Reading, 'performance' | 'trades'>,
  accounts: readonly Account[],
  riskFree: number,
  { on }: Values,
): Promise<CommandResult> {
  const all: OfAccount<AccountFigures>[] = [];
  for (const { accountId, name } of accounts) {
    const days = await performance.days(accountId, undefined, on);
    if (days.length === 0) continue;
    const booked = await trades.list({ accountId, ...(on === undefined ? {} : { to: on }) });
    const activity = activityOf(
      days,
      booked.filter(({ kind }) => kind === 'fill'),
    );
    const [exposure, turnover] = [meanExposure(activity), yearlyTurnover(activity)];
    all.push({
      account: name,
      row: {
        ...accountFigures(days, riskFree),
        ...(exposure === undefined ? {} : { exposure }),
        ...(turnover === undefined ? {} : { turnover }),
      },
    });
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
    json: all.map(({ account, row }) => ({
      account,
      ...performanceRecord(row),
      exposure: row.exposure ?? null,
      turnover: row.turnover ?? null,
    })),
  };
}

/** Reads without writing or locking. */
export async function run(ctx: CommandContext, values: Values): Promise<CommandResult> {
  const store = await ctx.store('read');
  const { performance } = store;
  const asked = await accountAsked(store, values.account);
  const accounts = asked ? [asked] : await store.accounts.all();
  const { by, on, csv, window } = values;
  const riskFree = ctx.resolved.settings['performance.risk_free_percent'] / 100;
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
    case 'rolling': {
      if (window < 2) throw new Failure('usage', `--window: expected at least 2, found ${window}`);
      const rows = await ofEach(accounts, async (id) =>
        rollingDays(await performance.days(id, undefined, on), window, riskFree),
      );
      return listed(rows, ROLLING_COLUMNS, rollingRecord, csv, `no account has ${window} sessions`);
    }
    case undefined:
      return figuresOf(store, accounts, riskFree, values);
  }
}
