import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';

/** Rupees for each crore of turnover: how exchanges tell their rates. 0.1 % is 10,000. */
export type PerCrore = number;

const CRORE = 10_000_000;
const PAISE_PER_RUPEE = 100;

/** That part of an amount, to the paisa, halves up; exact for whatever an account can hold. */
export function partOf(amount: Paise, rate: PerCrore): Paise {
  const crores = Math.floor(amount / CRORE);
  const rest = amount - crores * CRORE;
  return paise(crores * rate + Math.floor((rest * rate + CRORE / 2) / CRORE));
}

/** To the whole rupee, fifty paise up. */
export function toRupee(amount: Paise): Paise {
  return paise(Math.floor((amount + PAISE_PER_RUPEE / 2) / PAISE_PER_RUPEE) * PAISE_PER_RUPEE);
}
