import type { Migration } from '../migrate.ts';

/** Tables of the spine: instruments, candles and their gaps, the run ledger, the sources' manners. */
export const spine: Migration = {
  number: 1,
  name: 'spine',
  sql: `
CREATE TABLE instruments (
  instrument_id INTEGER PRIMARY KEY,
  isin TEXT UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('share', 'etf', 'index', 'reit', 'invit', 'bond', 'other')),
  provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1)),
  listed_on TEXT,
  first_seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE listings (
  listing_id INTEGER PRIMARY KEY,
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  exchange TEXT NOT NULL,
  series TEXT NOT NULL,
  UNIQUE (instrument_id, exchange, series)
) STRICT;

CREATE TABLE instrument_symbols (
  exchange TEXT NOT NULL,
  symbol TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  series TEXT NOT NULL,
  PRIMARY KEY (exchange, symbol, valid_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX instrument_symbols_by_instrument ON instrument_symbols (instrument_id);

CREATE TABLE source_keys (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  source TEXT NOT NULL,
  source_key TEXT NOT NULL,
  PRIMARY KEY (instrument_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE watchlist (
  exchange TEXT NOT NULL,
  symbol TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (exchange, symbol)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_sources (
  source INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO price_sources (source, name) VALUES (0, 'nse'), (1, 'upstox'), (2, 'yahoo'), (3, 'aggregated');

CREATE TABLE candles_1m (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  start INTEGER NOT NULL,
  open_paise INTEGER NOT NULL,
  high_paise INTEGER NOT NULL,
  low_paise INTEGER NOT NULL,
  close_paise INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  source INTEGER NOT NULL,
  PRIMARY KEY (listing_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE candles_5m (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  start INTEGER NOT NULL,
  open_paise INTEGER NOT NULL,
  high_paise INTEGER NOT NULL,
  low_paise INTEGER NOT NULL,
  close_paise INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  source INTEGER NOT NULL,
  PRIMARY KEY (listing_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE candles_15m (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  start INTEGER NOT NULL,
  open_paise INTEGER NOT NULL,
  high_paise INTEGER NOT NULL,
  low_paise INTEGER NOT NULL,
  close_paise INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  source INTEGER NOT NULL,
  PRIMARY KEY (listing_id, start)
) STRICT, WITHOUT ROWID;

-- basis 0: raw, as traded; 1: split-adjusted by the source
CREATE TABLE candles_1d (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  session TEXT NOT NULL,
  basis INTEGER NOT NULL CHECK (basis IN (0, 1)),
  open_paise INTEGER NOT NULL,
  high_paise INTEGER NOT NULL,
  low_paise INTEGER NOT NULL,
  close_paise INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  source INTEGER NOT NULL,
  PRIMARY KEY (listing_id, session, basis)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotes (
  listing_id INTEGER PRIMARY KEY REFERENCES listings (listing_id),
  last_paise INTEGER NOT NULL,
  quoted_at INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  source INTEGER NOT NULL
) STRICT;

-- one row per unbroken hole; slots are sessions for 1d, bar starts (epoch seconds) inside sessions
CREATE TABLE data_gaps (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  interval TEXT NOT NULL,
  from_slot TEXT NOT NULL,
  to_slot TEXT NOT NULL,
  slots INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'filled', 'explained')),
  reason TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_tried_at INTEGER,
  PRIMARY KEY (instrument_id, interval, from_slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_history (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL,
  job TEXT NOT NULL,
  symbol TEXT NOT NULL,
  interval TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('SUCCESS', 'PARTIAL', 'FAILED')),
  source TEXT,
  from_session TEXT,
  to_session TEXT,
  rows_received INTEGER NOT NULL,
  rows_changed INTEGER NOT NULL,
  rows_refused INTEGER NOT NULL,
  why TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  as_of INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sync_history_by_symbol ON sync_history (symbol, interval, started_at);
CREATE INDEX sync_history_by_status ON sync_history (status, started_at);

CREATE TABLE calendar_days (
  exchange TEXT NOT NULL,
  session TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  why TEXT NOT NULL,
  hours TEXT,
  source TEXT NOT NULL,
  learned_at INTEGER NOT NULL,
  PRIMARY KEY (exchange, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_runs (
  id TEXT PRIMARY KEY,
  job TEXT NOT NULL,
  outcome TEXT NOT NULL,
  exit_code INTEGER,
  summary TEXT,
  trigger TEXT NOT NULL,
  invocation_id TEXT,
  as_of INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  duration_ms INTEGER,
  counts TEXT NOT NULL DEFAULT '{}',
  warnings TEXT NOT NULL DEFAULT '[]',
  error_code TEXT,
  error_message TEXT,
  locks TEXT NOT NULL DEFAULT '[]',
  arguments TEXT NOT NULL,
  version TEXT NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX job_runs_by_job ON job_runs (job, started_at);
CREATE INDEX job_runs_by_time ON job_runs (started_at);

CREATE TABLE job_state (
  job TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (job, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE system_log (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL,
  job TEXT NOT NULL,
  logged_at INTEGER NOT NULL,
  level TEXT NOT NULL,
  event TEXT NOT NULL,
  fields TEXT NOT NULL
) STRICT;
CREATE INDEX system_log_by_job ON system_log (job, logged_at);

CREATE TABLE source_requests (
  source TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (source, at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_health (
  source TEXT PRIMARY KEY,
  failures_in_row INTEGER NOT NULL,
  throttles_in_row INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  open_until INTEGER,
  last_ok_at INTEGER,
  last_failure_at INTEGER,
  last_error TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE http_cache (
  url TEXT PRIMARY KEY,
  etag TEXT,
  last_modified TEXT,
  content_type TEXT NOT NULL,
  body BLOB NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT;

CREATE VIEW candles_1d_in_rupees AS
  SELECT s.symbol, l.series, l.exchange, c.session,
    c.open_paise / 100.0 AS open, c.high_paise / 100.0 AS high,
    c.low_paise / 100.0 AS low, c.close_paise / 100.0 AS close, c.volume,
    CASE c.basis WHEN 0 THEN 'raw' ELSE 'split-adjusted' END AS basis, p.name AS source
  FROM candles_1d c
  JOIN listings l USING (listing_id)
  JOIN instrument_symbols s ON s.instrument_id = l.instrument_id AND s.exchange = l.exchange AND s.valid_to IS NULL
  JOIN price_sources p ON p.source = c.source;

CREATE VIEW candles_1m_in_rupees AS
  SELECT s.symbol, l.series, l.exchange,
    strftime('%Y-%m-%d %H:%M', c.start + 19800, 'unixepoch') AS ist,
    c.open_paise / 100.0 AS open, c.high_paise / 100.0 AS high,
    c.low_paise / 100.0 AS low, c.close_paise / 100.0 AS close, c.volume, p.name AS source
  FROM candles_1m c
  JOIN listings l USING (listing_id)
  JOIN instrument_symbols s ON s.instrument_id = l.instrument_id AND s.exchange = l.exchange AND s.valid_to IS NULL
  JOIN price_sources p ON p.source = c.source;

CREATE VIEW job_runs_in_ist AS
  SELECT job, outcome, exit_code,
    strftime('%Y-%m-%d %H:%M:%S', started_at + 19800, 'unixepoch') AS started_ist,
    duration_ms, summary, error_message, trigger, id
  FROM job_runs ORDER BY started_at DESC;
`,
};
