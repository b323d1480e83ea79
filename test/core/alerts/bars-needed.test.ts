import { describe, expect, it } from 'vitest';
import { needsOf } from '../../../src/core/alerts/bars-needed.ts';
import { RULE_VOCABULARY } from '../../../src/core/alerts/rule-vocabulary.ts';
import { evaluatorOf, frameOfBars } from '../../../src/core/expression/evaluate.ts';
import { MARKET_FUNCTIONS } from '../../../src/core/expression/market-vocabulary.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import type { Interval } from '../../../src/core/market/bar.ts';
import type { Bars } from '../../../src/core/indicators/indicator.ts';

const needs = (text: string, interval?: Interval) =>
  needsOf(readExpression(text, RULE_VOCABULARY, 'condition'), interval);

describe('what a condition needs', () => {
  it('a level needs a quote and no bar', () => {
    expect(needs('close > 100')).toEqual({
      quote: true,
      bars: new Map(),
      rows: 2,
      closesOnly: true,
      told: false,
      indices: new Set(),
    });
  });

  it('names of the day need the bars before it, dates need no price', () => {
    expect(needs('day_change < -5%').bars).toEqual(new Map([['1d', 3]]));
    expect(needs('close > high_52w').bars.get('1d')).toBeGreaterThan(250);
    expect(needs('close > previous(high_52w, 60)').bars.get('1d')).toBeGreaterThan(250 + 60);
    expect(needs('days_to_earnings <= 3')).toMatchObject({ quote: false, told: true });
    expect(needs('index = NIFTY50 and close > 1').indices).toEqual(new Set(['NIFTY50']));
  });

  it('functions need bars of their own interval, windows and inner series together', () => {
    expect(needs('close > sma(200)').bars.get('1d')).toBe(204);
    const { bars, quote } = needs('sma(rsi(14),9) > 50 and close > resistance(20,1d)', '5m');
    expect(quote).toBe(false);
    expect(bars.get('1d')).toBe(24);
    expect(bars.get('5m')).toBeGreaterThan(14 * 21);
    expect(bars.get('5m')).toBeLessThan(500);
  });

  it('shorter bars beside longer ones are needed back to the row before', () => {
    expect(needs('close > sma(50,1m)', '15m').bars).toEqual(
      new Map([
        ['15m', 2],
        ['1m', 52 + 30],
      ]),
    );
    expect(needs('close > sma(50,5m)', '1d').bars.get('5m')).toBe(52 + 150);
    expect(needs('close > sma(50,1d)', '1m').bars.get('1d')).toBe(54);
  });

  it('indicators are known from closed bars whole, functions of the language need rows', () => {
    expect(needs('rsi(14) > 99 and close > sma(200)').rows).toBe(2);
    expect(needs('volume > 3 x avg(20)').rows).toBe(24);
    expect(needs('avg(previous(rsi(14), 5), 9) > 1').rows).toBeGreaterThan(9 + 5 + 2);
  });
});

/** A made-up path that moves as prices do. */
function madeUp(length: number): Bars {
  let seed = 7;
  const next = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  const close = new Float64Array(length);
  let price = 100;
  for (let at = 0; at < length; at++) close[at] = price *= 1 + next() / 25;
  return {
    open: close.map((value) => value * (1 + next() / 100)),
    high: close.map((value) => value * 1.02),
    low: close.map((value) => value * 0.98),
    close,
    volume: close.map(() => 1000 + Math.round(500 * next())),
  };
}

const from = (bars: Bars, at: number): Bars => ({
  open: bars.open.subarray(at),
  high: bars.high.subarray(at),
  low: bars.low.subarray(at),
  close: bars.close.subarray(at),
  volume: bars.volume.subarray(at),
});

const FUNCTIONS = `
  sma(50);wma(20);ema(26);dema(20);tema(20);rsi(14);macd(12,26,9);macd(12,26,9).signal;bbands(20,2).upper
  cci(14);mfi(14);willr(14);atr(14);natr(14);stoch;roc(10);mom(10);trix;stddev(10);highest(20);stochrsi
  avg(volume,20);resistance(20);support(20);previous(3);change(5);kdj;dmi
`
  .trim()
  .split(/[;\n]\s*/);

it.each(FUNCTIONS)('%s of no more bars than are read is that of all bars, to 1e-9', (text) => {
  const bars = madeUp(2500);
  const number = readExpression(text, RULE_VOCABULARY, 'number');
  const condition = readExpression(`${text} > 0`, RULE_VOCABULARY, 'condition');
  const count = needsOf(condition, '1d').bars.get('1d') ?? 0;
  const valueOf = (some: Bars): number =>
    evaluatorOf(frameOfBars(some), MARKET_FUNCTIONS).at(number, some.close.length - 1);
  const [whole, part] = [valueOf(bars), valueOf(from(bars, 2500 - count))];
  expect(whole).not.toBeNaN();
  expect(Math.abs(part - whole)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(whole)));
});

it.each([
  ['close > 100', true],
  ['day_change < -5%', true],
  ['volume > 3 * avg(volume, 20)', true],
  ['close > 2 * sma(50) and rsi(14) > 70', true],
  ['sma(high, 20) > close', false],
  ['close > resistance(20)', false],
  ['gap > 3%', false],
  ['close > high_52w', false],
  ['atr(14) > 5', false],
])('%s is reckoned from closes alone: %s', (text, expected) => {
  expect(needs(text, '1d').closesOnly).toBe(expected);
});
