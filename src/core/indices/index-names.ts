/** An index that was published under other names before. */
interface RenamedIndex {
  readonly name: string;
  /** Earlier names, whatever the day: none of them was ever given out again. */
  readonly earlier: readonly string[];
  /** The name under which quotes and derivatives know it. */
  readonly symbol?: string;
}

/**
 * Renamings of NSE's indices: from `S&P CNX` to `CNX` on 8 February 2013, and to `Nifty` on
 * 10 November 2015. Only those whose name cannot be had by the rules of `plainName` are told.
 *
 * @see the files of index closes of 1 October 2012 and 1 January 2025
 */
const RENAMED: readonly RenamedIndex[] = [
  { name: 'Nifty 50', earlier: ['S&P CNX Nifty', 'CNX Nifty'], symbol: 'NIFTY' },
  { name: 'Nifty Next 50', earlier: ['CNX Nifty Junior'], symbol: 'NIFTYNXT50' },
  { name: 'Nifty Bank', earlier: ['Bank Nifty', 'CNX Bank Index'], symbol: 'BANKNIFTY' },
  { name: 'Nifty Financial Services', earlier: ['CNX Finance'], symbol: 'FINNIFTY' },
  { name: 'NIFTY Midcap Select', earlier: [], symbol: 'MIDCPNIFTY' },
  { name: 'India VIX', earlier: [], symbol: 'INDIAVIX' },
  { name: 'NIFTY Midcap 100', earlier: ['CNX Midcap', 'Nifty Free Float Midcap 100'] },
  { name: 'NIFTY Smallcap 100', earlier: ['CNX Smallcap', 'Nifty Free Float Smallcap 100'] },
  {
    name: 'Nifty Services Sector',
    earlier: ['CNX Service', 'CNX Service Sector', 'CNX Service Sector Index'],
  },
  { name: 'Nifty India Consumption', earlier: ['CNX Consumption'] },
  { name: 'Nifty Infrastructure', earlier: ['CNX Infra'] },
  {
    name: 'Nifty Dividend Opportunities 50',
    earlier: ['CNX Dividend Opportunities', 'CNX Dividend Opportunities Index'],
  },
  { name: 'Nifty50 Shariah', earlier: ['S&P CNX Nifty Shariah', 'CNX Nifty Shariah'] },
  { name: 'Nifty50 Dividend Points', earlier: ['S&P CNX Nifty Dividend', 'CNX Nifty Dividend'] },
];

/** Letters and digits only, in capitals: spellings differ in case and blanks from year to year. */
function plainName(name: string): string {
  const plain = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return plain.replace(/^(?:SP)?CNX(?=[A-Z0-9])/, 'NIFTY');
}

const CURRENT = new Map<string, RenamedIndex>(
  RENAMED.flatMap((index) =>
    [index.name, ...index.earlier].map((name): [string, RenamedIndex] => [plainName(name), index]),
  ),
);

/**
 * What tells an index apart whatever it is called: the same for `S&P CNX Nifty`, `CNX Nifty` and
 * `Nifty 50`. Two indices never share one on a day.
 */
export function indexKey(name: string): string {
  const plain = plainName(name);
  return plainName(CURRENT.get(plain)?.name ?? plain);
}

/** The symbol under which an index is kept that no list of instruments has named: `NIFTY`, `NIFTYIT`. */
export function indexSymbol(name: string): string {
  return CURRENT.get(plainName(name))?.symbol ?? indexKey(name);
}
