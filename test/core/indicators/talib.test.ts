import { describe, expect, it } from 'vitest';
import { evaluatorOf, frameOfBars } from '../../../src/core/expression/evaluate.ts';
import { MARKET_VOCABULARY } from '../../../src/core/expression/market-vocabulary.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import { haveRecorded, recordedPrices, recordedVectors } from '../../support/recorded-prices.ts';

/** Names of the recorded vectors, and how an expression asks for the same. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  sma20: 'sma(20)',
  ema20: 'ema(20)',
  rsi14: 'rsi(14)',
  macd: 'macd(12,26,9)',
  macd_signal: 'macd(12,26,9).signal',
  macd_hist: 'macd(12,26,9).hist',
  bb_upper: 'bbands(20,2).upper',
  bb_middle: 'bbands(20,2).middle',
  bb_lower: 'bbands(20,2).lower',
  atr14: 'atr(14)',
  adx14: 'adx(14)',
  plus_di14: 'plus_di(14)',
  minus_di14: 'minus_di(14)',
  cci14: 'cci(14)',
  obv: 'obv',
  sar: 'sar(0.02,0.2)',
  roc12: 'roc(12)',
  trix12: 'trix(12)',
  willr14: 'willr(14)',
  mfi14: 'mfi(14)',
  stoch_k: 'stoch(14,3,3).k',
  stoch_d: 'stoch(14,3,3).d',
};

describe.skipIf(!haveRecorded)('on real prices', () => {
  const vectors = haveRecorded ? recordedVectors() : [];

  it('covers every recorded indicator', () => {
    const names = new Set(vectors.map(({ indicator }) => indicator));
    expect([...names].toSorted()).toEqual(Object.keys(EXPRESSIONS).toSorted());
  });

  it.each(Object.entries(EXPRESSIONS))('%s is what TA-Lib makes of them', (name, text) => {
    const expression = readExpression(text, MARKET_VOCABULARY, 'number');
    let compared = 0;
    for (const { symbol, sessions, bars } of recordedPrices()) {
      const values = evaluatorOf(frameOfBars(bars), MARKET_VOCABULARY.functions).values(expression);
      for (const known of vectors) {
        if (known.symbol !== symbol || known.indicator !== name) continue;
        const value = values[sessions.indexOf(known.session)] ?? Number.NaN;
        const scale = Math.max(1e-9, Math.abs(known.value));
        // The vectors are told to ten figures.
        expect(Math.abs(value - known.value) / scale, `${symbol} ${known.session}`).toBeLessThan(
          1e-9,
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(600);
  });
});
