import type { Migration } from '../migrate.ts';

/** What bots decided, and what strategies said. */
export const bot: Migration = {
  number: 18,
  name: 'bot',
  sql: `
-- One row for each instrument that a bot looked at and each bar that it decided on. A bar whose row is
-- settled is not decided again; one that lacked its prices, or was only to be signalled, is.
-- bar_end: end of the bar, UTC seconds; session: the day of the decision
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

-- What a bot's strategy or its rules for leaving said at a bar's close, traded or not.
-- cause: strategy, trailing-stop or time; price_paise: the bar's close in shares of the session
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
`,
};
