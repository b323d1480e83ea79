/** Names of the rates, in the order of the bars that they count. */
export type RateName = `rate_${number}`;

/** What hits' returns are made of, and what backtests leave. Meanings of columns are in migration 19. */
export interface BacktestTables {
  hit_returns: {
    instrument_id: number;
    session: string;
    strategy: string;
    basis: string;
    entry: number;
  } & Record<RateName, number | null>;
  hit_statistics: {
    strategy: string;
    basis: string;
    horizon: number;
    from_session: string;
    to_session: string;
    hits: number;
    sessions: number;
    hit_rate: number | null;
    mean: number | null;
    median: number | null;
    q05: number | null;
    q25: number | null;
    q75: number | null;
    q95: number | null;
    t_value: number | null;
    universe_mean: number | null;
    excess_mean: number | null;
    excess_t_value: number | null;
  };
  backtest_results: {
    asked: string;
    strategy: string;
    universe: string;
    from_session: string;
    to_session: string;
    seed: number;
    capital_paise: number;
    final_paise: number;
    charges_paise: number;
    trades: number;
    total_return: number | null;
    max_drawdown: number | null;
    sharpe: number | null;
    figures: string;
    equity: string;
    trade_list: string;
    computed_at: number;
  };
}
