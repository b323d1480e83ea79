import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameOfBars, evaluatorOf } from '../../../src/core/expression/evaluate.ts';
import { MARKET_VOCABULARY } from '../../../src/core/expression/market-vocabulary.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import {
  INDICATOR_COLUMNS,
  expressionOf,
  indicatorColumns,
} from '../../../src/core/indicators/columns.ts';
import { anyBars, wavyBars } from './made-up-bars.ts';

/**
 * What InStock's table holds of the last of the 120 bars, to ten figures. Columns that are made of
 * what was dealt take turnover for volume times typical price there, rounded to the paisa.
 */
const LAST = `
close 112.85, macd -1.119796582, macds -0.5108054217, macdh -0.6089911602, kdjk 51.78223743,
kdjd 41.60659835, kdjj 72.13351558, boll_ub 128.9166564, boll 117.1435, boll_lb 105.3703436,
trix -0.2167270117, trix_20_sma 0.312971936, tema 111.5740799, cr 80.19650273, cr-ma1 101.0651516,
cr-ma2 108.8105552, cr-ma3 202.3909772, rsi_6 29.03987551, rsi_12 37.31046158, rsi 39.71134052,
rsi_24 46.70315209, vr 78.24577644, vr_6_sma 103.1422093, roc -2.437970087, rocma -6.368362716,
rocema -6.025500007, pdi 9.168746201, mdi 23.96086415, dx 44.64923612, adx 39.30013633,
adxr 41.79055316, wr_6 -56.43564356, wr_10 -52.61538462, wr_14 -83.02094818, cci -32.22329747,
cci_84 9.879300935, tr 2.3, atr 2.153024958, dma -0.3032, dma_10_sma 2.02506, obv 1800000,
sar 111.4387, psy 41.66666667, psyma 37.5, br 84.24085278, ar 83.97583429, emv -1.365468362e-06,
emva -2.563172831e-06, bias -0.571227184, mfi 32.21230576, mfisma 28.96113812, vwma 113.8021045,
mvwma 115.5500114, ppo -0.9700289813, ppos -0.4465594911, ppoh -0.5234694902, wt1 -19.62347529,
wt2 -18.91043759, supertrend_ub 119.6489305, supertrend 119.6489305, supertrend_lb 110.3387721,
dpo -0.2181818182, madpo -0.693030303, vhf 0.4792503347, rvi -0.08000806127, rvis -0.2186057811,
fi -115200, force_2 -84444.08927, force_13 -41978.28227, ene_ue 125.40558, ene 114.10778,
ene_le 102.80998, stochrsi_k 34.06092163, stochrsi_d 33.4523378`;

const expected = new Map(
  LAST.split(',').map((pair) => {
    const [name = '', value] = pair.trim().split(' ');
    return [name, Number(value)];
  }),
);

describe('the columns of the table', () => {
  const bars = wavyBars();
  const columns = indicatorColumns(bars);

  it('are the bars that the figures were made for', () => {
    const { open, high, low, close, volume } = bars;
    const bar = (at: number) => [open, high, low, close, volume].map((column) => column[at]);
    expect([bar(1), bar(119)]).toEqual([
      [100.4, 103.75, 100, 103.21, 137_000],
      [114, 114.47, 112.17, 112.85, 160_000],
    ]);
  });

  it('are all 74, each once', () => {
    expect(INDICATOR_COLUMNS.map(({ name }) => name).toSorted()).toEqual(
      [...expected.keys()].toSorted(),
    );
    expect(columns).toHaveLength(74);
  });

  it.each([...INDICATOR_COLUMNS.entries()])(
    'column %s, $name, is what it is known to be',
    (place, { name }) => {
      const value = columns[place]?.at(-1) ?? Number.NaN;
      const known = expected.get(name) ?? Number.NaN;
      expect(Math.abs(value / known - 1)).toBeLessThan(1e-8);
    },
  );

  it('are as long as the bars, absent at first and then never again', () => {
    for (const [place, { name }] of INDICATOR_COLUMNS.entries()) {
      const values = columns[place] ?? new Float64Array();
      expect(values.length, name).toBe(120);
      const first = values.findIndex((value) => !Number.isNaN(value));
      expect(first, name).toBeLessThanOrEqual(83);
      expect(values.slice(first).every(Number.isFinite), name).toBe(true);
    }
  });

  it('are what their expressions come to', () => {
    const evaluator = evaluatorOf(frameOfBars(bars), MARKET_VOCABULARY.functions);
    for (const [place, column] of INDICATOR_COLUMNS.entries()) {
      const expression = readExpression(expressionOf(column), MARKET_VOCABULARY, 'number');
      expect(evaluator.values(expression), expressionOf(column)).toEqual(columns[place]);
    }
  });

  it('from a place on are the same to the last digit, wherever that is', () => {
    const property = fc.property(anyBars(90, 130), fc.nat(89), (all, from) => {
      const whole = indicatorColumns(all);
      for (const [place, values] of indicatorColumns(all, from).entries()) {
        expect(values.length).toBe(all.close.length);
        expect(values.slice(from)).toEqual(whole[place]?.slice(from));
      }
    });
    fc.assert(property, { numRuns: 60 });
  });

  it('of no bars are empty', () => {
    const none = new Float64Array();
    const empty = { open: none, high: none, low: none, close: none, volume: none };
    expect(indicatorColumns(empty).every(({ length }) => length === 0)).toBe(true);
  });
});
