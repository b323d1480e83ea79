import type { Migration } from '../migrate.ts';

/** Tables of what is told about who dealt: deals, institutions, 52-week prices. */
export const flows: Migration = {
  number: 5,
  name: 'flows',
  sql: `
-- quantity in shares; client, side and price are null for short sales, of which nothing else is told;
-- ordinal: place among equal rows of the day's list, from 0
CREATE TABLE deals (
  deal_id INTEGER PRIMARY KEY,
  session TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('bulk', 'block', 'short')),
  symbol TEXT NOT NULL,
  security_name TEXT NOT NULL,
  client TEXT,
  side TEXT CHECK (side IN ('BUY', 'SELL')),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_paise INTEGER,
  remarks TEXT,
  ordinal INTEGER NOT NULL,
  CHECK ((kind = 'short') = (client IS NULL)),
  CHECK ((kind = 'short') = (side IS NULL)),
  CHECK ((kind = 'short') = (price_paise IS NULL))
) STRICT;
CREATE UNIQUE INDEX deals_by_key ON deals
  (session, kind, symbol, ifnull(client, ''), ifnull(side, ''), quantity, ifnull(price_paise, 0), ordinal);
CREATE INDEX deals_by_symbol ON deals (symbol, session);

-- cash market, provisional; seen_at: the as-of moment of the run that told it last
CREATE TABLE fii_dii (
  session TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('FII', 'DII')),
  buy_paise INTEGER NOT NULL,
  sell_paise INTEGER NOT NULL,
  net_paise INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (session, category)
) STRICT, WITHOUT ROWID;

-- adjusted by the exchange as of the session; null where it was not dealt in for 52 weeks
CREATE TABLE year_extremes (
  session TEXT NOT NULL,
  symbol TEXT NOT NULL,
  series TEXT NOT NULL,
  high_paise INTEGER,
  high_on TEXT,
  low_paise INTEGER,
  low_on TEXT,
  PRIMARY KEY (session, symbol, series)
) STRICT, WITHOUT ROWID;

-- which list of which session was had; session: the one whose evening published it
CREATE TABLE flow_lists (
  session TEXT NOT NULL,
  list TEXT NOT NULL CHECK (list IN ('bulk', 'block', 'short', 'extremes', 'fii-dii')),
  rows INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (session, list)
) STRICT, WITHOUT ROWID;

CREATE VIEW fii_dii_in_crore AS
  SELECT session, category, buy_paise / 1e9 AS buy, sell_paise / 1e9 AS sell, net_paise / 1e9 AS net
  FROM fii_dii ORDER BY session DESC, category DESC;
`,
};
