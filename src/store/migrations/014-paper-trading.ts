import type { Migration } from '../migrate.ts';

/** Books of paper accounts: orders, trades, lots, positions, double entry. Never pruned. */
export const paperTrading: Migration = {
  number: 14,
  name: 'paper-trading',
  sql: `
-- cash_paise is always the sum of the account's entries in the ledger "cash"
CREATE TABLE accounts (
  account_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  currency TEXT NOT NULL CHECK (currency IN ('INR', 'USD')),
  plan TEXT NOT NULL,
  may_short INTEGER NOT NULL CHECK (may_short IN (0, 1)),
  cash_paise INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- value_paise: price times quantity of its fills; since: prices that began before cannot fill it;
-- bound_paise: price at which money is set aside; day_*: what it turned over on one session, for
-- charges; a refused order has a reason, and nothing filled
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

-- kind: a fill, or shares that came or went by what the company did (order and charges then null, 0)
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

-- quantity and cost of what is still there, both negative for shares owed; 0: closed
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

-- which part of which lot a trade closed
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

-- quantity and cost: sums of the lots; realised: of all its trades; mark: the price of the last
-- valuation, null before the first
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

-- double entry: the entries of one journal add up to 0. ledger: cash, capital, shares (at cost),
-- gains, dividends, charges.…
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

-- what happened to orders and holdings beside trades; order_id null: a notice about the holding
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

-- corporate actions that were applied to holdings and orders of a listing
CREATE TABLE booked_actions (
  listing_id INTEGER NOT NULL REFERENCES listings,
  action TEXT NOT NULL,
  ex_date TEXT NOT NULL,
  text TEXT NOT NULL,
  booked_at INTEGER NOT NULL,
  PRIMARY KEY (listing_id, action)
) STRICT, WITHOUT ROWID;

-- prices of the listing that began before this moment have been matched, or never will be
CREATE TABLE match_cursors (
  listing_id INTEGER PRIMARY KEY REFERENCES listings,
  matched_to INTEGER NOT NULL
) STRICT;

-- official: one a session, of the close; closes: whether every mark is the session's official close.
-- flow: deposits less withdrawals of the session; day: what the session won beside them
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
`,
};
