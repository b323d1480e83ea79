import { Failure } from '../failure.ts';
import type { ExchangeCode } from '../market/listing.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import { brokerageOf } from './brokerage.ts';
import type { BrokeragePlan } from './brokerage.ts';
import { NO_CHARGES } from './charges.ts';
import type { Charges } from './charges.ts';
import { EXCHANGE, EXCHANGE_BSE, IPFT, SEBI, SERVICE_TAX, STAMP, STT } from './india-schedule.ts';
import type { DatedRate, ServiceTaxRate, StampRate, SttRate } from './india-schedule.ts';
import { partOf, toRupee } from './part-of.ts';
import type { PerCrore } from './part-of.ts';

/** What an order has turned over on one session, and under which terms. */
export interface Turnover {
  readonly exchange: ExchangeCode;
  readonly session: SessionDate;
  readonly side: 'BUY' | 'SELL';
  /** `CNC`: delivered; `MIS`: closed on the same day. */
  readonly product: 'CNC' | 'MIS';
  /** Units of a fund are taxed in another way than shares. */
  readonly fund: boolean;
  /** Price times quantity, all fills of the order on that session; 0 costs nothing. */
  readonly valuePaise: Paise;
  /** Whether the depository's fee is still to be paid for this share today. */
  readonly depositoryDue: boolean;
}

function rateOn<Rate>(rates: readonly DatedRate<Rate>[], session: SessionDate): Rate {
  const found = rates.findLast(({ from }) => from <= session);
  if (found) return found.rate;
  throw new Failure(
    'usage',
    `expected a session from ${rates[0]?.from ?? ''} on, since when charges are known, found ${session}`,
  );
}

/** The rates of one session. */
interface Rates {
  readonly session: SessionDate;
  readonly stt: SttRate;
  readonly nse: PerCrore;
  readonly bse: PerCrore;
  readonly ipft: PerCrore;
  readonly sebi: PerCrore;
  readonly stamp: StampRate;
  readonly tax: ServiceTaxRate;
}

/** The rates that were asked for last: thousands of fills in a row are of one session. */
let lastRates: Rates | undefined;

function ratesOn(session: SessionDate): Rates {
  if (lastRates?.session === session) return lastRates;
  lastRates = {
    session,
    stt: rateOn(STT, session),
    nse: rateOn(EXCHANGE, session),
    bse: rateOn(EXCHANGE_BSE, session),
    ipft: rateOn(IPFT, session),
    sebi: rateOn(SEBI, session),
    stamp: rateOn(STAMP, session),
    tax: rateOn(SERVICE_TAX, session),
  };
  return lastRates;
}

function sttRate(rate: SttRate, { side, product, fund }: Turnover): PerCrore {
  if (product === 'MIS') return side === 'SELL' ? rate.intradaySell : 0;
  if (fund) return side === 'SELL' ? rate.fundSell : rate.fundBuy;
  return rate.delivery;
}

function stampRate(rate: StampRate, { side, product }: Turnover): PerCrore {
  if (product === 'MIS') return side === 'SELL' ? rate.intradaySell : rate.intradayBuy;
  return side === 'SELL' ? rate.deliverySell : rate.deliveryBuy;
}

function indianCharges(turnover: Turnover, plan: BrokeragePlan): Charges {
  const { exchange, session, side, product, valuePaise: value, depositoryDue } = turnover;
  const brokerage = brokerageOf(value, product === 'CNC' ? plan.delivery : plan.intraday);
  const rates = ratesOn(session);
  const nse = exchange === 'XNSE';
  const exchangeFee = partOf(value, nse ? rates.nse : rates.bse);
  const ipft = nse ? partOf(value, rates.ipft) : paise(0);
  const sebi = partOf(value, rates.sebi);
  const delivered = side === 'SELL' && product === 'CNC';
  const dp = delivered && depositoryDue ? plan.depositoryPaise : paise(0);
  const { tax } = rates;
  const taxed = brokerage + exchangeFee + ipft + dp + (tax.onSebi ? sebi : 0);
  return {
    brokerage,
    stt: toRupee(partOf(value, sttRate(rates.stt, turnover))),
    exchange: exchangeFee,
    ipft,
    sebi,
    stamp: partOf(value, stampRate(rates.stamp, turnover)),
    gst: partOf(paise(taxed), tax.perCrore),
    dp,
  };
}

/**
 * Charges of what one order has turned over on one session, by the rates of that day: the
 * transaction tax to the rupee, everything else to the paisa. The product decides what is delivery;
 * a share that is bought for delivery and sold on the same day is not netted. Outside India a flat
 * fee an order stands for all of it.
 *
 * @throws Failure `usage` for Indian sessions before October 2004
 * @see NSE circular NSE/CMO/0146/2004 (transaction tax); the schedule for each rate's own source
 */
export function chargesOf(turnover: Turnover, plan: BrokeragePlan): Charges {
  if (turnover.valuePaise === 0) return NO_CHARGES;
  switch (turnover.exchange) {
    case 'XNSE':
    case 'XBOM':
      return indianCharges(turnover, plan);
    case 'XNYS':
    case 'XNAS':
      return { ...NO_CHARGES, brokerage: plan.abroadPaise };
  }
}
