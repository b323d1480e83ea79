/** Tables of accounts' risk. Meanings of columns are in their migration. */
export interface RiskTables {
  risk_metrics: {
    account_id: number;
    session: string;
    reckoned_at: number;
    value_paise: number;
    gross_paise: number;
    net_paise: number;
    positions: number;
    gross_ratio: number | null;
    net_ratio: number | null;
    largest_ratio: number | null;
    top_five_ratio: number | null;
    concentration: number | null;
    drawdown: number | null;
    max_drawdown: number | null;
    historical_var95: number | null;
    historical_var99: number | null;
    expected_shortfall95: number | null;
    parametric_var95: number | null;
    parametric_var99: number | null;
    volatility: number | null;
    beta: number | null;
    returns: number;
    pairs: number;
    covered: number | null;
    liquidity_days: number | null;
    breaches: number;
  };
  risk_exposures: {
    account_id: number;
    session: string;
    kind: string;
    name: string;
    value_paise: number;
    ratio: number | null;
    liquidity_days: number | null;
  };
}
