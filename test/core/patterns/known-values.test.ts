import { describe, expect, it } from 'vitest';
import { candlesOf } from '../../../src/core/patterns/candles.ts';
import { PATTERN_NAMES } from '../../../src/core/patterns/names.ts';
import { patternValues } from '../../../src/core/patterns/pattern.ts';
import { PATTERNS, patternHits } from '../../../src/core/patterns/registry.ts';
import { columnsOf, walk } from './made-up-candles.ts';
import type { Ohlc } from './made-up-candles.ts';

/**
 * What TA-Lib's C library finds in 60,000 bars of the walk: name, candles, look-back, bars above zero,
 * bars below, and the sum of value × (place modulo 1009).
 */
const KNOWN: readonly (readonly [string, number, number, number, number, number])[] = [
  ['CDL2CROWS', 3, 12, 0, 7, -428200],
  ['CDL3BLACKCROWS', 4, 13, 0, 32, -1565300],
  ['CDL3INSIDE', 3, 12, 279, 268, 865100],
  ['CDL3LINESTRIKE', 4, 8, 56, 9, 2827200],
  ['CDL3OUTSIDE', 3, 3, 351, 1443, -56222100],
  ['CDL3STARSINSOUTH', 3, 12, 0, 0, 0],
  ['CDL3WHITESOLDIERS', 3, 12, 258, 0, 12117000],
  ['CDLABANDONEDBABY', 3, 12, 27, 30, -54600],
  ['CDLADVANCEBLOCK', 3, 12, 0, 560, -26830000],
  ['CDLBELTHOLD', 1, 10, 6592, 6793, -13475100],
  ['CDLBREAKAWAY', 5, 14, 0, 1, -14000],
  ['CDLCLOSINGMARUBOZU', 1, 10, 6625, 6865, -15680400],
  ['CDLCONCEALBABYSWALL', 4, 13, 0, 0, 0],
  ['CDLCOUNTERATTACK', 2, 11, 1, 1, 8200],
  ['CDLDARKCLOUDCOVER', 2, 11, 0, 114, -5515800],
  ['CDLDOJI', 1, 10, 15908, 0, 803912300],
  ['CDLDOJISTAR', 2, 11, 1407, 1318, 8922500],
  ['CDLDRAGONFLYDOJI', 1, 10, 3830, 0, 190326300],
  ['CDLENGULFING', 2, 2, 1052, 3935, -135704480],
  ['CDLEVENINGDOJISTAR', 3, 12, 0, 186, -9639900],
  ['CDLEVENINGSTAR', 3, 12, 0, 301, -14859200],
  ['CDLGAPSIDESIDEWHITE', 3, 7, 272, 202, 3622400],
  ['CDLGRAVESTONEDOJI', 1, 10, 3643, 0, 186172500],
  ['CDLHAMMER', 2, 11, 2673, 0, 133870000],
  ['CDLHANGINGMAN', 2, 11, 0, 2274, -111904700],
  ['CDLHARAMI', 2, 11, 2633, 2671, -3990420],
  ['CDLHARAMICROSS', 2, 11, 1640, 1698, -4540020],
  ['CDLHIGHWAVE', 1, 10, 2943, 169, 140728900],
  ['CDLHIKKAKE', 3, 5, 2729, 2839, -12339500],
  ['CDLHIKKAKEMOD', 4, 10, 21, 40, -364600],
  ['CDLHOMINGPIGEON', 2, 11, 137, 0, 7412700],
  ['CDLIDENTICAL3CROWS', 3, 12, 0, 36, -1712300],
  ['CDLINNECK', 2, 11, 0, 41, -2063000],
  ['CDLINVERTEDHAMMER', 2, 11, 1495, 0, 75208700],
  ['CDLKICKING', 2, 11, 2, 2, -22900],
  ['CDLKICKINGBYLENGTH', 2, 11, 2, 2, -22900],
  ['CDLLADDERBOTTOM', 5, 14, 17, 0, 829900],
  ['CDLLONGLEGGEDDOJI', 1, 10, 10603, 0, 537003300],
  ['CDLLONGLINE', 1, 10, 4542, 4820, -18827400],
  ['CDLMARUBOZU', 1, 10, 3780, 4018, -14915400],
  ['CDLMATCHINGLOW', 2, 6, 301, 0, 15188500],
  ['CDLMATHOLD', 5, 14, 0, 0, 0],
  ['CDLMORNINGDOJISTAR', 3, 12, 201, 0, 9576600],
  ['CDLMORNINGSTAR', 3, 12, 302, 0, 14932700],
  ['CDLONNECK', 2, 11, 0, 38, -1912000],
  ['CDLPIERCING', 2, 11, 95, 0, 4491300],
  ['CDLRICKSHAWMAN', 1, 10, 2404, 0, 121885200],
  ['CDLRISEFALL3METHODS', 5, 14, 1, 7, -250400],
  ['CDLSEPARATINGLINES', 2, 11, 77, 358, -14617200],
  ['CDLSHOOTINGSTAR', 2, 11, 0, 1469, -74951600],
  ['CDLSHORTLINE', 1, 10, 10599, 4493, 309243700],
  ['CDLSPINNINGTOP', 1, 10, 3267, 490, 141675200],
  ['CDLSTALLEDPATTERN', 3, 12, 0, 413, -20220800],
  ['CDLSTICKSANDWICH', 3, 7, 46, 0, 2126700],
  ['CDLTAKURI', 1, 10, 4031, 0, 201442100],
  ['CDLTASUKIGAP', 3, 7, 42, 50, -504000],
  ['CDLTHRUSTING', 2, 11, 0, 269, -14294600],
  ['CDLTRISTAR', 3, 12, 180, 189, -60900],
  ['CDLUNIQUE3RIVER', 3, 12, 15, 0, 880600],
  ['CDLUPSIDEGAP2CROWS', 3, 12, 0, 0, 0],
  ['CDLXSIDEGAP3METHODS', 3, 2, 86, 86, -81600],
];

