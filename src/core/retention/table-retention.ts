import { istDate } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import { addDays } from '../market/session-date.ts';

/** Tables that grow old together; each has a setting of its own. */
export type RetentionGroup = 'intraday' | 'daily' | 'filings' | 'history' | 'cache';

/** Days that rows of each group stay; 0: for ever. */
export type RetentionDays = Readonly<Record<RetentionGroup, number>>;

/** Which rows of a table are past their time. A table that has no such rule is never pruned. */
export interface TableRetention {
  readonly table: string;
  /** Column that tells a row's age. */
  readonly column: string;
  readonly unit: 'session' | 'seconds' | 'milliseconds';
  readonly group: RetentionGroup;
  /** Leading column of the key where age comes second: rows are then looked for one by one owner. */
  readonly owner?: 'listing_id' | 'instrument_id';
  /** Rows of another table that go with each row, and the key that they share. */
  readonly parts?: { readonly table: string; readonly key: string };
}

/**
 * Every table whose rows age. Accounts, orders, trades, positions and the trading ledger have no row
 * here and never will; nor have dated facts of which an old one still holds (names, symbols, bands,
 * members of indices, corporate actions and their factors).
 */
export const TABLE_RETENTION: readonly TableRetention[] = [
  { table: 'candles_1m', column: 'start', unit: 'seconds', group: 'intraday', owner: 'listing_id' },
  { table: 'candles_5m', column: 'start', unit: 'seconds', group: 'intraday', owner: 'listing_id' },
  {
    table: 'candles_15m',
    column: 'start',
    unit: 'seconds',
    group: 'intraday',
    owner: 'listing_id',
  },
  {
    table: 'option_snapshots',
    column: 'taken_at',
    unit: 'seconds',
    group: 'intraday',
    parts: { table: 'option_chain', key: 'snapshot_id' },
  },
  { table: 'candles_1d', column: 'session', unit: 'session', group: 'daily', owner: 'listing_id' },
  {
    table: 'session_trades',
    column: 'session',
    unit: 'session',
    group: 'daily',
    owner: 'listing_id',
  },
  {
    table: 'index_values',
    column: 'session',
    unit: 'session',
    group: 'daily',
    owner: 'listing_id',
  },
  { table: 'session_files', column: 'session', unit: 'session', group: 'daily' },
  { table: 'deals', column: 'session', unit: 'session', group: 'daily' },
  { table: 'fii_dii', column: 'session', unit: 'session', group: 'daily' },
  { table: 'year_extremes', column: 'session', unit: 'session', group: 'daily' },
  {
    table: 'patterns',
    column: 'session',
    unit: 'session',
    group: 'daily',
    owner: 'instrument_id',
  },
  {
    table: 'strategy_hits',
    column: 'session',
    unit: 'session',
    group: 'daily',
    owner: 'instrument_id',
  },
  { table: 'flow_lists', column: 'session', unit: 'session', group: 'daily' },
  {
    table: 'hit_returns',
    column: 'session',
    unit: 'session',
    group: 'daily',
    owner: 'instrument_id',
  },
  { table: 'screen', column: 'session', unit: 'session', group: 'daily' },
  { table: 'indicators', column: 'session', unit: 'session', group: 'daily' },
  { table: 'corporate_announcements', column: 'announced_at', unit: 'seconds', group: 'filings' },
  // Matches and scores go with their article, by foreign key.
  { table: 'news_articles', column: 'published_at', unit: 'seconds', group: 'filings' },
  { table: 'sentiment_history', column: 'day', unit: 'session', group: 'daily' },
  { table: 'earnings_calendar', column: 'meeting_on', unit: 'session', group: 'filings' },
  { table: 'sync_history', column: 'started_at', unit: 'seconds', group: 'history' },
  { table: 'system_log', column: 'logged_at', unit: 'seconds', group: 'history' },
  {
    table: 'notifications',
    column: 'created_at',
    unit: 'seconds',
    group: 'history',
    parts: { table: 'notification_deliveries', key: 'notification_id' },
  },
  { table: 'bot_decisions', column: 'session', unit: 'session', group: 'history' },
  { table: 'alert_events', column: 'noticed_at', unit: 'seconds', group: 'history' },
  { table: 'http_cache', column: 'fetched_at', unit: 'seconds', group: 'cache' },
  { table: 'source_requests', column: 'at_ms', unit: 'milliseconds', group: 'cache' },
];

/** Rows below this value of the rule's column are past their time. */
export type Cutoff = string | number;

/**
 * The first value of a rule's column that is kept.
 *
 * @returns absent where the group is kept for ever
 */
export function cutoffOf(
  { unit, group }: TableRetention,
  days: RetentionDays,
  now: Instant,
): Cutoff | undefined {
  if (days[group] === 0) return undefined;
  const since = now - days[group] * 86_400;
  switch (unit) {
    case 'session':
      return addDays(istDate(now), -days[group]);
    case 'seconds':
      return since;
    case 'milliseconds':
      return since * 1000;
  }
}
