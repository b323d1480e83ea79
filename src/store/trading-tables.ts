import type { Generated } from 'kysely';

/** Tables of paper accounts. Meanings of columns are in their migration. */
export interface TradingTables {
  accounts: {
    account_id: Generated<number>;
    name: string;
    currency: string;
    plan: string;
    may_short: number;
    cash_paise: number;
    created_at: number;
  };
  orders: {
    order_id: number;
    account_id: number;
    listing_id: number;
    client_key: string | null;
    parent_id: number | null;
    pair_id: number | null;
    side: string;
    type: string;
    validity: string;
    product: string;
    role: string;
    intent: string;
    quantity: number;
    filled: number;
    value_paise: number;
    limit_paise: number | null;
    trigger_paise: number | null;
    triggered: number;
    state: string;
    reason: string | null;
    note: string | null;
    placed_at: number;
    since: number;
    session: string;
    bound_paise: number;
    day_session: string | null;
    day_value_paise: number;
  };
  trades: {
    trade_id: number;
    account_id: number;
    listing_id: number;
    order_id: number | null;
    kind: string;
    side: string;
    product: string;
    quantity: number;
    price_paise: number;
    brokerage_paise: number;
    stt_paise: number;
    exchange_paise: number;
    ipft_paise: number;
    sebi_paise: number;
    stamp_paise: number;
    gst_paise: number;
    dp_paise: number;
    realised_paise: number;
    traded_at: number;
    session: string;
    run_id: string | null;
  };
  lots: {
    lot_id: number;
    account_id: number;
    listing_id: number;
    product: string;
    quantity: number;
    cost_paise: number;
    opened_at: number;
    opened_on: string;
  };
  lot_closings: {
    trade_id: number;
    lot_id: number;
    product: string;
    opened_on: string;
    quantity: number;
    cost_paise: number;
    proceeds_paise: number;
  };
  positions: {
    account_id: number;
    listing_id: number;
    quantity: number;
    cost_paise: number;
    realised_paise: number;
    mark_paise: number | null;
    marked_at: number | null;
    mark_stale: number | null;
  };
  ledger_entries: {
    entry_id: Generated<number>;
    journal: number;
    account_id: number;
    ledger: string;
    amount_paise: number;
    booked_at: number;
    session: string;
    trade_id: number | null;
    listing_id: number | null;
    note: string;
  };
  order_events: {
    event_id: Generated<number>;
    account_id: number;
    listing_id: number;
    order_id: number | null;
    happened_at: number;
    session: string;
    state: string | null;
    text: string;
  };
  booked_actions: {
    listing_id: number;
    action: string;
    ex_date: string;
    text: string;
    booked_at: number;
  };
  match_cursors: { listing_id: number; matched_to: number };
  account_summaries: {
    account_id: number;
    session: string;
    official: number;
    taken_at: number;
    closes: number;
    cash_paise: number;
    shares_paise: number;
    value_paise: number;
    unrealised_paise: number;
    realised_paise: number;
    charges_paise: number;
    dividends_paise: number;
    flow_paise: number;
    day_paise: number;
    positions: number;
    stale: number;
  };
}
