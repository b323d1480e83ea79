import type { Migration } from '../migrate.ts';

/**
 * What NSE's indices are made of, dated. A list counts from its day until the next day whose list is
 * kept. Days are `YYYY-MM-DD`; a `_to` or `left_on` is the first day on which it is no longer so.
 */
export const indexMembership: Migration = {
  number: 3,
  name: 'index membership',
  sql: `
CREATE TABLE nse_index_lists (
  index_code TEXT NOT NULL,
  seen_on TEXT NOT NULL,
  list_hash TEXT NOT NULL,
  members INTEGER NOT NULL,
  source TEXT NOT NULL,
  learned_at INTEGER NOT NULL,
  PRIMARY KEY (index_code, seen_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE nse_index_membership (
  index_code TEXT NOT NULL,
  isin TEXT NOT NULL,
  named_from TEXT NOT NULL,
  named_to TEXT,
  symbol TEXT NOT NULL,
  company TEXT NOT NULL,
  industry TEXT,
  series TEXT,
  dummy INTEGER NOT NULL CHECK (dummy IN (0, 1)),
  joined_on TEXT NOT NULL,
  left_on TEXT,
  PRIMARY KEY (index_code, isin, named_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX nse_index_membership_by_isin ON nse_index_membership (isin);

CREATE TABLE nse_sector_info (
  isin TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  symbol TEXT NOT NULL,
  company TEXT NOT NULL,
  industry TEXT NOT NULL,
  PRIMARY KEY (isin, valid_from)
) STRICT, WITHOUT ROWID;
`,
};
