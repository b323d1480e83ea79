import type { Basis } from '../core/backtest/forward-returns.ts';
import type { HitStatistics } from '../core/backtest/hit-statistics.ts';
import type { Performance } from '../core/portfolio/performance.ts';
import { paise, rupees } from '../core/market/money.ts';
import { tableText } from './table.ts';
import type { Column } from './table.ts';

/** Statistics with what they are of. */
export interface NamedStatistics extends HitStatistics {
  readonly strategy: string;
  readonly basis: Basis;
  readonly horizon: number;
}

/** Horizons that a person looks at first. */
const SHOWN_HORIZONS: readonly number[] = [1, 5, 20, 60];

const percent = (fraction: number | undefined): string =>
  fraction === undefined ? '' : `${(fraction * 100).toFixed(2)}%`;
const plain = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(2));

const figure = (head: string, cell: (one: NamedStatistics) => string): Column<NamedStatistics> => ({
  head,
  cell,
  right: true,
});

const COLUMNS: readonly Column<NamedStatistics>[] = [
  { head: 'strategy', cell: ({ strategy }) => strategy },
  { head: 'from', cell: ({ basis }) => basis },
  figure('bars', ({ horizon }) => String(horizon)),
  figure('hits', ({ hits }) => String(hits)),
  figure('won', ({ hitRate }) => percent(hitRate)),
  figure('mean', ({ mean }) => percent(mean)),
  figure('median', ({ median }) => percent(median)),
  figure('5 %', ({ q05 }) => percent(q05)),
  figure('95 %', ({ q95 }) => percent(q95)),
  figure('t', ({ tValue }) => plain(tValue)),
  figure('universe', ({ universeMean }) => percent(universeMean)),
  figure('excess', ({ excessMean }) => percent(excessMean)),
  figure('t by session', ({ excessTValue }) => plain(excessTValue)),
];

/** Statistics as a table: some horizons, the others are in JSON. */
export function statisticsText(statistics: readonly NamedStatistics[], all = false): string {
  const rows = all
    ? statistics
    : statistics.filter(({ horizon }) => SHOWN_HORIZONS.includes(horizon));
  return tableText(COLUMNS, rows, 'no hit has so many bars behind it yet');
}

/** What is told of a backtest; money in paise, ratios as fractions, absent: undefined. */
export interface ToldBacktest {
  readonly strategy: string;
  readonly universe: string;
  readonly from: string;
  readonly to: string;
  readonly capitalPaise: number;
  readonly finalPaise: number;
  readonly chargesPaise: number;
  readonly dividendsPaise: number;
  readonly trades: number;
  readonly winRate?: number;
  readonly profitFactor?: number;
  readonly performance: Performance;
}

/** A backtest's figures, one a line. */
export function backtestText(told: ToldBacktest): string {
  const { performance, capitalPaise, finalPaise, chargesPaise, trades } = told;
  const money = (amount: number): string => rupees(paise(amount)).toFixed(2);
  const rows: readonly (readonly [string, string])[] = [
    ['strategy', told.strategy],
    ['universe', told.universe],
    ['from', told.from],
    ['to', told.to],
    ['capital', money(capitalPaise)],
    ['value at the end', money(finalPaise)],
    ['charges paid', money(chargesPaise)],
    ['dividends', money(told.dividendsPaise)],
    ['trades', String(trades)],
    ['closed with a gain', percent(told.winRate)],
    ['profit factor', plain(told.profitFactor)],
    ['total return', percent(performance.totalReturn)],
    ['a year', percent(performance.cagr)],
    ['volatility', percent(performance.volatility)],
    ['Sharpe', plain(performance.sharpe)],
    ['Sortino', plain(performance.sortino)],
    ['deepest drawdown', percent(performance.maxDrawdown)],
    ['benchmark', percent(performance.benchmark?.totalReturn)],
    ['beta', plain(performance.benchmark?.beta)],
  ];
  const columns: readonly Column<readonly [string, string]>[] = [
    { head: 'figure', cell: ([name]) => name },
    { head: 'value', cell: ([, value]) => value, right: true },
  ];
  return tableText(columns, rows, 'nothing');
}
