import { sessionDate } from '../core/market/session-date.ts';
import type { SandboxInstrument } from './instrument.ts';
import { isinFrom } from './isin.ts';

/** What is told of a company below; the rest is usual. */
type Told = Pick<SandboxInstrument, 'symbol' | 'name' | 'basePaise' | 'dailyShares'> &
  Partial<SandboxInstrument>;

/** @param serial makes the ISIN, from a block of issuers that no depository has given out */
function company(serial: number, told: Told): SandboxInstrument {
  const isin = isinFrom(`INE9${String(serial).padStart(2, '0')}Z0101`);
  return {
    kind: 'share',
    series: 'EQ',
    isin,
    upstoxKey: `NSE_EQ|${isin}`,
    yahooSymbol: `${told.symbol}.NS`,
    token: 90_000 + serial,
    listedOn: sessionDate('2009-06-15'),
    actions: [],
    faceValueRupees: 10,
    dayMoveRatio: 0.013,
    beta: 1,
    lotShares: 1,
    tradedMinutesRatio: 1,
    lockedDaysRatio: 0,
    ...told,
  };
}

/**
 * The pretend companies, none of which exists: plain ones, a symbol with `&` and one with `-`, one
 * under trade-to-trade, a split, a bonus, a newcomer, one that was delisted, one that hardly trades,
 * one that was suspended, and one of the small-company platform.
 */
export const sandboxCompanies: readonly SandboxInstrument[] = [
  company(1, {
    symbol: 'PAPERTIGER',
    name: 'Paper Tiger Industries Limited',
    basePaise: 142_000,
    dailyShares: 2_400_000,
  }),
  company(2, {
    symbol: 'MONSOONTEA',
    name: 'Monsoon Tea Estates Limited',
    basePaise: 61_500,
    dailyShares: 900_000,
    beta: 0.6,
  }),
  company(3, {
    symbol: 'BANYANBANK',
    name: 'Banyan Bank Limited',
    basePaise: 98_000,
    dailyShares: 6_500_000,
    beta: 1.2,
    dayMoveRatio: 0.01,
  }),
  company(4, {
    symbol: 'KITE&KIN',
    name: 'Kite & Kin Stores Limited',
    basePaise: 230_000,
    dailyShares: 1_100_000,
  }),
  company(5, {
    symbol: 'LOTUS-AUTO',
    name: 'Lotus Auto Rickshaws Limited',
    basePaise: 512_500,
    dailyShares: 350_000,
    beta: 1.1,
  }),
  company(6, {
    symbol: 'TEMPLEBELL',
    name: 'Temple Bell Foundry Limited',
    series: 'BE',
    formerSymbols: [
      { symbol: 'TBFOUNDRY', until: sessionDate('2022-03-01') },
      { symbol: 'TEMPLEFDRY', until: sessionDate('2023-08-01') },
    ],
    basePaise: 8_400,
    dailyShares: 120_000,
    dayMoveRatio: 0.02,
    lockedDaysRatio: 0.08,
    tradedMinutesRatio: 0.7,
  }),
  company(7, {
    symbol: 'SPICEROUTE',
    name: 'Spice Route Shipping Limited',
    basePaise: 31_000,
    dailyShares: 1_800_000,
    faceValueRupees: 2,
    actions: [{ exDate: sessionDate('2026-02-18'), kind: 'split', newPerOld: 5 }],
  }),
  company(8, {
    symbol: 'MANGOSOFT',
    name: 'Mango Software Limited',
    basePaise: 178_000,
    dailyShares: 1_500_000,
    dayMoveRatio: 0.015,
    actions: [{ exDate: sessionDate('2025-11-06'), kind: 'bonus', newPerOld: 2 }],
  }),
  company(9, {
    symbol: 'FIREFLYLMP',
    name: 'Firefly Lamps Limited',
    basePaise: 41_000,
    dailyShares: 2_000_000,
    dayMoveRatio: 0.022,
    listedOn: sessionDate('2025-07-14'),
  }),
  company(10, {
    symbol: 'OLDLOOMS',
    name: 'Old Looms Mills Limited',
    basePaise: 5_600,
    dailyShares: 80_000,
    lastSession: sessionDate('2025-03-27'),
  }),
  company(11, {
    symbol: 'SLEEPYCEM',
    name: 'Sleepy Hills Cement Limited',
    basePaise: 26_500,
    dailyShares: 900,
    tradedMinutesRatio: 0.06,
  }),
  company(12, {
    symbol: 'PAUSEPHARM',
    name: 'Pause Pharmaceuticals Limited',
    basePaise: 18_300,
    dailyShares: 260_000,
    suspended: { from: sessionDate('2026-04-08'), to: sessionDate('2026-05-22') },
  }),
  company(13, {
    symbol: 'TINYKITES',
    name: 'Tiny Kites Limited',
    series: 'SM',
    basePaise: 11_200,
    dailyShares: 36_000,
    lotShares: 1200,
    tradedMinutesRatio: 0.08,
    lockedDaysRatio: 0.05,
    listedOn: sessionDate('2021-03-17'),
  }),
];

/** Symbols for a first run: liquid, listed all the time, two of them awkward to spell in a URL. */
export const SANDBOX_WATCHLIST: readonly string[] = [
  'PAPERTIGER',
  'MONSOONTEA',
  'BANYANBANK',
  'KITE&KIN',
  'LOTUS-AUTO',
];

function index(
  token: number,
  symbol: string,
  name: string,
  yahooSymbol: string,
  told: Pick<SandboxInstrument, 'basePaise' | 'dayMoveRatio' | 'beta'>,
): SandboxInstrument {
  return {
    kind: 'index',
    symbol,
    name,
    series: 'INDEX',
    upstoxKey: `NSE_INDEX|${name}`,
    yahooSymbol,
    token,
    listedOn: sessionDate('1996-04-22'),
    actions: [],
    faceValueRupees: 0,
    dailyShares: 0,
    lotShares: 1,
    tradedMinutesRatio: 1,
    lockedDaysRatio: 0,
    ...told,
  };
}

/** The indices, under the real ones' names because the sources' keys are made of them. */
export const sandboxIndices: readonly SandboxInstrument[] = [
  index(26_000, 'NIFTY', 'Nifty 50', '^NSEI', {
    basePaise: 2_215_000,
    dayMoveRatio: 0.001,
    beta: 1,
  }),
  index(26_009, 'BANKNIFTY', 'Nifty Bank', '^NSEBANK', {
    basePaise: 4_760_000,
    dayMoveRatio: 0.004,
    beta: 1.15,
  }),
];
