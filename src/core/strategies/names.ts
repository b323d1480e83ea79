/** InStock's strategies, in its order: what the job looks for unless told otherwise. */
export const PICK_NAMES = [
  'volume_surge',
  'ma_uptrend',
  'parking_apron',
  'ma250_retracement',
  'platform_breakout',
  'no_large_drawdown',
  'turtle',
  'high_tight_flag',
  'climax_sell',
  'low_atr_growth',
  'fundamental',
] as const;

/** Strategies that tell when to enter and when to exit. */
const TRADE_NAMES = [
  'sma_cross',
  'ema_cross',
  'macd_cross',
  'supertrend',
  'bollinger_breakout',
  'bollinger_reversion',
  'donchian',
  'rsi_reversion',
  'zscore_reversion',
  'momentum_rank',
  'opening_range_breakout',
] as const;

/** Every strategy. */
export const STRATEGY_NAMES = [...PICK_NAMES, ...TRADE_NAMES] as const;
export type StrategyName = (typeof STRATEGY_NAMES)[number];
