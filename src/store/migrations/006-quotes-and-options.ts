import type { Migration } from '../migrate.ts';

/** Quotes with all that is told of them, last prices of instruments, option chains. */
export const quotesAndOptions: Migration = {
  number: 6,
  name: 'quotes-and-options',
  sql: `
-- one row per listing, indices too: hundredths of a point where shares have paise. quoted_at: the
-- exchange's time of the price; fetched_at: when it was first seen, wall time; null: not told
CREATE TABLE quotes_as_told (
  listing_id INTEGER PRIMARY KEY REFERENCES listings (listing_id),
  last_paise INTEGER NOT NULL,
  quoted_at INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  source INTEGER NOT NULL,
  volume INTEGER,
  open_paise INTEGER,
  high_paise INTEGER,
  low_paise INTEGER,
  previous_close_paise INTEGER,
  bid_paise INTEGER,
  ask_paise INTEGER,
  lower_circuit_paise INTEGER,
  upper_circuit_paise INTEGER
) STRICT;
INSERT INTO quotes_as_told (listing_id, last_paise, quoted_at, fetched_at, source, volume)
  SELECT listing_id, last_paise, quoted_at, quoted_at, source, volume FROM quotes;
DROP TABLE quotes;
ALTER TABLE quotes_as_told RENAME TO quotes;

-- the youngest price of any of the instrument's listings, and the same in rupees for people
ALTER TABLE instruments ADD COLUMN last_price_paise INTEGER;
ALTER TABLE instruments ADD COLUMN last_price_at INTEGER;
ALTER TABLE instruments ADD COLUMN last_price REAL GENERATED ALWAYS AS (last_price_paise / 100.0) VIRTUAL;

-- an option chain at a moment: the exchange's, or that of asking where a source tells none
CREATE TABLE option_snapshots (
  snapshot_id INTEGER PRIMARY KEY,
  underlying TEXT NOT NULL,
  expiry TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  source INTEGER NOT NULL,
  spot_paise INTEGER,
  UNIQUE (underlying, expiry, taken_at)
) STRICT;

-- counts are of contracts; volatility is a yearly fraction; null: not told, no trade, no offer
CREATE TABLE option_chain (
  snapshot_id INTEGER NOT NULL REFERENCES option_snapshots (snapshot_id),
  strike_paise INTEGER NOT NULL,
  option_type TEXT NOT NULL CHECK (option_type IN ('CE', 'PE')),
  last_paise INTEGER,
  bid_paise INTEGER,
  ask_paise INTEGER,
  volume REAL,
  open_interest REAL,
  open_interest_change REAL,
  volatility REAL,
  delta REAL,
  gamma REAL,
  theta REAL,
  vega REAL,
  PRIMARY KEY (snapshot_id, strike_paise, option_type)
) STRICT, WITHOUT ROWID;

CREATE VIEW option_chain_in_rupees AS
  SELECT s.underlying, s.expiry, strftime('%Y-%m-%d %H:%M:%S', s.taken_at + 19800, 'unixepoch') AS ist,
    s.spot_paise / 100.0 AS spot, c.strike_paise / 100.0 AS strike, c.option_type,
    c.last_paise / 100.0 AS last, c.bid_paise / 100.0 AS bid, c.ask_paise / 100.0 AS ask,
    c.volume, c.open_interest, c.open_interest_change, c.volatility, p.name AS source
  FROM option_chain c
  JOIN option_snapshots s USING (snapshot_id)
  JOIN price_sources p ON p.source = s.source;
`,
};
