import type { AskedListing } from '../../ports/prices.ts';

/** Indices by name without case and punctuation. `^NSMIDCP` is the Next 50 in spite of its name. */
const INDICES: Readonly<Record<string, string>> = {
  NIFTY: '^NSEI',
  NIFTY50: '^NSEI',
  BANKNIFTY: '^NSEBANK',
  NIFTYBANK: '^NSEBANK',
  SENSEX: '^BSESN',
  INDIAVIX: '^INDIAVIX',
  NIFTYIT: '^CNXIT',
  NIFTYAUTO: '^CNXAUTO',
  NIFTYPHARMA: '^CNXPHARMA',
  NIFTYFMCG: '^CNXFMCG',
  NIFTYMETAL: '^CNXMETAL',
  NIFTYREALTY: '^CNXREALTY',
  NIFTYENERGY: '^CNXENERGY',
  NIFTYPSUBANK: '^CNXPSUBANK',
  NIFTYINFRA: '^CNXINFRA',
  NIFTYINFRASTRUCTURE: '^CNXINFRA',
  NIFTYMEDIA: '^CNXMEDIA',
  NIFTY100: '^CNX100',
  NIFTY200: '^CNX200',
  NIFTY500: '^CRSLDX',
  NIFTYNEXT50: '^NSMIDCP',
  NIFTYNXT50: '^NSMIDCP',
  NIFTYMIDCAP50: '^NSEMDCP50',
  FINNIFTY: 'NIFTY_FIN_SERVICE.NS',
  NIFTYFINSERVICE: 'NIFTY_FIN_SERVICE.NS',
  NIFTYFINANCIALSERVICES: 'NIFTY_FIN_SERVICE.NS',
  NIFTYMIDCAP150: 'NIFTY_MIDCAP_150.NS',
  NIFTYSMLCAP250: 'NIFTYSMLCAP250.NS',
  NIFTYSMALLCAP250: 'NIFTYSMLCAP250.NS',
};

function indexSymbol(name: string): string | undefined {
  return INDICES[name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')];
}

/**
 * The symbol by which Yahoo knows a listing, as it was seen to answer in 2026: its own key first,
 * then indices by name, then `SYMBOL.NS` and `SYMBOL.BO`.
 *
 * @returns absent for an index that Yahoo does not have, and for other exchanges
 */
export function yahooSymbol({
  exchange,
  symbol,
  isin,
  sourceKeys,
}: AskedListing): string | undefined {
  if (sourceKeys['yahoo'] !== undefined) return sourceKeys['yahoo'];
  const index = /^[A-Z]+_INDEX\|(.+)$/.exec(sourceKeys['upstox'] ?? '')?.[1];
  if (index !== undefined) return indexSymbol(index) ?? indexSymbol(symbol);
  const named = isin === undefined ? indexSymbol(symbol) : undefined;
  if (named !== undefined) return named;
  if (exchange === 'XNSE') return `${symbol}.NS`;
  return exchange === 'XBOM' ? `${symbol}.BO` : undefined;
}
