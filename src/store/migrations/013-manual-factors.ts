import type { Migration } from '../migrate.ts';

/** Price factors that a person enters, and their part in those that are counted with. */
export const manualFactors: Migration = {
  number: 13,
  name: 'manual-factors',
  sql: `
-- what prices before ex_date are multiplied by beside what the exchanges' words tell: a demerger, rights
-- without a price. security as in price_factors
CREATE TABLE manual_factors (
  security TEXT NOT NULL,
  ex_date TEXT NOT NULL,
  symbol TEXT NOT NULL,
  isin TEXT,
  factor REAL NOT NULL CHECK (factor > 0),
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  entered_at INTEGER NOT NULL,
  PRIMARY KEY (security, ex_date)
) STRICT, WITHOUT ROWID;

-- manual: the part that a person entered, and why
ALTER TABLE price_factors ADD COLUMN manual REAL CHECK (manual > 0);
ALTER TABLE price_factors ADD COLUMN reason TEXT;
`,
};
