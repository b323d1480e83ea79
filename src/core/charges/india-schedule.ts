import type { PerCrore } from './part-of.ts';

/** A rate from a day on (`YYYY-MM-DD`, that day in it) until the next row's. */
export interface DatedRate<Rate> {
  readonly from: string;
  readonly rate: Rate;
}

/** Securities transaction tax: who pays which part of the turnover. */
export interface SttRate {
  /** Both sides pay it. */
  readonly delivery: PerCrore;
  readonly intradaySell: PerCrore;
  /** Units of exchange-traded funds, delivered. */
  readonly fundBuy: PerCrore;
  readonly fundSell: PerCrore;
}

const evenly = (delivery: PerCrore, intradaySell: PerCrore): SttRate => ({
  delivery,
  intradaySell,
  fundBuy: delivery,
  fundSell: delivery,
});

/**
 * @see Finance (No. 2) Act 2004, section 98, and its amendments by the Finance Acts of 2005, 2006,
 *   2012 (delivery back to 0.1 %) and 2013 (fund units: the seller only, 0.001 %). Those of 2024 and
 *   2026 raised futures and options only.
 */
export const STT: readonly DatedRate<SttRate>[] = [
  { from: '2004-10-01', rate: evenly(7500, 1500) },
  { from: '2005-06-01', rate: evenly(10_000, 2000) },
  { from: '2006-06-01', rate: evenly(12_500, 2500) },
  { from: '2012-07-01', rate: evenly(10_000, 2500) },
  { from: '2013-06-01', rate: { ...evenly(10_000, 2500), fundBuy: 0, fundSell: 100 } },
];

/**
 * NSE's transaction charge for shares. 2021: raised by 6 %; April 2023: taken back; April 2024: 1 %
 * less; October 2024: one rate for every member. For earlier years the rate of 2020 stands.
 *
 * @see NSE press release of 24 March 2023; members' price lists from 1 October 2024 (₹297 a crore)
 */
export const EXCHANGE: readonly DatedRate<PerCrore>[] = [
  { from: '2004-10-01', rate: 325 },
  { from: '2021-01-01', rate: 345 },
  { from: '2023-04-01', rate: 325 },
  { from: '2024-04-01', rate: 322 },
  { from: '2024-10-01', rate: 297 },
];

/** BSE's, for its most traded groups. @see members' price lists of 2023 and from 1 October 2024 */
export const EXCHANGE_BSE: readonly DatedRate<PerCrore>[] = [
  { from: '2004-10-01', rate: 345 },
  { from: '2022-01-01', rate: 375 },
];

/** NSE's Investor Protection Fund Trust. @see NSE press release of 24 March 2023 (₹0.01 before) */
export const IPFT: readonly DatedRate<PerCrore>[] = [
  { from: '2004-10-01', rate: 0 },
  { from: '2023-04-01', rate: 10 },
];

/**
 * SEBI's turnover fee.
 *
 * @see SEBI (Payment of Fees) (Amendment) Regulations 2014, 2017 and 2019; halved for June 2020 to
 *   March 2021 by SEBI's release of April 2020
 */
export const SEBI: readonly DatedRate<PerCrore>[] = [
  { from: '2004-10-01', rate: 20 },
  { from: '2017-04-01', rate: 15 },
  { from: '2019-04-01', rate: 10 },
  { from: '2020-06-01', rate: 5 },
  { from: '2021-04-01', rate: 10 },
];

/** Stamp duty by side and delivery. */
export interface StampRate {
  readonly deliveryBuy: PerCrore;
  readonly deliverySell: PerCrore;
  readonly intradayBuy: PerCrore;
  readonly intradaySell: PerCrore;
}

/**
 * One rate for the country, paid by the buyer, from July 2020; before that each state had its own,
 * for both sides: those of Maharashtra, Delhi and Gujarat stand here.
 *
 * @see Indian Stamp Act 1899, section 9A and schedule I, as amended by the Finance Act 2019
 */
export const STAMP: readonly DatedRate<StampRate>[] = [
  {
    from: '2004-10-01',
    rate: { deliveryBuy: 1000, deliverySell: 1000, intradayBuy: 200, intradaySell: 200 },
  },
  {
    from: '2020-07-01',
    rate: { deliveryBuy: 1500, deliverySell: 0, intradayBuy: 300, intradaySell: 0 },
  },
];

/** Tax on services; SEBI's fee itself is taxed since its exemption ended. */
export interface ServiceTaxRate {
  readonly perCrore: PerCrore;
  readonly onSebi: boolean;
}

/** @see Finance Acts 2004 to 2016 (service tax with its cesses); GST from July 2017 */
export const SERVICE_TAX: readonly DatedRate<ServiceTaxRate>[] = [
  { from: '2004-10-01', rate: { perCrore: 1_020_000, onSebi: false } },
  { from: '2006-04-18', rate: { perCrore: 1_224_000, onSebi: false } },
  { from: '2007-05-11', rate: { perCrore: 1_236_000, onSebi: false } },
  { from: '2009-02-24', rate: { perCrore: 1_030_000, onSebi: false } },
  { from: '2012-04-01', rate: { perCrore: 1_236_000, onSebi: false } },
  { from: '2015-06-01', rate: { perCrore: 1_400_000, onSebi: false } },
  { from: '2015-11-15', rate: { perCrore: 1_450_000, onSebi: false } },
  { from: '2016-06-01', rate: { perCrore: 1_500_000, onSebi: false } },
  { from: '2017-07-01', rate: { perCrore: 1_800_000, onSebi: false } },
  { from: '2022-07-18', rate: { perCrore: 1_800_000, onSebi: true } },
];
