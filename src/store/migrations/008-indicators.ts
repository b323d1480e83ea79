import type { Migration } from '../migrate.ts';

/** Technical indicators of instruments, one row for each session that was computed. */
export const indicators: Migration = {
  number: 8,
  name: 'indicators',
  sql: `
-- prices in rupees and in shares of the day of the run that computed them; null while warming up;
-- by session first: an evening's rows lie together, and old ones go together
CREATE TABLE indicators (
  session TEXT NOT NULL,
  instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
  close REAL, macd REAL, macds REAL, macdh REAL, kdjk REAL, kdjd REAL, kdjj REAL, boll_ub REAL,
  boll REAL, boll_lb REAL, trix REAL, trix_20_sma REAL, tema REAL, cr REAL, "cr-ma1" REAL,
  "cr-ma2" REAL, "cr-ma3" REAL, rsi_6 REAL, rsi_12 REAL, rsi REAL, rsi_24 REAL, vr REAL,
  vr_6_sma REAL, roc REAL, rocma REAL, rocema REAL, pdi REAL, mdi REAL, dx REAL, adx REAL,
  adxr REAL, wr_6 REAL, wr_10 REAL, wr_14 REAL, cci REAL, cci_84 REAL, tr REAL, atr REAL, dma REAL,
  dma_10_sma REAL, obv REAL, sar REAL, psy REAL, psyma REAL, br REAL, ar REAL, emv REAL, emva REAL,
  bias REAL, mfi REAL, mfisma REAL, vwma REAL, mvwma REAL, ppo REAL, ppos REAL, ppoh REAL,
  wt1 REAL, wt2 REAL, supertrend_ub REAL, supertrend REAL, supertrend_lb REAL, dpo REAL,
  madpo REAL, vhf REAL, rvi REAL, rvis REAL, fi REAL, force_2 REAL, force_13 REAL, ene_ue REAL,
  ene REAL, ene_le REAL, stochrsi_k REAL, stochrsi_d REAL,
  PRIMARY KEY (session, instrument_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicators_by_instrument ON indicators (instrument_id, session);
`,
};
