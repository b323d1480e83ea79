import type { ExchangeCode } from './listing.ts';

/** Money in which an account can be kept. */
export type Currency = 'INR' | 'USD';

/** The money in which an exchange deals. */
export function currencyOf(exchange: ExchangeCode): Currency {
  return exchange === 'XNSE' || exchange === 'XBOM' ? 'INR' : 'USD';
}
