/** A column of InStock's selection table: where the same is said here, or why it is not. */
export interface InstockColumn {
  readonly name: string;
  /** A column or expression of the screener. */
  readonly here?: string;
  readonly unavailable?: string;
}

const here = (pairs: Readonly<Record<string, string>>): InstockColumn[] =>
  Object.entries(pairs).map(([name, expression]) => ({ name, here: expression }));

const without = (reason: string, names: string): InstockColumn[] =>
  names.split(' ').map((name) => ({ name, unavailable: reason }));

const STATEMENTS = 'needs the companies’ statements, which no file of NSE holds in one form';
const SHARES = 'needs the number of shares, which is in none of the files that are kept';
const HOLDERS = 'needs the quarterly shareholding patterns, which are not kept';
const CHINESE = 'is about the Chinese market only';
const OPAQUE = 'its vendor publishes no definition';
const FLOWS = 'is made of order sizes, which NSE does not publish';
const VENDOR = 'counts what readers of a Chinese site did';
const FILINGS = 'needs amounts that NSE publishes as letters only: see `show announcements`';

/**
 * Every column of `cn_stock_selection`, group by group. Values are not copied: what has no public
 * source in India is not filled.
 *
 * @see InStock's table structure, the 206 columns of its stock selection
 */
export const INSTOCK_COLUMNS: readonly InstockColumn[] = [
  ...here({
    date: 'session',
    code: 'symbol',
    name: 'symbol',
    secucode: 'symbol',
    listing_date: 'days_listed',
    industry: 'sector',
    is_hs300: 'index = NIFTY100',
    is_sz50: 'index = NIFTY50',
    is_zz500: 'index = NIFTY500',
    is_zz1000: 'index = NIFTYSMALLCAP100',
  }),
  ...without(CHINESE, 'area concept style is_cy50'),
  ...here({
    new_price: 'close',
    change_rate: 'change',
    volume_ratio: 'volume_ratio',
    high_price: 'high',
    low_price: 'low',
    pre_close_price: 'prev_close',
    volume: 'volume',
    deal_amount: 'value',
    amplitude: 'amplitude',
  }),
  ...without(SHARES, 'turnoverrate total_market_cap free_cap total_shares free_shares'),
  ...without(
    STATEMENTS,
    'pe9 pbnewmrq pettmdeducted ps9 pcfjyxjl9 predict_pe_syear predict_pe_nyear dtsyl ycpeg ' +
      'enterprise_value_multiple basic_eps bvps per_netcash_operate per_fcfe per_capital_reserve ' +
      'per_unassign_profit per_surplus_reserve per_retained_earning parent_netprofit ' +
      'deduct_netprofit total_operate_income roe_weight jroa roic sale_gpr sale_npr ' +
      'netprofit_yoy_ratio deduct_netprofit_growthrate toi_yoy_ratio netprofit_growthrate_3y ' +
      'income_growthrate_3y predict_netprofit_ratio predict_income_ratio basiceps_yoy_ratio ' +
      'total_profit_growthrate operate_profit_growthrate debt_asset_ratio equity_ratio ' +
      'equity_multiplier current_ratio speed_ratio goodwill_scale goodwill_assets_ratro predict_type ' +
      'is_bps_break',
  ),
  ...here({ zxgxl: 'dividend_yield' }),
  ...without(
    HOLDERS,
    'holder_newest holder_ratio hold_amount avg_hold_num holdnum_growthrate_3q holdnum_growthrate_hy ' +
      'hold_ratio_count free_hold_ratio holder_change_3m allcorp_num allcorp_fund_num allcorp_qs_num ' +
      'allcorp_qfii_num allcorp_bx_num allcorp_sb_num allcorp_xt_num allcorp_ratio allcorp_fund_ratio ' +
      'allcorp_qs_ratio allcorp_qfii_ratio allcorp_bx_ratio allcorp_sb_ratio allcorp_xt_ratio ' +
      'mutual_netbuy_amt hold_ratio',
  ),
  ...here({
    macd_golden_fork: 'macd_golden_cross = 1',
    macd_golden_forkz: 'macd_golden_cross_week = 1',
    macd_golden_forky: 'macd_golden_cross_month = 1',
    kdj_golden_fork: 'kdj_golden_cross = 1',
    kdj_golden_forkz: 'kdj_golden_cross_week = 1',
    kdj_golden_forky: 'kdj_golden_cross_month = 1',
    break_through: 'breakout_20 = 1 and volume_ratio >= 2',
    breakup_ma_5days: 'cross_above_sma_5 = 1',
    breakup_ma_10days: 'cross_above_sma_10 = 1',
    breakup_ma_20days: 'cross_above_sma_20 = 1',
    breakup_ma_30days: 'cross_above_sma_30 = 1',
    breakup_ma_60days: 'cross_above_sma_60 = 1',
    long_avg_array: 'averages_rising = 1',
    short_avg_array: 'averages_falling = 1',
    upper_large_volume: 'rise_on_volume = 1',
    down_narrow_volume: 'fall_on_thin_volume = 1',
    one_dayang_line: 'big_white_1 = 1',
    two_dayang_lines: 'big_white_2 = 1',
    rise_sun: 'rising_sun = 1',
    power_fulgun: 'white_black_white = 1',
    down_7days: 'black_days >= 7',
    upper_8days: 'white_days >= 8',
    upper_9days: 'white_days >= 9',
    upper_4days: 'white_days >= 4',
    heaven_rule: 'peak_volume_60 = 1',
    upside_volume: 'surge_up = 1',
    bearish_engulfing: 'cdlengulfing < 0',
    reversing_hammer: 'cdlinvertedhammer > 0',
    shooting_star: 'cdlshootingstar < 0',
    evening_star: 'cdleveningstar < 0',
    first_dawn: 'cdlpiercing > 0',
    pregnant: 'cdlharami != 0',
    black_cloud_tops: 'cdldarkcloudcover < 0',
    morning_star: 'cdlmorningstar > 0',
    narrow_finish: 'range_10 < 8%',
  }),
  ...without(OPAQUE, 'restore_justice'),
  ...without(
    FLOWS,
    'low_funds_inflow high_funds_outflow net_inflow netinflow_3days netinflow_5days nowinterst_ratio ' +
      'nowinterst_ratio_3d nowinterst_ratio_5d ddx ddx_3d ddx_5d ddx_red_10d',
  ),
  ...without(
    FILINGS,
    'limited_lift_f6m limited_lift_f1y limited_lift_6m limited_lift_1y directional_seo_1m ' +
      'directional_seo_3m directional_seo_6m directional_seo_1y recapitalize_1m recapitalize_3m ' +
      'recapitalize_6m recapitalize_1y equity_pledge_1m equity_pledge_3m equity_pledge_6m ' +
      'equity_pledge_1y pledge_ratio executive_change_3m',
  ),
  ...here({
    par_dividend_pretax: 'dividend_12m',
    // The shares that were given on each, not money.
    par_dividend: 'shares_changed_12m',
    par_it_equity: 'shares_changed_12m',
  }),
  ...without(VENDOR, 'org_survey_3m org_rating'),
  ...without(
    VENDOR,
    'popularity_rank rank_change upp_days down_days new_high new_down newfans_ratio bigfans_ratio ' +
      'concern_rank_7days browse_rank',
  ),
  ...without('needs issue prices, which are in none of the files that are kept', 'is_issue_break'),
  ...here({
    now_newhigh: 'all_time_high = 1',
    now_newlow: 'all_time_low = 1',
    high_recent_3days: 'since_high < 3',
    high_recent_5days: 'since_high < 5',
    high_recent_10days: 'since_high < 10',
    high_recent_20days: 'since_high < 20',
    high_recent_30days: 'since_high < 30',
    low_recent_3days: 'since_low < 3',
    low_recent_5days: 'since_low < 5',
    low_recent_10days: 'since_low < 10',
    low_recent_20days: 'since_low < 20',
    low_recent_30days: 'since_low < 30',
    win_market_3days: 'excess_3 > 0',
    win_market_5days: 'excess_5 > 0',
    win_market_10days: 'excess_10 > 0',
    win_market_20days: 'excess_20 > 0',
    win_market_30days: 'excess_30 > 0',
    changerate_3days: 'return_3',
    changerate_5days: 'return_5',
    changerate_10days: 'return_10',
    changerate_ty: 'return_ytd',
    upnday: 'up_days',
    downnday: 'down_days',
    listing_yield_year: 'yearly_return_kept',
    listing_volatility_year: 'volatility_kept',
  }),
];
