import { expect, it } from 'vitest';
import type { AskedListing } from '../../../src/ports/prices.ts';
import { yahooSymbol } from '../../../src/sources/yahoo/symbol.ts';

const share: AskedListing = {
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  isin: 'INE9Z0A01017',
  sourceKeys: {},
};

function index(symbol: string, upstox?: string): AskedListing {
  return { exchange: 'XNSE', symbol, sourceKeys: upstox === undefined ? {} : { upstox } };
}

it.each<[AskedListing, string | undefined]>([
  [share, 'TEAPOT&CO.NS'],
  [{ ...share, exchange: 'XBOM' }, 'TEAPOT&CO.BO'],
  [{ ...share, exchange: 'XNYS' }, undefined],
  [{ ...share, sourceKeys: { yahoo: 'TEAPOTOLD.NS' } }, 'TEAPOTOLD.NS'],
  [{ ...share, symbol: 'NIFTY' }, 'NIFTY.NS'],
  [{ ...share, symbol: 'OLDMILL', sourceKeys: { upstox: 'NSE_EQ|INE9Z0C01013' } }, 'OLDMILL.NS'],
  [index('OLDMILL'), 'OLDMILL.NS'],
  [index('NIFTY 50'), '^NSEI'],
  [index('NIFTY', 'NSE_INDEX|Nifty 50'), '^NSEI'],
  [index('BANKNIFTY', 'NSE_INDEX|Nifty Bank'), '^NSEBANK'],
  [index('NIFTYNXT50', 'NSE_INDEX|Nifty Next 50'), '^NSMIDCP'],
  [index('INDIA VIX', 'NSE_INDEX|India VIX'), '^INDIAVIX'],
  [index('SENSEX', 'BSE_INDEX|SENSEX'), '^BSESN'],
  [index('FINNIFTY', 'NSE_INDEX|Nifty Fin Service'), 'NIFTY_FIN_SERVICE.NS'],
  [index('MADEUP30', 'NSE_INDEX|Nifty Made Up 30'), undefined],
])('%j is asked for as %s', (listing, symbol) => {
  expect(yahooSymbol(listing)).toBe(symbol);
});
