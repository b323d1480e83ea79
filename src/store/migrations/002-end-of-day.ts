import type { Migration } from '../migrate.ts';

/**
 * The market's end of day, and who is who over time. Days are `YYYY-MM-DD`; a value that is `valid_from`
 * a day holds until the next row of the same key.
 */
export const endOfDay: Migration = {
  number: 2,
  name: 'end of day',
  sql: `
-- which file of a session was had; rows and refused count its rows
CREATE TABLE session_files (
  exchange TEXT NOT NULL,
  session TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('prices', 'deliveries', 'indices', 'bands')),
  state TEXT NOT NULL CHECK (state IN ('done', 'missing')),
  format TEXT,
  rows INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (exchange, session, kind)
) STRICT, WITHOUT ROWID;

-- what a session's file tells beside the candle; null where it tells none
CREATE TABLE session_trades (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  session TEXT NOT NULL,
  previous_close_paise INTEGER,
  last_paise INTEGER,
  value_paise INTEGER,
  trades INTEGER,
  delivered INTEGER,
  PRIMARY KEY (listing_id, session)
) STRICT, WITHOUT ROWID;

-- values, ratios and the yield in per cent are in hundredths
CREATE TABLE index_values (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  session TEXT NOT NULL,
  open INTEGER,
  high INTEGER,
  low INTEGER,
  close INTEGER NOT NULL,
  change INTEGER,
  volume INTEGER,
  turnover_paise INTEGER,
  price_to_earnings INTEGER,
  price_to_book INTEGER,
  dividend_yield INTEGER,
  PRIMARY KEY (listing_id, session)
) STRICT, WITHOUT ROWID;

-- under which symbol a listing was dealt in; before its first row: under the first
CREATE TABLE listing_symbols (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  valid_from TEXT NOT NULL,
  symbol TEXT NOT NULL,
  PRIMARY KEY (listing_id, valid_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_symbols_by_symbol ON listing_symbols (symbol);

-- names that an instrument went by; of one without a row: see instruments.name
CREATE TABLE instrument_names (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  valid_from TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (instrument_id, valid_from)
) STRICT, WITHOUT ROWID;

-- ISINs of instruments that have had several; of the others: see instruments.isin
CREATE TABLE instrument_isins (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  valid_from TEXT NOT NULL,
  isin TEXT NOT NULL,
  PRIMARY KEY (instrument_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE symbol_changes (
  exchange TEXT NOT NULL,
  old_symbol TEXT NOT NULL,
  new_symbol TEXT NOT NULL,
  changed_on TEXT NOT NULL,
  PRIMARY KEY (exchange, old_symbol, new_symbol, changed_on)
) STRICT, WITHOUT ROWID;

-- band_percent null: no fixed band; remark null: not under surveillance
CREATE TABLE price_bands (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  valid_from TEXT NOT NULL,
  band_percent REAL,
  remark TEXT,
  PRIMARY KEY (listing_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE VIEW index_values_in_points AS
  SELECT i.name, v.session, v.open / 100.0 AS open, v.high / 100.0 AS high, v.low / 100.0 AS low,
    v.close / 100.0 AS close, v.change / 100.0 AS change, v.volume, v.turnover_paise / 1e9 AS turnover_crore,
    v.price_to_earnings / 100.0 AS price_to_earnings, v.price_to_book / 100.0 AS price_to_book,
    v.dividend_yield / 100.0 AS dividend_yield
  FROM index_values v JOIN listings l USING (listing_id) JOIN instruments i USING (instrument_id);
`,
};
