import type { Generated } from 'kysely';

/** Tables of prices as they are now. Meanings of columns are in the migrations. */
export interface QuoteTables {
  quotes: {
    listing_id: number;
    last_paise: number;
    quoted_at: number;
    fetched_at: number;
    source: number;
    volume: number | null;
    open_paise: number | null;
    high_paise: number | null;
    low_paise: number | null;
    previous_close_paise: number | null;
    bid_paise: number | null;
    ask_paise: number | null;
    lower_circuit_paise: number | null;
    upper_circuit_paise: number | null;
  };
  option_snapshots: {
    snapshot_id: Generated<number>;
    underlying: string;
    expiry: string;
    taken_at: number;
    fetched_at: number;
    source: number;
    spot_paise: number | null;
  };
  option_chain: {
    snapshot_id: number;
    strike_paise: number;
    option_type: string;
    last_paise: number | null;
    bid_paise: number | null;
    ask_paise: number | null;
    volume: number | null;
    open_interest: number | null;
    open_interest_change: number | null;
    volatility: number | null;
    delta: number | null;
    gamma: number | null;
    theta: number | null;
    vega: number | null;
  };
}
