import type { Migration } from '../migrate.ts';

/** The outbox: what is to be told to people, and how far each way out has told it. */
export const notifications: Migration = {
  number: 7,
  name: 'notifications',
  sql: `
-- written in the transaction of what it tells; run_id null where no run tells it;
-- facts: JSON list of [name, value]; channels: JSON list, null for every channel; created_at: real time
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

-- one row for each channel that has tried it; due_at: not tried before that moment, and while it is
-- being sent the moment until which it belongs to whoever claimed it
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
`,
};
