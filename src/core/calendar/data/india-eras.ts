/** Ordinary hours of NSE and BSE from a day on, in Indian wall time (`HH:MM`). */
export interface IndiaEra {
  /** `YYYY-MM-DD`, the first day. */
  readonly from: string;
  readonly open: string;
  readonly close: string;
  /** Absent where there was no pre-open call auction. */
  readonly preOpen?: string;
  /** Absent until the closing auction began. */
  readonly derivativeStocksClose?: string;
}

/**
 * Ordinary hours by era, oldest first.
 *
 * - 09:55: confirmed for 2009 only (notices of the time); taken for 2000 to 2008.
 * - 10:00 in 1999: likely, not confirmed. Nothing hangs on it: no source serves minutes that old.
 * - 09:00 from 4 January 2010; 09:15 with a pre-open from 18 October 2010 (circulars).
 * - From 3 August 2026 stocks with derivatives stop at 15:15 for the closing auction
 *   (NSE circular CMTR74466).
 */
export const INDIA_ERAS: readonly IndiaEra[] = [
  { from: '1999-01-01', open: '10:00', close: '15:30' },
  { from: '2000-01-01', open: '09:55', close: '15:30' },
  { from: '2010-01-04', open: '09:00', close: '15:30' },
  { from: '2010-10-18', open: '09:15', close: '15:30', preOpen: '09:00' },
  {
    from: '2026-08-03',
    open: '09:15',
    close: '15:30',
    preOpen: '09:00',
    derivativeStocksClose: '15:15',
  },
];
