import type { Insertable, Selectable } from 'kysely';
import { paise } from '../core/market/money.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { DailyPerformance } from '../core/portfolio/account-days.ts';
import type { MonthlyPerformance } from '../core/portfolio/account-months.ts';
import type { StrategyPerformance } from '../core/portfolio/strategy-performance.ts';
import type { PerformanceTables } from './performance-tables.ts';

type Days = PerformanceTables['daily_performance'];
type Months = PerformanceTables['monthly_performance'];
type Strategies = PerformanceTables['strategy_performance'];

const maybe = <Name extends string>(name: Name, value: number | null) =>
  (value === null ? {} : { [name]: value }) as { readonly [Key in Name]?: number };

export function dayRow(accountId: number, day: DailyPerformance): Insertable<Days> {
  return {
    account_id: accountId,
    session: day.session,
    value_paise: day.valuePaise,
    shares_paise: day.sharesPaise,
    flow_paise: day.flowPaise,
    day_paise: day.dayPaise,
    day_return: day.return,
    total_return: day.totalReturn,
    drawdown: day.drawdown,
    benchmark_return: day.benchmarkReturn ?? null,
    benchmark_total_return: day.benchmarkTotalReturn ?? null,
    benchmark_since: day.benchmarkSince ?? null,
    benchmark_total_since: day.benchmarkTotalSince ?? null,
    closes: Number(day.closes),
  };
}

export function dayOf(row: Selectable<Days>): DailyPerformance {
  return {
    session: sessionDate(row.session),
    valuePaise: paise(row.value_paise),
    sharesPaise: paise(row.shares_paise),
    flowPaise: paise(row.flow_paise),
    dayPaise: paise(row.day_paise),
    return: row.day_return,
    totalReturn: row.total_return,
    drawdown: row.drawdown,
    closes: row.closes === 1,
    ...maybe('benchmarkReturn', row.benchmark_return),
    ...maybe('benchmarkTotalReturn', row.benchmark_total_return),
    ...maybe('benchmarkSince', row.benchmark_since),
    ...maybe('benchmarkTotalSince', row.benchmark_total_since),
  };
}

export function monthRow(accountId: number, month: MonthlyPerformance): Insertable<Months> {
  return {
    account_id: accountId,
    month: month.month,
    to_session: month.to,
    sessions: month.sessions,
    end_paise: month.endPaise,
    flow_paise: month.flowPaise,
    won_paise: month.wonPaise,
    month_return: month.return,
    benchmark_return: month.benchmarkReturn ?? null,
    benchmark_total_return: month.benchmarkTotalReturn ?? null,
    max_drawdown: month.maxDrawdown,
    volatility: month.volatility ?? null,
    trades: month.trades,
    wins: month.wins,
    losses: month.losses,
    realised_paise: month.realisedPaise,
    charges_paise: month.chargesPaise,
    closes: Number(month.closes),
  };
}

export function monthOf(row: Selectable<Months>): MonthlyPerformance {
  return {
    month: row.month,
    to: sessionDate(row.to_session),
    sessions: row.sessions,
    endPaise: row.end_paise,
    flowPaise: row.flow_paise,
    wonPaise: row.won_paise,
    return: row.month_return,
    maxDrawdown: row.max_drawdown,
    trades: row.trades,
    wins: row.wins,
    losses: row.losses,
    realisedPaise: row.realised_paise,
    chargesPaise: row.charges_paise,
    closes: row.closes === 1,
    ...maybe('benchmarkReturn', row.benchmark_return),
    ...maybe('benchmarkTotalReturn', row.benchmark_total_return),
    ...maybe('volatility', row.volatility),
  };
}

export function strategyRow(accountId: number, one: StrategyPerformance): Insertable<Strategies> {
  const { closed } = one;
  return {
    account_id: accountId,
    strategy: one.strategy,
    session: one.session,
    from_session: one.from,
    fills: one.fills,
    realised_paise: one.realisedPaise,
    charges_paise: one.chargesPaise,
    closed: closed.trades,
    wins: closed.wins,
    losses: closed.losses,
    win_rate: closed.winRate ?? null,
    profit_factor: closed.profitFactor ?? null,
    expectancy_paise: closed.expectancy ?? null,
    average_win_paise: closed.averageWin ?? null,
    average_loss_paise: closed.averageLoss ?? null,
    best_paise: closed.bestTrade ?? null,
    worst_paise: closed.worstTrade ?? null,
    longest_wins: closed.longestWins,
    longest_losses: closed.longestLosses,
  };
}

export function strategyOf(row: Selectable<Strategies>): StrategyPerformance {
  return {
    strategy: row.strategy,
    from: sessionDate(row.from_session),
    session: sessionDate(row.session),
    fills: row.fills,
    realisedPaise: row.realised_paise,
    chargesPaise: row.charges_paise,
    closed: {
      trades: row.closed,
      wins: row.wins,
      losses: row.losses,
      longestWins: row.longest_wins,
      longestLosses: row.longest_losses,
      ...maybe('winRate', row.win_rate),
      ...maybe('profitFactor', row.profit_factor),
      ...maybe('expectancy', row.expectancy_paise),
      ...maybe('averageWin', row.average_win_paise),
      ...maybe('averageLoss', row.average_loss_paise),
      ...maybe('bestTrade', row.best_paise),
      ...maybe('worstTrade', row.worst_paise),
    },
  };
}
