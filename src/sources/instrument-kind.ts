import type { InstrumentKind } from '../core/market/listing.ts';
import { isBondSeries } from '../core/market/security-class.ts';

const ISIN = /^[A-Z]{2}[A-Z0-9]{9}[0-9]$/;
const PLAIN_TRADING = new Set(['EQ', 'BE', 'BZ', 'SM', 'ST', 'SZ', 'E1', 'T0']);

/**
 * Whether the text has the shape of an ISIN. The check digit is not reckoned: the dummy securities of
 * a demerger (`DUM879I01012`) do not have a right one.
 */
export function isIsin(text: string): boolean {
  return ISIN.test(text);
}

/**
 * What an Indian security is, by its ISIN, and by its NSE series where the ISIN leaves it open.
 *
 * Characters 8 and 9 of an Indian ISIN are the security type: `01` equity, also for the second class
 * of shares and partly paid ones (`IN9…`), `07` and `08` debentures, `23` InvIT, `25` REIT. All 2,397
 * rows of the equity list of 8 August 2026 have `01` there. `INF` begins the ISIN of a fund.
 */
export function kindOf(isin: string, series: string): InstrumentKind {
  if (series === 'IV') return 'invit';
  if (series === 'RR') return 'reit';
  if (isin.startsWith('INF')) return PLAIN_TRADING.has(series) ? 'etf' : 'other';
  if (/^IN[0-8]/.test(isin)) return 'bond';
  const type = isin.slice(7, 9);
  if (type === '01') return 'share';
  if (type === '23') return 'invit';
  if (type === '25') return 'reit';
  return type === '07' || type === '08' || type === '24' ? 'bond' : 'other';
}

/** The same for a row that may give no ISIN: what trades as shares do may be a fund as well. */
export function kindOfRow(isin: string | undefined, series: string): InstrumentKind {
  if (isin !== undefined) return kindOf(isin, series);
  if (series === 'IV') return 'invit';
  if (series === 'RR') return 'reit';
  return isBondSeries(series) ? 'bond' : 'other';
}
