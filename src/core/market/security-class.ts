import type { InstrumentKind } from './listing.ts';

/** What is traded, told apart more finely than by its kind. */
export type SecurityClass =
  | 'share'
  | 'SME share'
  | 'partly paid share'
  | 'preference share'
  | 'warrant'
  | 'depositary receipt'
  | 'ETF'
  | 'mutual fund'
  | 'REIT'
  | 'InvIT'
  | 'index'
  | 'government bond'
  | 'state loan'
  | 'treasury bill'
  | 'gold bond'
  | 'bond'
  | 'other';

const BY_SERIES: Readonly<Record<string, SecurityClass>> = {
  SM: 'SME share',
  ST: 'SME share',
  SZ: 'SME share',
  E1: 'partly paid share',
  DR: 'depositary receipt',
  MF: 'mutual fund',
  RR: 'REIT',
  IV: 'InvIT',
  GS: 'government bond',
  SG: 'state loan',
  TB: 'treasury bill',
  GB: 'gold bond',
  INDEX: 'index',
};

const BY_KIND: Readonly<Record<InstrumentKind, SecurityClass>> = {
  share: 'share',
  etf: 'ETF',
  index: 'index',
  reit: 'REIT',
  invit: 'InvIT',
  bond: 'bond',
  other: 'other',
};

/**
 * The class of a security by NSE's series, and by its kind where many classes share a series.
 *
 * @see NSE, list of series of the capital market segment (August 2026)
 */
export function securityClass(kind: InstrumentKind, series: string): SecurityClass {
  const named = BY_SERIES[series];
  if (named !== undefined) return named;
  if (/^P\d$/.test(series)) return 'preference share';
  if (/^W\d$/.test(series)) return 'warrant';
  if (kind === 'other' && /^[NYZ][0-9A-Z]$/.test(series)) return 'bond';
  return BY_KIND[kind];
}

/** Series whose securities are bonds, for files that give no ISIN: debentures are `N1`, `Y9`, `Z3`. */
export function isBondSeries(series: string): boolean {
  return /^(?:GS|SG|TB|GB|[NYZ][0-9A-Z])$/.test(series);
}
