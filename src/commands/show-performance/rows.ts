import { paise, rupees } from '../../core/market/money.ts';
import type { DailyPerformance } from '../../core/portfolio/account-days.ts';
import type { MonthlyPerformance } from '../../core/portfolio/account-months.ts';
import type { RollingDay } from '../../core/portfolio/rolling-days.ts';
import type { StrategyPerformance } from '../../core/portfolio/strategy-performance.ts';
import type { Column } from '../../render/table.ts';

const money = (amount: number | undefined): string =>
  amount === undefined ? '' : rupees(paise(Math.round(amount))).toFixed(2);
const percent = (ratio: number | undefined): string =>
  ratio === undefined ? '' : (ratio * 100).toFixed(2);

/** A column of numbers. */
function column<Row>(head: string, cell: (row: Row) => string): Column<Row> {
  return { head, cell, right: true };
}

const stands = ({ closes }: { readonly closes: boolean }): string => (closes ? '' : 'provisional');

export const DAY_COLUMNS: readonly Column<DailyPerformance>[] = [
  { head: 'session', cell: ({ session }) => session },
  column('value', ({ valuePaise }) => money(valuePaise)),
  column('flow', ({ flowPaise }) => money(flowPaise)),
  column('won', ({ dayPaise }) => money(dayPaise)),
  column('%', (day) => percent(day.return)),
  column('benchmark %', ({ benchmarkReturn }) => percent(benchmarkReturn)),
  column('since start %', ({ totalReturn }) => percent(totalReturn)),
  column('below high %', ({ drawdown }) => percent(drawdown)),
  { head: '', cell: stands },
];

export const MONTH_COLUMNS: readonly Column<MonthlyPerformance>[] = [
  { head: 'month', cell: ({ month }) => month },
  column('sessions', ({ sessions }) => String(sessions)),
  column('value', ({ endPaise }) => money(endPaise)),
  column('flow', ({ flowPaise }) => money(flowPaise)),
  column('won', ({ wonPaise }) => money(wonPaise)),
  column('%', (month) => percent(month.return)),
  column('benchmark %', ({ benchmarkReturn }) => percent(benchmarkReturn)),
  column('deepest fall %', ({ maxDrawdown }) => percent(maxDrawdown)),
  column('trades', ({ trades }) => String(trades)),
  column('won/lost', ({ wins, losses }) => `${wins}/${losses}`),
  column('charges', ({ chargesPaise }) => money(chargesPaise)),
  { head: '', cell: stands },
];

export const STRATEGY_COLUMNS: readonly Column<StrategyPerformance>[] = [
  { head: 'strategy', cell: ({ strategy }) => strategy },
  { head: 'first', cell: ({ from }) => from },
  { head: 'last', cell: ({ session }) => session },
  column('fills', ({ fills }) => String(fills)),
  column('closed', ({ closed }) => String(closed.trades)),
  column('won %', ({ closed }) => percent(closed.winRate)),
  column('profit factor', ({ closed }) => closed.profitFactor?.toFixed(2) ?? ''),
  column('a trade', ({ closed }) => money(closed.expectancy)),
  column('realised', ({ realisedPaise }) => money(realisedPaise)),
  column('charges', ({ chargesPaise }) => money(chargesPaise)),
];

export const ROLLING_COLUMNS: readonly Column<RollingDay>[] = [
  { head: 'session', cell: ({ session }) => session },
  column('%', ({ totalReturn }) => percent(totalReturn)),
  column('volatility %', ({ volatility }) => percent(volatility)),
  column('Sharpe', ({ sharpe }) => sharpe?.toFixed(2) ?? ''),
  column('deepest fall %', ({ maxDrawdown }) => percent(maxDrawdown)),
  column('beta', ({ beta }) => beta?.toFixed(2) ?? ''),
];

/** A rolling window for programs: fractions, null where undefined. */
export function rollingRecord({ volatility, sharpe, beta, ...day }: RollingDay) {
  return {
    ...day,
    volatility: volatility ?? null,
    sharpe: sharpe ?? null,
    beta: beta ?? null,
  };
}

const inRupees = (amount: number | undefined): number | null =>
  amount === undefined ? null : amount / 100;

/** A day for programs: rupees and fractions. */
export function dayRecord(day: DailyPerformance) {
  return {
    session: day.session,
    value: inRupees(day.valuePaise),
    shares: inRupees(day.sharesPaise),
    flow: inRupees(day.flowPaise),
    won: inRupees(day.dayPaise),
    return: day.return,
    totalReturn: day.totalReturn,
    drawdown: day.drawdown,
    benchmarkReturn: day.benchmarkReturn ?? null,
    benchmarkTotalReturn: day.benchmarkTotalReturn ?? null,
    benchmarkSince: day.benchmarkSince ?? null,
    benchmarkTotalSince: day.benchmarkTotalSince ?? null,
    provisional: !day.closes,
  };
}

/** A month for programs. */
export function monthRecord(month: MonthlyPerformance) {
  return {
    month: month.month,
    to: month.to,
    sessions: month.sessions,
    value: inRupees(month.endPaise),
    flow: inRupees(month.flowPaise),
    won: inRupees(month.wonPaise),
    return: month.return,
    benchmarkReturn: month.benchmarkReturn ?? null,
    benchmarkTotalReturn: month.benchmarkTotalReturn ?? null,
    maxDrawdown: month.maxDrawdown,
    volatility: month.volatility ?? null,
    trades: month.trades,
    wins: month.wins,
    losses: month.losses,
    realised: inRupees(month.realisedPaise),
    charges: inRupees(month.chargesPaise),
    provisional: !month.closes,
  };
}

/** A strategy for programs. */
export function strategyRecord({ closed, ...one }: StrategyPerformance) {
  return {
    strategy: one.strategy,
    from: one.from,
    session: one.session,
    fills: one.fills,
    closed: closed.trades,
    wins: closed.wins,
    losses: closed.losses,
    winRate: closed.winRate ?? null,
    profitFactor: closed.profitFactor ?? null,
    expectancy: inRupees(closed.expectancy),
    averageWin: inRupees(closed.averageWin),
    averageLoss: inRupees(closed.averageLoss),
    bestTrade: inRupees(closed.bestTrade),
    worstTrade: inRupees(closed.worstTrade),
    longestWins: closed.longestWins,
    longestLosses: closed.longestLosses,
    realised: inRupees(one.realisedPaise),
    charges: inRupees(one.chargesPaise),
  };
}
