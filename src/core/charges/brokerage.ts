import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import { partOf } from './part-of.ts';
import type { PerCrore } from './part-of.ts';

/** What a broker takes of one order. */
export interface BrokerageRate {
  readonly perCrore: PerCrore;
  /** Absent: no cap. */
  readonly atMostPaise?: Paise;
}

/** A broker's terms. */
export interface BrokeragePlan {
  readonly delivery: BrokerageRate;
  readonly intraday: BrokerageRate;
  /** For each share sold out of the depository, once a session; before tax. */
  readonly depositoryPaise: Paise;
  /** For an order on an exchange outside India, in its own currency's hundredths. */
  readonly abroadPaise: Paise;
}

export const PLAN_NAMES = ['zero-delivery', 'flat', 'percentage', 'none'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

/**
 * Plans as Indian brokers of 2024 to 2026 sell them: delivery free and 0.03 % intraday up to ₹20;
 * ₹20 an order or less (0.1 % and 0.05 %); a full-service broker's 0.5 % and 0.05 % without a cap.
 *
 * @see the public price lists of discount brokers and of a bank's broker, looked at in 2026
 */
export const PLANS: Readonly<Record<PlanName, BrokeragePlan>> = {
  'zero-delivery': {
    delivery: { perCrore: 0 },
    intraday: { perCrore: 3000, atMostPaise: paise(2000) },
    depositoryPaise: paise(1300),
    abroadPaise: paise(100),
  },
  flat: {
    delivery: { perCrore: 10_000, atMostPaise: paise(2000) },
    intraday: { perCrore: 5000, atMostPaise: paise(2000) },
    depositoryPaise: paise(2000),
    abroadPaise: paise(100),
  },
  percentage: {
    delivery: { perCrore: 50_000 },
    intraday: { perCrore: 5000 },
    depositoryPaise: paise(1500),
    abroadPaise: paise(500),
  },
  none: {
    delivery: { perCrore: 0 },
    intraday: { perCrore: 0 },
    depositoryPaise: paise(0),
    abroadPaise: paise(0),
  },
};

/** Brokerage of what an order has turned over so far. */
export function brokerageOf(valuePaise: Paise, { perCrore, atMostPaise }: BrokerageRate): Paise {
  const part = partOf(valuePaise, perCrore);
  return atMostPaise === undefined || part <= atMostPaise ? part : atMostPaise;
}