const BEFORE: readonly Ohlc[] = Array.from({ length: 14 }, () => [105, 106.5, 104, 105.75]);

/** Those that the walk does not have, with the bars that make one after fourteen like each other. */
const RARE: readonly (readonly [string, number, readonly Ohlc[]])[] = [
  [
    'CDLUPSIDEGAP2CROWS',
    -100,
    [
      [100, 106, 99.9, 105.5],
      [107.5, 107.9, 106.9, 107],
      [108, 108.2, 106, 106.3],
    ],
  ],
  [
    'CDL3STARSINSOUTH',
    100,
    [
      [110, 110.3, 100, 106],
      [107.2, 107.4, 103.5, 104.6],
      [105.2, 105.25, 104.65, 104.7],
    ],
  ],
  [
    'CDLCONCEALBABYSWALL',
    100,
    [
      [110, 110.02, 105.98, 106],
      [106, 106.02, 101.98, 102],
      [100, 103, 97, 98],
      [101, 104, 96, 96.5],
    ],
  ],
  [
    'CDLMATHOLD',
    100,
    [
      [100, 106.2, 99.9, 106],
      [107.4, 107.6, 106.6, 106.8],
      [106.3, 106.9, 105, 105.6],
      [105.6, 106.1, 104.6, 104.9],
      [105.5, 109, 105.4, 108.8],
    ],
  ],
];

const candles = candlesOf(columnsOf(walk(60_000)));

describe('a walk of 60,000 bars', () => {
  it('is the one that the values are known of', () => {
    const bars = walk(60_000);
    expect(bars.slice(0, 3)).toEqual([
      [498, 498, 497, 498],
      [497.5, 499, 496, 496],
      [495.75, 495.75, 490.25, 490.5],
    ]);
    expect(bars.at(-1)).toEqual([608.25, 609, 608.25, 608.25]);
  });

  it.each(KNOWN)('has %s as TA-Lib finds it', (name, count, lookback, above, below, sum) => {
    const pattern = PATTERNS.find((one) => one.name === name);
    if (!pattern) throw new Error('there is no such pattern');
    expect(pattern).toMatchObject({ candles: count, lookback });
    const values = patternValues(pattern, candles);
    const positive = values.filter((value) => value > 0).length;
    const negative = values.filter((value) => value < 0).length;
    const checksum = values.reduce((total, value, place) => total + value * (place % 1009), 0);
    expect([positive, negative, checksum]).toEqual([above, below, sum]);
    expect(values.findIndex((value) => value !== 0)).toSatisfy(
      (first: number) => first < 0 || first >= lookback,
    );
  });
});

describe('patterns that are rare', () => {
  it.each(RARE)('%s is %i on the last of its bars, and nowhere before', (name, value, bars) => {
    const hits = patternHits(columnsOf([...BEFORE, ...bars]));
    const own = hits.filter(({ pattern }) => pattern === name);
    expect(own).toEqual([{ pattern: name, place: BEFORE.length + bars.length - 1, value }]);
  });
});

describe('the list of patterns', () => {
  it('is that of TA-Lib, each with what it looks like', () => {
    expect(PATTERNS.map(({ name }) => name)).toEqual(PATTERN_NAMES);
    expect(PATTERNS).toHaveLength(61);
    expect(KNOWN.map(([name]) => name)).toEqual(PATTERN_NAMES);
    const summaries = new Set(PATTERNS.map(({ summary }) => summary));
    expect(summaries.size).toBe(61);
    for (const { name, source } of PATTERNS) expect(source).toContain(name);
  });
});
