import type { Generated, GeneratedAlways } from 'kysely';
import type { AlertTables } from './alert-tables.ts';
import type { BacktestTables } from './backtest-tables.ts';
import type { BotTables } from './bot-tables.ts';
import type { CandleTables } from './candle-tables.ts';
import type { FlowTables } from './flow-tables.ts';
import type { IndexTables } from './index-tables.ts';
import type { IndicatorTables } from './indicator-tables.ts';
import type { NewsTables } from './news-tables.ts';
import type { NotificationTables } from './notification-tables.ts';
import type { PatternTables } from './pattern-tables.ts';
import type { PerformanceTables } from './performance-tables.ts';
import type { QuoteTables } from './quote-tables.ts';
import type { ScreenTables } from './screen-tables.ts';
import type { RiskTables } from './risk-tables.ts';
import type { RunTables } from './run-tables.ts';
import type { StrategyTables } from './strategy-tables.ts';
import type { TradingTables } from './trading-tables.ts';

/** Every table, as the newest migration leaves it. Meanings of columns are in the migrations. */
export interface Schema
  extends
    AlertTables,
    BacktestTables,
    BotTables,
    CandleTables,
    FlowTables,
    IndexTables,
    IndicatorTables,
    NewsTables,
    NotificationTables,
    PatternTables,
    PerformanceTables,
    QuoteTables,
    ScreenTables,
    RiskTables,
    RunTables,
    StrategyTables,
    TradingTables {
  instruments: {
    instrument_id: Generated<number>;
    isin: string | null;
    name: string;
    kind: string;
    provisional: number;
    listed_on: string | null;
    first_seen_at: number;
    last_price_paise: number | null;
    last_price_at: number | null;
    /** Rupees, made by the database for people. */
    last_price: GeneratedAlways<number | null>;
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
  session_files: {
    exchange: string;
    session: string;
    kind: string;
    state: string;
    format: string | null;
    rows: number;
    refused: number;
    at: number;
  };
  session_trades: {
    listing_id: number;
    session: string;
    previous_close_paise: number | null;
    last_paise: number | null;
    value_paise: number | null;
    trades: number | null;
    delivered: number | null;
  };
  index_values: {
    listing_id: number;
    session: string;
    open: number | null;
    high: number | null;
    low: number | null;
    close: number;
    change: number | null;
    volume: number | null;
    turnover_paise: number | null;
    price_to_earnings: number | null;
    price_to_book: number | null;
    dividend_yield: number | null;
  };
  listing_symbols: { listing_id: number; valid_from: string; symbol: string };
  instrument_names: { instrument_id: number; valid_from: string; name: string };
  instrument_isins: { instrument_id: number; valid_from: string; isin: string };
  symbol_changes: {
    exchange: string;
    old_symbol: string;
    new_symbol: string;
    changed_on: string;
  };
  price_bands: {
    listing_id: number;
    valid_from: string;
    band_percent: number | null;
    remark: string | null;
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
  corporate_actions: {
    security: string;
    ex_date: string;
    subject: string;
    part: number;
    kind: string;
    form: string | null;
    symbol: string;
    isin: string | null;
    company: string;
    amount: number | null;
    percent: number | null;
    ratio_given: number | null;
    ratio_held: number | null;
    from_face_value: number | null;
    to_face_value: number | null;
    premium: number | null;
    lacks: string | null;
    record_date: string | null;
    book_closure_from: string | null;
    book_closure_to: string | null;
    face_value: number | null;
    nse_symbol: string | null;
    bse_code: string | null;
    bse_subject: string | null;
  };
  price_factors: {
    security: string;
    ex_date: string;
    symbol: string;
    isin: string | null;
    shares: number;
    rights: number;
    special_dividend: number;
    kinds: string;
    lacks: string | null;
    checked: number | null;
    cum_session: string | null;
    cum_close_paise: number | null;
    open_session: string | null;
    open_paise: number | null;
    manual: number | null;
    reason: string | null;
  };
  manual_factors: {
    security: string;
    ex_date: string;
    symbol: string;
    isin: string | null;
    factor: number;
    kind: string;
    reason: string;
    entered_at: number;
  };
  corporate_announcements: {
    source: string;
    sequence_id: string;
    announced_at: number;
    symbol: string | null;
    isin: string | null;
    company: string;
    category: string;
    text: string;
    attachment: string | null;
  };
  earnings_calendar: {
    symbol: string;
    meeting_on: string;
    isin: string | null;
    company: string;
    state: string;
    purpose: string;
    details: string;
    announced_at: number | null;
    reported_by: string | null;
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
