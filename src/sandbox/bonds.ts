import { isinFrom } from './isin.ts';

/** A pretend bond: there so that readers must pick the shares out. */
export interface SandboxBond {
  readonly symbol: string;
  readonly series: string;
  readonly isin: string;
  readonly name: string;
  readonly token: number;
}

/** Two of a government that borrows for long, one of the paper company. */
export const sandboxBonds: readonly SandboxBond[] = [
  {
    symbol: '777GS2091',
    series: 'GS',
    isin: isinFrom('IN002091099'),
    name: 'GOI LOAN 7.77% 2091',
    token: 91_001,
  },
  {
    symbol: '888GS2094',
    series: 'GS',
    isin: isinFrom('IN002094099'),
    name: 'GOI LOAN 8.88% 2094',
    token: 91_002,
  },
  {
    symbol: '999PTIL90',
    series: 'N1',
    isin: isinFrom('INE901Z0701'),
    name: 'PAPER TIGER 9.99% NCD',
    token: 91_003,
  },
];
