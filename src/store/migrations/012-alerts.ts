import type { Migration } from '../migrate.ts';

/** Alert rules, where each stands with each instrument, and what fired. */
export const alerts: Migration = {
  number: 12,
  name: 'alerts',
  sql: `
-- subject and condition in their one spelling; interval null: the running session is looked at;
-- hysteresis: '5' or '0.5%'; levels_on: prices in the condition are in shares as of that day;
-- channels: JSON list, null for every channel; revision counts changes
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

-- active: the condition has held since it came true; sides: where its crossings stood, '+', '-', '?';
-- seen_at: time of the newest data that changed the row; problem: why it cannot be evaluated
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

-- at: time of the data; noticed_at: real time; rule: its one-line form then; figures: JSON list of
-- [name, number]. A rule that is removed leaves its events behind
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
`,
};
