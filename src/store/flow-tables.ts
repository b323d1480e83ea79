import type { Generated } from 'kysely';

/** Tables of who dealt, as the newest migration leaves them. Meanings of columns are in migration 5. */
export interface FlowTables {
  deals: {
    deal_id: Generated<number>;
    session: string;
    kind: string;
    symbol: string;
    security_name: string;
    client: string | null;
    side: string | null;
    quantity: number;
    price_paise: number | null;
    remarks: string | null;
    ordinal: number;
  };
  fii_dii: {
    session: string;
    category: string;
    buy_paise: number;
    sell_paise: number;
    net_paise: number;
    seen_at: number;
  };
  year_extremes: {
    session: string;
    symbol: string;
    series: string;
    high_paise: number | null;
    high_on: string | null;
    low_paise: number | null;
    low_on: string | null;
  };
  flow_lists: { session: string; list: string; rows: number; answered_at: number };
}
