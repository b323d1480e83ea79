-- Generated from the migrations; read by people and compared by a test.

CREATE TABLE instruments (
  instrument_id INTEGER PRIMARY KEY,
  isin TEXT UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('share', 'etf', 'index', 'reit', 'invit', 'bond', 'other')),
  provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1)),
  listed_on TEXT,
  first_seen_at INTEGER NOT NULL
, last_price_paise INTEGER, last_price_at INTEGER, last_price REAL GENERATED ALWAYS AS (last_price_paise / 100.0) VIRTUAL) STRICT;

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
, parent_run TEXT) STRICT, WITHOUT ROWID;

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

CREATE TABLE listing_symbols (
  listing_id INTEGER NOT NULL REFERENCES listings (listing_id),
  valid_from TEXT NOT NULL,
  symbol TEXT NOT NULL,
  PRIMARY KEY (listing_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE INDEX listing_symbols_by_symbol ON listing_symbols (symbol);

CREATE TABLE instrument_names (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  valid_from TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (instrument_id, valid_from)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE corporate_actions (
  security TEXT NOT NULL,
  ex_date TEXT NOT NULL,
  subject TEXT NOT NULL,
  part INTEGER NOT NULL,
  kind TEXT NOT NULL,
  form TEXT,
  symbol TEXT NOT NULL,
  isin TEXT,
  company TEXT NOT NULL,
  amount INTEGER,
  percent REAL,
  ratio_given REAL,
  ratio_held REAL,
  from_face_value INTEGER,
  to_face_value INTEGER,
  premium INTEGER,
  lacks TEXT,
  record_date TEXT,
  book_closure_from TEXT,
  book_closure_to TEXT,
  face_value INTEGER,
  nse_symbol TEXT,
  bse_code TEXT,
  bse_subject TEXT,
  PRIMARY KEY (security, ex_date, subject, part),
  CHECK (nse_symbol IS NOT NULL OR bse_code IS NOT NULL),
  CHECK ((ratio_given IS NULL) = (ratio_held IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX corporate_actions_by_date ON corporate_actions (ex_date, symbol);

CREATE INDEX corporate_actions_by_kind ON corporate_actions (kind, ex_date);

CREATE TABLE price_factors (
  security TEXT NOT NULL,
  ex_date TEXT NOT NULL,
  symbol TEXT NOT NULL,
  isin TEXT,
  shares REAL NOT NULL,
  rights REAL NOT NULL,
  special_dividend REAL NOT NULL,
  kinds TEXT NOT NULL,
  lacks TEXT,
  checked INTEGER CHECK (checked IN (0, 1)),
  cum_session TEXT,
  cum_close_paise INTEGER,
  open_session TEXT,
  open_paise INTEGER, manual REAL CHECK (manual > 0), reason TEXT,
  PRIMARY KEY (security, ex_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE corporate_announcements (
  source TEXT NOT NULL,
  sequence_id TEXT NOT NULL,
  announced_at INTEGER NOT NULL,
  symbol TEXT,
  isin TEXT,
  company TEXT NOT NULL,
  category TEXT NOT NULL,
  text TEXT NOT NULL,
  attachment TEXT,
  PRIMARY KEY (source, sequence_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX corporate_announcements_by_time ON corporate_announcements (announced_at);

CREATE TABLE earnings_calendar (
  symbol TEXT NOT NULL,
  meeting_on TEXT NOT NULL,
  isin TEXT,
  company TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('expected', 'confirmed', 'reported')),
  purpose TEXT NOT NULL,
  details TEXT NOT NULL,
  announced_at INTEGER,
  reported_by TEXT,
  PRIMARY KEY (symbol, meeting_on)
) STRICT, WITHOUT ROWID;

CREATE INDEX earnings_calendar_by_date ON earnings_calendar (meeting_on);

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

CREATE TABLE fii_dii (
  session TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('FII', 'DII')),
  buy_paise INTEGER NOT NULL,
  sell_paise INTEGER NOT NULL,
  net_paise INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (session, category)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE "quotes" (
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

CREATE TABLE notifications (
  notification_id INTEGER PRIMARY KEY,
  dedupe_key TEXT NOT NULL UNIQUE,
  topic TEXT NOT NULL,
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  facts TEXT NOT NULL,
  channels TEXT,
  created_at INTEGER NOT NULL,
  run_id TEXT,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed', 'expired'))
) STRICT;

CREATE INDEX notifications_by_age ON notifications (created_at);

CREATE INDEX notifications_queued ON notifications (notification_id) WHERE state = 'queued';

CREATE TABLE notification_deliveries (
  notification_id INTEGER NOT NULL REFERENCES notifications,
  channel TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused')),
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  claimed_by TEXT,
  ended_at INTEGER,
  last_error TEXT,
  PRIMARY KEY (notification_id, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicators (
  session TEXT NOT NULL,
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  close REAL, macd REAL, macds REAL, macdh REAL, kdjk REAL, kdjd REAL, kdjj REAL, boll_ub REAL,
  boll REAL, boll_lb REAL, trix REAL, trix_20_sma REAL, tema REAL, cr REAL, "cr-ma1" REAL,
  "cr-ma2" REAL, "cr-ma3" REAL, rsi_6 REAL, rsi_12 REAL, rsi REAL, rsi_24 REAL, vr REAL,
  vr_6_sma REAL, roc REAL, rocma REAL, rocema REAL, pdi REAL, mdi REAL, dx REAL, adx REAL,
  adxr REAL, wr_6 REAL, wr_10 REAL, wr_14 REAL, cci REAL, cci_84 REAL, tr REAL, atr REAL, dma REAL,
  dma_10_sma REAL, obv REAL, sar REAL, psy REAL, psyma REAL, br REAL, ar REAL, emv REAL, emva REAL,
  bias REAL, mfi REAL, mfisma REAL, vwma REAL, mvwma REAL, ppo REAL, ppos REAL, ppoh REAL,
  wt1 REAL, wt2 REAL, supertrend_ub REAL, supertrend REAL, supertrend_lb REAL, dpo REAL,
  madpo REAL, vhf REAL, rvi REAL, rvis REAL, fi REAL, force_2 REAL, force_13 REAL, ene_ue REAL,
  ene REAL, ene_le REAL, stochrsi_k REAL, stochrsi_d REAL,
  PRIMARY KEY (session, instrument_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX indicators_by_instrument ON indicators (instrument_id, session);

CREATE TABLE pattern_names (
  pattern INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE patterns (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  session TEXT NOT NULL,
  pattern INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value IN (-200, -100, -80, 80, 100, 200)),
  PRIMARY KEY (instrument_id, session, pattern)
) STRICT, WITHOUT ROWID;

CREATE VIEW patterns_by_name AS
  SELECT p.session, s.symbol, n.name AS pattern, p.value
  FROM patterns p
  JOIN pattern_names n ON n.pattern = p.pattern
  JOIN instrument_symbols s ON s.instrument_id = p.instrument_id AND s.valid_to IS NULL
  ORDER BY p.session DESC, s.symbol, n.name;

CREATE TABLE news_articles (
  article_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('filing', 'event', 'news')),
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  link TEXT,
  address TEXT UNIQUE,
  content_hash TEXT NOT NULL UNIQUE,
  published_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  company TEXT,
  told_symbol TEXT
) STRICT;

CREATE INDEX news_articles_by_time ON news_articles (published_at);

CREATE TABLE news_matches (
  article_id INTEGER NOT NULL REFERENCES news_articles (article_id) ON DELETE CASCADE,
  symbol TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (article_id, symbol)
) STRICT, WITHOUT ROWID;

CREATE INDEX news_matches_by_symbol ON news_matches (symbol, article_id);

CREATE TABLE news_scores (
  article_id INTEGER NOT NULL REFERENCES news_articles (article_id) ON DELETE CASCADE,
  model TEXT NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN -1 AND 1),
  label TEXT NOT NULL CHECK (label IN ('positive', 'negative', 'neutral')),
  PRIMARY KEY (article_id, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentiment_history (
  symbol TEXT NOT NULL,
  day TEXT NOT NULL,
  model TEXT NOT NULL,
  articles INTEGER NOT NULL CHECK (articles > 0),
  positive INTEGER NOT NULL,
  negative INTEGER NOT NULL,
  neutral INTEGER NOT NULL,
  mean_score REAL NOT NULL,
  PRIMARY KEY (symbol, day, model)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_runs_parent ON job_runs (parent_run) WHERE parent_run IS NOT NULL;

CREATE TABLE alert_rules (
  rule_id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  condition TEXT NOT NULL,
  interval TEXT CHECK (interval IN ('1m', '5m', '15m', '1d')),
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  once INTEGER NOT NULL CHECK (once IN (0, 1)),
  cooldown_seconds INTEGER NOT NULL CHECK (cooldown_seconds >= 0),
  hysteresis TEXT,
  valid_from INTEGER,
  valid_until INTEGER,
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  channels TEXT,
  note TEXT,
  levels_on TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE alert_states (
  rule_id INTEGER NOT NULL REFERENCES alert_rules,
  symbol TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  sides TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  fired_at INTEGER,
  problem TEXT,
  PRIMARY KEY (rule_id, symbol)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_events (
  event_id INTEGER PRIMARY KEY,
  rule_id INTEGER NOT NULL,
  symbol TEXT NOT NULL,
  at INTEGER NOT NULL,
  noticed_at INTEGER NOT NULL,
  rule TEXT NOT NULL,
  figures TEXT NOT NULL,
  run_id TEXT NOT NULL,
  UNIQUE (rule_id, symbol, at)
) STRICT;

CREATE INDEX alert_events_by_age ON alert_events (noticed_at);

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

CREATE TABLE accounts (
  account_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  currency TEXT NOT NULL CHECK (currency IN ('INR', 'USD')),
  plan TEXT NOT NULL,
  may_short INTEGER NOT NULL CHECK (may_short IN (0, 1)),
  cash_paise INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE orders (
  order_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts,
  listing_id INTEGER NOT NULL REFERENCES listings,
  client_key TEXT,
  parent_id INTEGER REFERENCES orders,
  pair_id INTEGER,
  side TEXT NOT NULL CHECK (side IN ('BUY', 'SELL')),
  type TEXT NOT NULL CHECK (type IN ('MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT')),
  validity TEXT NOT NULL CHECK (validity IN ('DAY', 'GTC', 'IOC')),
  product TEXT NOT NULL CHECK (product IN ('CNC', 'MIS')),
  role TEXT NOT NULL CHECK (role IN ('plain', 'entry', 'target', 'stop', 'square-off')),
  intent TEXT NOT NULL CHECK (intent IN ('open', 'close')),
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  filled INTEGER NOT NULL CHECK (filled >= 0 AND filled <= quantity),
  value_paise INTEGER NOT NULL,
  limit_paise INTEGER,
  trigger_paise INTEGER,
  triggered INTEGER NOT NULL CHECK (triggered IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'filled', 'cancelled', 'expired', 'refused')),
  reason TEXT,
  note TEXT,
  placed_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  session TEXT NOT NULL,
  bound_paise INTEGER NOT NULL,
  day_session TEXT,
  day_value_paise INTEGER NOT NULL,
  CHECK (state <> 'refused' OR (filled = 0 AND value_paise = 0 AND reason IS NOT NULL))
) STRICT;

CREATE INDEX orders_live ON orders (listing_id) WHERE state IN ('waiting', 'open');

CREATE INDEX orders_by_account ON orders (account_id, order_id);

CREATE UNIQUE INDEX orders_by_key ON orders (account_id, client_key) WHERE client_key IS NOT NULL;

CREATE TABLE trades (
  trade_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts,
  listing_id INTEGER NOT NULL REFERENCES listings,
  order_id INTEGER REFERENCES orders,
  kind TEXT NOT NULL CHECK (kind IN ('fill', 'split', 'consolidation', 'bonus', 'demerger')),
  side TEXT NOT NULL CHECK (side IN ('BUY', 'SELL')),
  product TEXT NOT NULL CHECK (product IN ('CNC', 'MIS')),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_paise INTEGER NOT NULL,
  brokerage_paise INTEGER NOT NULL CHECK (brokerage_paise >= 0),
  stt_paise INTEGER NOT NULL CHECK (stt_paise >= 0),
  exchange_paise INTEGER NOT NULL CHECK (exchange_paise >= 0),
  ipft_paise INTEGER NOT NULL CHECK (ipft_paise >= 0),
  sebi_paise INTEGER NOT NULL CHECK (sebi_paise >= 0),
  stamp_paise INTEGER NOT NULL CHECK (stamp_paise >= 0),
  gst_paise INTEGER NOT NULL CHECK (gst_paise >= 0),
  dp_paise INTEGER NOT NULL CHECK (dp_paise >= 0),
  realised_paise INTEGER NOT NULL,
  traded_at INTEGER NOT NULL,
  session TEXT NOT NULL,
  run_id TEXT,
  CHECK ((kind = 'fill') = (order_id IS NOT NULL))
) STRICT;

CREATE INDEX trades_by_holding ON trades (account_id, listing_id, session);

CREATE TABLE lots (
  lot_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts,
  listing_id INTEGER NOT NULL REFERENCES listings,
  product TEXT NOT NULL CHECK (product IN ('CNC', 'MIS')),
  quantity INTEGER NOT NULL,
  cost_paise INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_on TEXT NOT NULL
) STRICT;

CREATE INDEX lots_open ON lots (account_id, listing_id, lot_id) WHERE quantity <> 0;

CREATE TABLE lot_closings (
  trade_id INTEGER NOT NULL REFERENCES trades,
  lot_id INTEGER NOT NULL REFERENCES lots,
  product TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  cost_paise INTEGER NOT NULL,
  proceeds_paise INTEGER NOT NULL,
  PRIMARY KEY (trade_id, lot_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE positions (
  account_id INTEGER NOT NULL REFERENCES accounts,
  listing_id INTEGER NOT NULL REFERENCES listings,
  quantity INTEGER NOT NULL,
  cost_paise INTEGER NOT NULL,
  realised_paise INTEGER NOT NULL,
  mark_paise INTEGER,
  marked_at INTEGER,
  mark_stale INTEGER,
  PRIMARY KEY (account_id, listing_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_entries (
  entry_id INTEGER PRIMARY KEY,
  journal INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts,
  ledger TEXT NOT NULL,
  amount_paise INTEGER NOT NULL,
  booked_at INTEGER NOT NULL,
  session TEXT NOT NULL,
  trade_id INTEGER REFERENCES trades,
  listing_id INTEGER REFERENCES listings,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE order_events (
  event_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts,
  listing_id INTEGER NOT NULL REFERENCES listings,
  order_id INTEGER REFERENCES orders,
  happened_at INTEGER NOT NULL,
  session TEXT NOT NULL,
  state TEXT,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX order_events_by_order ON order_events (order_id) WHERE order_id IS NOT NULL;

CREATE TABLE booked_actions (
  listing_id INTEGER NOT NULL REFERENCES listings,
  action TEXT NOT NULL,
  ex_date TEXT NOT NULL,
  text TEXT NOT NULL,
  booked_at INTEGER NOT NULL,
  PRIMARY KEY (listing_id, action)
) STRICT, WITHOUT ROWID;

CREATE TABLE match_cursors (
  listing_id INTEGER PRIMARY KEY REFERENCES listings,
  matched_to INTEGER NOT NULL
) STRICT;

CREATE TABLE account_summaries (
  account_id INTEGER NOT NULL REFERENCES accounts,
  session TEXT NOT NULL,
  official INTEGER NOT NULL CHECK (official IN (0, 1)),
  taken_at INTEGER NOT NULL,
  closes INTEGER NOT NULL CHECK (closes IN (0, 1)),
  cash_paise INTEGER NOT NULL,
  shares_paise INTEGER NOT NULL,
  value_paise INTEGER NOT NULL,
  unrealised_paise INTEGER NOT NULL,
  realised_paise INTEGER NOT NULL,
  charges_paise INTEGER NOT NULL,
  dividends_paise INTEGER NOT NULL,
  flow_paise INTEGER NOT NULL,
  day_paise INTEGER NOT NULL,
  positions INTEGER NOT NULL,
  stale INTEGER NOT NULL,
  PRIMARY KEY (account_id, session, official, taken_at)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX account_summaries_official ON account_summaries (account_id, session)
  WHERE official = 1;

CREATE VIEW trades_in_rupees AS
  SELECT t.trade_id, a.name AS account, t.session,
    strftime('%Y-%m-%d %H:%M:%S', t.traded_at + 19800, 'unixepoch') AS ist, t.listing_id, t.kind,
    t.side, t.product, t.quantity, t.price_paise / 100.0 AS price,
    (t.brokerage_paise + t.stt_paise + t.exchange_paise + t.ipft_paise + t.sebi_paise
      + t.stamp_paise + t.gst_paise + t.dp_paise) / 100.0 AS charges,
    t.realised_paise / 100.0 AS realised
  FROM trades t JOIN accounts a USING (account_id);

CREATE VIEW ledger_in_rupees AS
  SELECT l.entry_id, l.journal, a.name AS account, l.session,
    strftime('%Y-%m-%d %H:%M:%S', l.booked_at + 19800, 'unixepoch') AS ist, l.ledger,
    l.amount_paise / 100.0 AS amount, l.note
  FROM ledger_entries l JOIN accounts a USING (account_id);

CREATE TABLE strategy_hits (
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  session TEXT NOT NULL,
  strategy TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('enter', 'exit')),
  reason TEXT NOT NULL,
  PRIMARY KEY (instrument_id, session, strategy)
) STRICT, WITHOUT ROWID;

CREATE VIEW strategy_hits_by_symbol AS
  SELECT h.session, s.symbol, h.strategy, h.action, h.reason
  FROM strategy_hits h
  JOIN instrument_symbols s ON s.instrument_id = h.instrument_id AND s.valid_to IS NULL
  ORDER BY h.session DESC, h.strategy, s.symbol;

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

CREATE TABLE screen (
  session TEXT NOT NULL,
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  open REAL, high REAL, low REAL, close REAL, prev_close REAL, change REAL, gap REAL, amplitude
  REAL, volume REAL, volume_ratio REAL, volume_avg_20 REAL, return_3 REAL, return_5 REAL,
  return_10 REAL, return_20 REAL, return_30 REAL, return_60 REAL, return_120 REAL, return_250
  REAL, return_ytd REAL, up_days REAL, down_days REAL, white_days REAL, black_days REAL, sma_5
  REAL, sma_10 REAL, sma_20 REAL, sma_30 REAL, sma_50 REAL, sma_60 REAL, sma_100 REAL, sma_200
  REAL, sma_250 REAL, ema_20 REAL, ema_50 REAL, ema_200 REAL, rsi_14 REAL, atr_ratio REAL,
  volatility_20 REAL, volatility_60 REAL, volatility_250 REAL, range_10 REAL, high_52w REAL,
  low_52w REAL, from_high_52w REAL, from_low_52w REAL, place_52w REAL, new_high_3 REAL, new_high_5
  REAL, new_high_10 REAL, new_high_20 REAL, new_high_30 REAL, new_low_3 REAL, new_low_5 REAL,
  new_low_10 REAL, new_low_20 REAL, new_low_30 REAL, all_time_high REAL, all_time_low REAL,
  sessions_kept REAL, macd_golden_cross REAL, macd_golden_cross_week REAL, macd_golden_cross_month
  REAL, kdj_golden_cross REAL, kdj_golden_cross_week REAL, kdj_golden_cross_month REAL,
  cross_above_sma_5 REAL, cross_above_sma_10 REAL, cross_above_sma_20 REAL, cross_above_sma_30
  REAL, cross_above_sma_60 REAL, breakout_20 REAL, averages_rising REAL, averages_falling REAL,
  rise_on_volume REAL, fall_on_thin_volume REAL, big_white_1 REAL, big_white_2 REAL, rising_sun
  REAL, white_black_white REAL, surge_up REAL, peak_volume_60 REAL, value REAL, value_avg_20 REAL,
  vwap REAL, trades REAL, delivered REAL, delivery_ratio REAL, delivery_ratio_20 REAL, excess_3
  REAL, excess_5 REAL, excess_10 REAL, excess_20 REAL, excess_30 REAL, price_band REAL, days_to_ex
  REAL, dividend_12m REAL, dividend_yield REAL, shares_changed_12m REAL, days_to_results REAL,
  days_since_results REAL, deal_net_value REAL, deal_net_value_30d REAL, deal_buyers_90d REAL,
  short_quantity REAL, fii_net REAL, dii_net REAL, since_high REAL, since_low REAL, yearly_return_kept REAL, volatility_kept REAL, days_listed REAL,
  PRIMARY KEY (session, instrument_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX screen_by_instrument ON screen (instrument_id, session);

CREATE TABLE bot_decisions (
  bot TEXT NOT NULL,
  listing_id INTEGER NOT NULL REFERENCES listings,
  bar_end INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts,
  strategy TEXT NOT NULL,
  session TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN
    ('bought', 'sold', 'stop-moved', 'held', 'nothing', 'limited', 'refused', 'signal', 'no-data')),
  reason TEXT NOT NULL,
  settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
  order_id INTEGER REFERENCES orders,
  run_id TEXT NOT NULL,
  PRIMARY KEY (bot, listing_id, bar_end)
) STRICT, WITHOUT ROWID;

CREATE INDEX bot_decisions_by_session ON bot_decisions (session);

CREATE TABLE trading_signals (
  bot TEXT NOT NULL,
  listing_id INTEGER NOT NULL REFERENCES listings,
  bar_end INTEGER NOT NULL,
  strategy TEXT NOT NULL,
  session TEXT NOT NULL,
  signalled_at INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('enter', 'exit')),
  cause TEXT NOT NULL CHECK (cause IN ('strategy', 'trailing-stop', 'time')),
  price_paise INTEGER NOT NULL CHECK (price_paise > 0),
  reason TEXT NOT NULL,
  order_id INTEGER REFERENCES orders,
  PRIMARY KEY (bot, listing_id, bar_end)
) STRICT, WITHOUT ROWID;

CREATE INDEX trading_signals_by_session ON trading_signals (session);

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

CREATE INDEX job_runs_open ON job_runs (job) WHERE outcome = 'running';

CREATE INDEX orders_by_listing ON orders (listing_id, order_id);

CREATE INDEX trades_with_dp ON trades (session, account_id, listing_id) WHERE dp_paise > 0;
