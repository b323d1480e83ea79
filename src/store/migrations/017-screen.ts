import type { Migration } from '../migrate.ts';

/** The screener table: a wide row for each instrument and session. */
export const screen: Migration = {
  number: 17,
  name: 'screen',
  sql: `
-- prices and values in rupees, prices in shares of the day of the run that computed them; returns and
-- other ratios are fractions, flags 1 or 0; null where nobody tells
CREATE TABLE screen (
  session TEXT NOT NULL,
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  open REAL, high REAL, low REAL, close REAL, prev_close REAL, change REAL, gap REAL, amplitude
  REAL, volume REAL, volume_ratio REAL, volume_avg_20 REAL, return_3 REAL, return_5 REAL,
  return_10 REAL, return_20 REAL, return_30 REAL, return_60 REAL, return_120 REAL, return_250
  REAL, return_ytd REAL, up_days REAL, down_days REAL, white_days REAL, black_days REAL, sma_5
  REAL, sma_10 REAL, sma_20 REAL, sma_30 REAL, sma_50 REAL, sma_60 REAL, sma_100 REAL, sma_200
  REAL, sma_250 REAL, ema_20 REAL, ema_50 REAL, ema_200 REAL, rsi_14 REAL, atr_ratio REAL,
  volatility_20 REAL, volatility_60 REAL, volatility_250 REAL, range_10 REAL, high_52w REAL,
  low_52w REAL, from_high_52w REAL, from_low_52w REAL, place_52w REAL, new_high_3 REAL, new_high_5
  REAL, new_high_10 REAL, new_high_20 REAL, new_high_30 REAL, new_low_3 REAL, new_low_5 REAL,
  new_low_10 REAL, new_low_20 REAL, new_low_30 REAL, all_time_high REAL, all_time_low REAL,
  sessions_kept REAL, macd_golden_cross REAL, macd_golden_cross_week REAL, macd_golden_cross_month
  REAL, kdj_golden_cross REAL, kdj_golden_cross_week REAL, kdj_golden_cross_month REAL,
  cross_above_sma_5 REAL, cross_above_sma_10 REAL, cross_above_sma_20 REAL, cross_above_sma_30
  REAL, cross_above_sma_60 REAL, breakout_20 REAL, averages_rising REAL, averages_falling REAL,
  rise_on_volume REAL, fall_on_thin_volume REAL, big_white_1 REAL, big_white_2 REAL, rising_sun
  REAL, white_black_white REAL, surge_up REAL, peak_volume_60 REAL, value REAL, value_avg_20 REAL,
  vwap REAL, trades REAL, delivered REAL, delivery_ratio REAL, delivery_ratio_20 REAL, excess_3
  REAL, excess_5 REAL, excess_10 REAL, excess_20 REAL, excess_30 REAL, price_band REAL, days_to_ex
  REAL, dividend_12m REAL, dividend_yield REAL, shares_changed_12m REAL, days_to_results REAL,
  days_since_results REAL, deal_net_value REAL, deal_net_value_30d REAL, deal_buyers_90d REAL,
  short_quantity REAL, fii_net REAL, dii_net REAL,
  PRIMARY KEY (session, instrument_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX screen_by_instrument ON screen (instrument_id, session);
`,
};
