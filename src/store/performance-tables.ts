/** Tables of how accounts did. Meanings of columns are in their migration. */
export interface PerformanceTables {
  daily_performance: {
    account_id: number;
    session: string;
    value_paise: number;
    shares_paise: number;
    flow_paise: number;
    day_paise: number;
    day_return: number;
    total_return: number;
    drawdown: number;
    benchmark_return: number | null;
    benchmark_total_return: number | null;
    benchmark_since: number | null;
    benchmark_total_since: number | null;
    closes: number;
  };
  monthly_performance: {
    account_id: number;
    month: string;
    to_session: string;
    sessions: number;
    end_paise: number;
    flow_paise: number;
    won_paise: number;
    month_return: number;
    benchmark_return: number | null;
    benchmark_total_return: number | null;
    max_drawdown: number;
    volatility: number | null;
    trades: number;
    wins: number;
    losses: number;
    realised_paise: number;
    charges_paise: number;
    closes: number;
  };
  strategy_performance: {
    account_id: number;
    strategy: string;
    session: string;
    from_session: string;
    fills: number;
    realised_paise: number;
    charges_paise: number;
    closed: number;
    wins: number;
    losses: number;
    win_rate: number | null;
    profit_factor: number | null;
    expectancy_paise: number | null;
    average_win_paise: number | null;
    average_loss_paise: number | null;
    best_paise: number | null;
    worst_paise: number | null;
    longest_wins: number;
    longest_losses: number;
  };
}
