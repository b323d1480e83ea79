import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';

/** What a trade costs beside its price, item by item, in the order of a contract note. */
export const CHARGE_ITEMS = [
  'brokerage',
  'stt',
  'exchange',
  'ipft',
  'sebi',
  'stamp',
  'gst',
  'dp',
] as const;
export type ChargeItem = (typeof CHARGE_ITEMS)[number];

/** Amounts by item, none below zero; what does not apply is 0. */
export type Charges = Readonly<Record<ChargeItem, Paise>>;

export const NO_CHARGES: Charges = {
  brokerage: paise(0),
  stt: paise(0),
  exchange: paise(0),
  ipft: paise(0),
  sebi: paise(0),
  stamp: paise(0),
  gst: paise(0),
  dp: paise(0),
};

/** All items together. */
export function totalCharges(charges: Charges): Paise {
  return paise(CHARGE_ITEMS.reduce((sum, item) => sum + charges[item], 0));
}

/**
 * What the latest part of an order adds to what its earlier parts of the same session have cost: an
 * order that was filled in ten pieces costs exactly what it costs in one.
 */
export function addedCharges(before: Charges, after: Charges): Charges {
  const added = { ...NO_CHARGES };
  for (const item of CHARGE_ITEMS) added[item] = paise(after[item] - before[item]);
  return added;
}
