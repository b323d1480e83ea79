import { NOBODY } from '../alias.ts';
import type { CompanyAlias } from '../alias.ts';

/** Names that papers use for large companies and that are not those of the exchange's list. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  RELIANCE: ['RIL'],
  TCS: ['Tata Consultancy'],
  SBIN: ['SBI'],
  SBILIFE: ['SBI Life'],
  SBICARD: ['SBI Card', 'SBI Cards'],
  LT: ['L&T', 'Larsen & Toubro'],
  'M&M': ['Mahindra & Mahindra'],
  HINDUNILVR: ['HUL'],
  BHARTIARTL: ['Airtel'],
  MARUTI: ['Maruti'],
  SUNPHARMA: ['Sun Pharma'],
  KOTAKBANK: ['Kotak Bank', 'Kotak Mahindra Bank'],
  DRREDDY: ["Dr Reddy's", 'Dr Reddys'],
  ULTRACEMCO: ['UltraTech'],
  IDEA: ['Vodafone Idea'],
  INDIGO: ['IndiGo'],
  ADANIENT: ['Adani Enterprises'],
  BAJFINANCE: ['Bajaj Finance'],
  COALINDIA: ['Coal India'],
  [NOBODY]: [
    'Reserve Bank of India',
    'SBI Mutual Fund',
    'SBI Funds',
    'SBI Securities',
    'SBI Capital',
    'Airtel Africa',
  ],
};

/** The built-in aliases; those of the settings go before them. */
export const ALIASES: readonly CompanyAlias[] = Object.entries(NAMES).flatMap(([symbol, names]) =>
  names.map((alias) => ({ symbol, alias })),
);
