import type { Migration } from '../migrate.ts';

/** How large the risk of accounts was, session by session. */
export const risk: Migration = {
  number: 20,
  name: 'risk',
  sql: `
-- One row for each account and session, the last reckoning of the day. Ratios are fractions, losses
-- above zero; null: could not be known. covered: part of the gross value with enough of a past;
-- breaches: limits that it was beyond
CREATE TABLE risk_metrics (
  account_id INTEGER NOT NULL REFERENCES accounts,
  session TEXT NOT NULL,
  reckoned_at INTEGER NOT NULL,
  value_paise INTEGER NOT NULL,
  gross_paise INTEGER NOT NULL CHECK (gross_paise >= 0),
  net_paise INTEGER NOT NULL,
  positions INTEGER NOT NULL,
  gross_ratio REAL,
  net_ratio REAL,
  largest_ratio REAL,
  top_five_ratio REAL,
  concentration REAL,
  drawdown REAL CHECK (drawdown >= 0),
  max_drawdown REAL CHECK (max_drawdown >= 0),
  historical_var95 REAL CHECK (historical_var95 >= 0),
  historical_var99 REAL CHECK (historical_var99 >= 0),
  expected_shortfall95 REAL CHECK (expected_shortfall95 >= 0),
  parametric_var95 REAL CHECK (parametric_var95 >= 0),
  parametric_var99 REAL CHECK (parametric_var99 >= 0),
  volatility REAL,
  beta REAL,
  returns INTEGER NOT NULL,
  pairs INTEGER NOT NULL,
  covered REAL,
  liquidity_days REAL,
  breaches INTEGER NOT NULL,
  PRIMARY KEY (account_id, session)
) STRICT, WITHOUT ROWID;

-- What that risk was made of. value_paise: net; ratio: of the account, without its sign
CREATE TABLE risk_exposures (
  account_id INTEGER NOT NULL,
  session TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('symbol', 'sector')),
  name TEXT NOT NULL,
  value_paise INTEGER NOT NULL,
  ratio REAL,
  liquidity_days REAL,
  PRIMARY KEY (account_id, session, kind, name),
  FOREIGN KEY (account_id, session) REFERENCES risk_metrics ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
`,
};
