import type { Migration } from '../migrate.ts';

/** What strategies said of instruments. */
export const strategyHits: Migration = {
  number: 15,
  name: 'strategy hits',
  sql: `
-- of strategies with their usual parameters; reason: in words, with numbers
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
`,
};
