import type { BrokeragePlan } from '../charges/brokerage.ts';
import { totalCharges } from '../charges/charges.ts';
import { chargesOf } from '../charges/charges-of.ts';
import type { ExchangeCode } from '../market/listing.ts';
import { paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** What a purchase for delivery, held and sold, is reckoned with. */
export interface RoundTripTerms {
  readonly exchange: ExchangeCode;
  readonly fund: boolean;
  readonly plan: BrokeragePlan;
  /** Money for the purchase, in paise: as many shares as it pays, at least one. */
  readonly stakePaise: number;
}

/** A purchase. Money in paise. */
export interface Purchase {
  readonly quantity: number;
  /** What it took, charges included. */
  readonly costPaise: number;
}

const inPaise = (rupees: number): number => Math.round(rupees * 100);

/** Buys for the stake at a price in rupees, rounded to the paisa. @returns absent below one paisa */
export function purchase(
  { exchange, fund, plan, stakePaise }: RoundTripTerms,
  session: SessionDate,
  price: number,
): Purchase | undefined {
  const each = inPaise(price);
  if (!(each > 0)) return undefined;
  const quantity = Math.max(1, Math.floor(stakePaise / each));
  const valuePaise = paise(quantity * each);
  const charges = chargesOf(
    { exchange, fund, session, side: 'BUY', product: 'CNC', valuePaise, depositoryDue: false },
    plan,
  );
  return { quantity, costPaise: valuePaise + totalCharges(charges) };
}

/** What a sale of the shares brings, charges taken off, in paise. */
export function proceeds(
  { exchange, fund, plan }: RoundTripTerms,
  quantity: number,
  session: SessionDate,
  price: number,
): number {
  const valuePaise = paise(quantity * inPaise(price));
  const charges = chargesOf(
    { exchange, fund, session, side: 'SELL', product: 'CNC', valuePaise, depositoryDue: true },
    plan,
  );
  return valuePaise - totalCharges(charges);
}

/** What is won on the money laid out, as a fraction. */
export function netReturn({ costPaise }: Purchase, soldForPaise: number): number {
  return soldForPaise / costPaise - 1;
}
