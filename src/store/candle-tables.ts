/** Rows of `candles_1m`, `candles_5m` and `candles_15m`; `source` is a code of `price_sources`. */
interface IntradayCandlesTable {
  listing_id: number;
  start: number;
  open_paise: number;
  high_paise: number;
  low_paise: number;
  close_paise: number;
  volume: number;
  source: number;
}

interface DailyCandlesTable {
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

/** Tables of candles, as the newest migration leaves them. */
export interface CandleTables {
  candles_1m: IntradayCandlesTable;
  candles_5m: IntradayCandlesTable;
  candles_15m: IntradayCandlesTable;
  candles_1d: DailyCandlesTable;
}
