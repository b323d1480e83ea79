import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { ShareRatio } from '../corporate-actions/purpose-part.ts';
import type { Closing, Lot } from './lot.ts';

/** Lots after a change of their number of shares, and the part of a share that is over. */
export interface Rescaled {
  readonly lots: readonly Lot[];
  /** Of a share, above zero and below one; 0: none. */
  readonly fraction: number;
}

/** So many wholes in part × shares, and the rest over the second of the ratio. */
function scaled(shares: number, [after, before]: ShareRatio): { whole: number; rest: number } {
  const whole = Math.floor((shares * after) / before);
  return { whole, rest: shares * after - whole * before };
}

/**
 * Lots of one side with as many shares as the ratio makes of them. Whole shares only: rounding down
 * is of the sum, so many small lots lose no more than one. The cost stays, and moves to the next lot
 * from one that ends; where all end it stays in the last, which then has a cost and no share.
 *
 * @param lots of one sign, oldest first
 */
export function rescale(lots: readonly Lot[], ratio: ShareRatio): Rescaled {
  const sign = Math.sign(lots[0]?.quantity ?? 1);
  let [shares, given, cost] = [0, 0, 0];
  const out: Lot[] = [];
  for (const lot of lots) {
    shares += Math.abs(lot.quantity);
    const { whole } = scaled(shares, ratio);
    cost += lot.costPaise;
    const quantity = sign * (whole - given);
    given = whole;
    out.push({ ...lot, quantity, costPaise: quantity === 0 ? paise(0) : paise(cost) });
    if (quantity !== 0) cost = 0;
  }
  const { rest } = scaled(shares, ratio);
  if (cost !== 0) {
    const last = out.findLastIndex(({ quantity }) => quantity !== 0);
    const at = last < 0 ? out.length - 1 : last;
    const lot = out[at];
    if (lot) out[at] = { ...lot, costPaise: paise(lot.costPaise + cost) };
  }
  return { lots: out, fraction: rest / ratio[1] };
}

/** A holding that is not worth one whole share any more ends; its part of a share is its proceeds. */
export function endedFor(lots: readonly Lot[], fractionPaise: Paise): Closing[] {
  if (lots.some(({ quantity }) => quantity !== 0)) return [];
  return lots
    .filter(({ costPaise }) => costPaise !== 0)
    .map(({ lotId, product, openedOn, costPaise }) => ({
      lotId,
      product,
      openedOn,
      quantity: 0,
      costPaise,
      proceedsPaise: fractionPaise,
    }));
}
