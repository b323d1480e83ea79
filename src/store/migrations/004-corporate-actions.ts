import type { Migration } from '../migrate.ts';

/** Tables of what companies do to their shares, and tell: actions, factors, filings, results. */
export const corporateActions: Migration = {
  number: 4,
  name: 'corporate-actions',
  sql: `
-- one part of a purpose; NSE and BSE merged: nse_symbol and bse_code tell who tells of it.
-- security: ISIN, else NSE's symbol, else BSE: and the code. Amounts and face values in millionths of
-- a rupee per share; ratio: new shares for shares held; face_value as it is today, not as it was.
-- lacks: what a factor would need and the words do not tell
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

-- prices before ex_date are multiplied by the factors, volumes divided; 1 for none.
-- checked: whether the first open is where the factor puts it; null while nothing can be compared.
-- cum: last session before, open: first session from ex_date on, both as traded
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
  open_paise INTEGER,
  PRIMARY KEY (security, ex_date)
) STRICT, WITHOUT ROWID;

-- source: nse, bse, nse-rss; announced_at: when the exchange had it
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

-- reported_by: sequence_id of the filing with the results
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
`,
};
