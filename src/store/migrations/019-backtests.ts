import type { Migration } from '../migrate.ts';

/** What came after hits, and what strategies would have earned. */
export const backtests: Migration = {
  number: 19,
  name: 'backtests',
  sql: `
-- returns after 1 to 100 bars of the instrument, in hundredths of a per cent; null: not there yet.
-- basis: from the close of the session of the hit, from the open of the next bar, or from there with
-- the charges of buying and selling; entry: that price in rupees and in shares of the day of the run
CREATE TABLE hit_returns (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  session TEXT NOT NULL,
  strategy TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('close', 'open', 'net')),
  entry REAL NOT NULL,
  rate_1 INTEGER, rate_2 INTEGER, rate_3 INTEGER, rate_4 INTEGER, rate_5 INTEGER, rate_6 INTEGER,
  rate_7 INTEGER, rate_8 INTEGER, rate_9 INTEGER, rate_10 INTEGER, rate_11 INTEGER, rate_12
  INTEGER, rate_13 INTEGER, rate_14 INTEGER, rate_15 INTEGER, rate_16 INTEGER, rate_17 INTEGER,
  rate_18 INTEGER, rate_19 INTEGER, rate_20 INTEGER, rate_21 INTEGER, rate_22 INTEGER, rate_23
  INTEGER, rate_24 INTEGER, rate_25 INTEGER, rate_26 INTEGER, rate_27 INTEGER, rate_28 INTEGER,
  rate_29 INTEGER, rate_30 INTEGER, rate_31 INTEGER, rate_32 INTEGER, rate_33 INTEGER, rate_34
  INTEGER, rate_35 INTEGER, rate_36 INTEGER, rate_37 INTEGER, rate_38 INTEGER, rate_39 INTEGER,
  rate_40 INTEGER, rate_41 INTEGER, rate_42 INTEGER, rate_43 INTEGER, rate_44 INTEGER, rate_45
  INTEGER, rate_46 INTEGER, rate_47 INTEGER, rate_48 INTEGER, rate_49 INTEGER, rate_50 INTEGER,
  rate_51 INTEGER, rate_52 INTEGER, rate_53 INTEGER, rate_54 INTEGER, rate_55 INTEGER, rate_56
  INTEGER, rate_57 INTEGER, rate_58 INTEGER, rate_59 INTEGER, rate_60 INTEGER, rate_61 INTEGER,
  rate_62 INTEGER, rate_63 INTEGER, rate_64 INTEGER, rate_65 INTEGER, rate_66 INTEGER, rate_67
  INTEGER, rate_68 INTEGER, rate_69 INTEGER, rate_70 INTEGER, rate_71 INTEGER, rate_72 INTEGER,
  rate_73 INTEGER, rate_74 INTEGER, rate_75 INTEGER, rate_76 INTEGER, rate_77 INTEGER, rate_78
  INTEGER, rate_79 INTEGER, rate_80 INTEGER, rate_81 INTEGER, rate_82 INTEGER, rate_83 INTEGER,
  rate_84 INTEGER, rate_85 INTEGER, rate_86 INTEGER, rate_87 INTEGER, rate_88 INTEGER, rate_89
  INTEGER, rate_90 INTEGER, rate_91 INTEGER, rate_92 INTEGER, rate_93 INTEGER, rate_94 INTEGER,
  rate_95 INTEGER, rate_96 INTEGER, rate_97 INTEGER, rate_98 INTEGER, rate_99 INTEGER, rate_100
  INTEGER,
  PRIMARY KEY (instrument_id, session, strategy, basis)
) STRICT, WITHOUT ROWID;

-- of the hits from from_session to to_session, by horizon in bars; fractions; null: undefined
CREATE TABLE hit_statistics (
  strategy TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('close', 'open', 'net')),
  horizon INTEGER NOT NULL CHECK (horizon BETWEEN 1 AND 100),
  from_session TEXT NOT NULL,
  to_session TEXT NOT NULL,
  hits INTEGER NOT NULL,
  sessions INTEGER NOT NULL,
  hit_rate REAL, mean REAL, median REAL, q05 REAL, q25 REAL, q75 REAL, q95 REAL, t_value REAL,
  universe_mean REAL, excess_mean REAL, excess_t_value REAL,
  PRIMARY KEY (strategy, basis, horizon)
) STRICT, WITHOUT ROWID;

-- one for each combination of what was asked; asked, figures, equity and trades as JSON
CREATE TABLE backtest_results (
  asked TEXT PRIMARY KEY,
  strategy TEXT NOT NULL,
  universe TEXT NOT NULL,
  from_session TEXT NOT NULL,
  to_session TEXT NOT NULL,
  seed INTEGER NOT NULL,
  capital_paise INTEGER NOT NULL,
  final_paise INTEGER NOT NULL,
  charges_paise INTEGER NOT NULL,
  trades INTEGER NOT NULL,
  total_return REAL,
  max_drawdown REAL,
  sharpe REAL,
  figures TEXT NOT NULL,
  equity TEXT NOT NULL,
  trade_list TEXT NOT NULL,
  computed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
