import { seriesRank } from '../core/market/listing.ts';
import type { SessionAnswer, SessionRow } from '../ports/prices.ts';
import type { Target } from './target.ts';

/** The part of an ISIN that names the issuer: it stays when a face-value split changes the rest. */
const issuerOf = (isin: string): string => isin.slice(0, 7);

/**
 * The instrument's row in its most usual series: found by ISIN whatever its symbol was that day, else
 * by symbol, unless the ISIN says that another company bore it then.
 */
export function rowOf(
  { rows }: SessionAnswer,
  { asked: { symbol, isin } }: Target,
): SessionRow | undefined {
  const own = isin === undefined ? [] : rows.filter((row) => row.isin === isin);
  const named = rows.filter(
    (row) =>
      row.symbol === symbol &&
      (isin === undefined || row.isin === undefined || issuerOf(row.isin) === issuerOf(isin)),
  );
  return [...(own.length > 0 ? own : named)].toSorted(
    (a, b) => seriesRank(a.series) - seriesRank(b.series),
  )[0];
}
