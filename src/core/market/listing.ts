import type { SessionDate } from './session-date.ts';

/** Exchanges by their ISO 10383 market identifier codes. */
export type ExchangeCode = 'XNSE' | 'XBOM' | 'XNYS' | 'XNAS';

/** What is traded under an ISIN, told apart as far as the lists do. */
export type InstrumentKind = 'share' | 'etf' | 'index' | 'reit' | 'invit' | 'bond' | 'other';

/** A security as an exchange's list names it today. */
export interface ListedInstrument {
  readonly exchange: ExchangeCode;
  readonly symbol: string;
  /** NSE's series: `EQ`, `BE`, `SM`, …; `INDEX` for an index. */
  readonly series: string;
  readonly name: string;
  readonly kind: InstrumentKind;
  /** Absent for an index, and where a file gives none. */
  readonly isin?: string;
  readonly listedOn?: SessionDate;
  /** The name by which a source asks for it, by source: `{ upstox: 'NSE_EQ|INE002A01018' }`. */
  readonly sourceKeys?: Readonly<Record<string, string>>;
}

/**
 * Series in which plain trading of a share happens, the usual one first. A share under
 * trade-to-trade (`BE`, `BZ`) has no `EQ` row on that day.
 */
export const MAIN_SERIES: readonly string[] = [
  'EQ',
  'BE',
  'BZ',
  'SM',
  'ST',
  'SZ',
  'RR',
  'IV',
  'E1',
];

/** Place of a series in that order; unknown series come last. */
export function seriesRank(series: string): number {
  const place = MAIN_SERIES.indexOf(series);
  return place < 0 ? MAIN_SERIES.length : place;
}

/** A kept listing: what candles hang on. */
export interface Listing {
  readonly listingId: number;
  readonly instrumentId: number;
  readonly exchange: ExchangeCode;
  readonly symbol: string;
  readonly series: string;
  readonly isin?: string;
  readonly listedOn?: SessionDate;
  /** Known only from a price source so far; no list names it. */
  readonly provisional: boolean;
  readonly sourceKeys: Readonly<Record<string, string>>;
}
