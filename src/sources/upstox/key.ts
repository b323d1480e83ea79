import type { AskedListing } from '../../ports/prices.ts';

/**
 * The name by which Upstox knows a listing: the one from its own list, else segment and ISIN, as it
 * was seen to answer in September 2026. A split that changes the ISIN changes it too.
 *
 * @returns absent without an ISIN, and for other exchanges
 */
export function upstoxKey({ exchange, isin, sourceKeys }: AskedListing): string | undefined {
  if (sourceKeys['upstox'] !== undefined) return sourceKeys['upstox'];
  if (isin === undefined) return undefined;
  if (exchange === 'XNSE') return `NSE_EQ|${isin}`;
  return exchange === 'XBOM' ? `BSE_EQ|${isin}` : undefined;
}
