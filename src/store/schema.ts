import type { Generated } from 'kysely';

/** Rows of `candles_1m`, `candles_5m` and `candles_15m`; `source` is a code of `price_sources`. */
export interface IntradayCandlesTable {
  listing_id: number;
  start: number;
  open_paise: number;
  high_paise: number;
  low_paise: number;
  close_paise: number;
  volume: number;
  source: number;
}

export interface DailyCandlesTable {
  listing_id: number;
  session: string;
  basis: number;
  open_paise: number;
  high_paise: number;
  low_paise: number;
  close_paise: number;
  volume: number;
  source: number;
}

/** Every table, as the newest migration leaves it. Meanings of columns are in the migrations. */
export interface Schema {
  instruments: {
    instrument_id: Generated<number>;
    isin: string | null;
    name: string;
    kind: string;
    provisional: number;
    listed_on: string | null;
    first_seen_at: number;
  };
  listings: {
    listing_id: Generated<number>;
    instrument_id: number;
    exchange: string;
    series: string;
  };
  instrument_symbols: {
    exchange: string;
    symbol: string;
    valid_from: string;
    valid_to: string | null;
    instrument_id: number;
    series: string;
  };
  source_keys: { instrument_id: number; source: string; source_key: string };
  watchlist: { symbol: string; exchange: string; added_at: number };
  price_sources: { source: number; name: string };
  candles_1m: IntradayCandlesTable;
  candles_5m: IntradayCandlesTable;
  candles_15m: IntradayCandlesTable;
  candles_1d: DailyCandlesTable;
  quotes: {
    listing_id: number;
    last_paise: number;
    quoted_at: number;
    volume: number;
    source: number;
  };
  data_gaps: {
    instrument_id: number;
    interval: string;
    from_slot: string;
    to_slot: string;
    slots: number;
    state: string;
    reason: string;
    attempts: number;
    first_seen_at: number;
    last_tried_at: number | null;
  };
  sync_history: {
    id: Generated<number>;
    run_id: string;
    job: string;
    symbol: string;
    interval: string;
    status: string;
    source: string | null;
    from_session: string | null;
    to_session: string | null;
    rows_received: number;
    rows_changed: number;
    rows_refused: number;
    why: string;
    error_code: string | null;
    error_message: string | null;
    as_of: number;
    started_at: number;
    ended_at: number;
  };
  calendar_days: {
    exchange: string;
    session: string;
    state: string;
    why: string;
    hours: string | null;
    source: string;
    learned_at: number;
  };
  job_runs: {
    id: string;
    job: string;
    outcome: string;
    exit_code: number | null;
    summary: string | null;
    trigger: string;
    invocation_id: string | null;
    as_of: number;
    started_at: number;
    ended_at: number | null;
    duration_ms: number | null;
    counts: Generated<string>;
    warnings: Generated<string>;
    error_code: string | null;
    error_message: string | null;
    locks: string;
    arguments: string;
    version: string;
    host: string;
    pid: number;
  };
  job_state: { job: string; name: string; value: string; changed_at: number };
  system_log: {
    id: Generated<number>;
    run_id: string;
    job: string;
    logged_at: number;
    level: string;
    event: string;
    fields: string;
  };
  source_requests: { source: string; at_ms: number; requests: number };
  source_health: {
    source: string;
    failures_in_row: number;
    throttles_in_row: number;
    opened: number;
    open_until: number | null;
    last_ok_at: number | null;
    last_failure_at: number | null;
    last_error: string | null;
  };
  http_cache: {
    url: string;
    etag: string | null;
    last_modified: string | null;
    content_type: string;
    body: Uint8Array;
    fetched_at: number;
  };
}
