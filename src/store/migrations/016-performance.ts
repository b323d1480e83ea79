import type { Migration } from '../migrate.ts';

/** How accounts did: made from their summaries and trades, and can be made anew. */
export const performance: Migration = {
  number: 16,
  name: 'performance',
  sql: `
-- returns are fractions; closes 0: provisional, a price in it is no official close yet;
-- benchmark_*: null where a level is not known; *_since: compounded from the account's first session
CREATE TABLE daily_performance (
  account_id INTEGER NOT NULL REFERENCES accounts,
  session TEXT NOT NULL,
  value_paise INTEGER NOT NULL,
  shares_paise INTEGER NOT NULL,
  flow_paise INTEGER NOT NULL,
  day_paise INTEGER NOT NULL,
  day_return REAL NOT NULL,
  total_return REAL NOT NULL,
  drawdown REAL NOT NULL CHECK (drawdown <= 0),
  benchmark_return REAL,
  benchmark_total_return REAL,
  benchmark_since REAL,
  benchmark_total_since REAL,
  closes INTEGER NOT NULL CHECK (closes IN (0, 1)),
  PRIMARY KEY (account_id, session)
) STRICT, WITHOUT ROWID;

-- to_session: last session in it; trades that closed something are wins, losses or neither
CREATE TABLE monthly_performance (
  account_id INTEGER NOT NULL REFERENCES accounts,
  month TEXT NOT NULL,
  to_session TEXT NOT NULL,
  sessions INTEGER NOT NULL CHECK (sessions > 0),
  end_paise INTEGER NOT NULL,
  flow_paise INTEGER NOT NULL,
  won_paise INTEGER NOT NULL,
  month_return REAL NOT NULL,
  benchmark_return REAL,
  benchmark_total_return REAL,
  max_drawdown REAL NOT NULL CHECK (max_drawdown <= 0),
  volatility REAL,
  trades INTEGER NOT NULL,
  wins INTEGER NOT NULL,
  losses INTEGER NOT NULL,
  realised_paise INTEGER NOT NULL,
  charges_paise INTEGER NOT NULL,
  closes INTEGER NOT NULL CHECK (closes IN (0, 1)),
  PRIMARY KEY (account_id, month)
) STRICT, WITHOUT ROWID;

-- how a strategy stood on that session; sessions on which it did not trade have no row.
-- profits of closed trades are after the charges of both ends; ratios are null where undefined
CREATE TABLE strategy_performance (
  account_id INTEGER NOT NULL REFERENCES accounts,
  strategy TEXT NOT NULL,
  session TEXT NOT NULL,
  from_session TEXT NOT NULL,
  fills INTEGER NOT NULL,
  realised_paise INTEGER NOT NULL,
  charges_paise INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  wins INTEGER NOT NULL,
  losses INTEGER NOT NULL,
  win_rate REAL,
  profit_factor REAL,
  expectancy_paise REAL,
  average_win_paise REAL,
  average_loss_paise REAL,
  best_paise REAL,
  worst_paise REAL,
  longest_wins INTEGER NOT NULL,
  longest_losses INTEGER NOT NULL,
  PRIMARY KEY (account_id, strategy, session)
) STRICT, WITHOUT ROWID;
`,
};
