import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/bot/decide.ts';
import { sharesFor, sizePosition, yearlyVolatility } from '../../../src/core/bot/size-position.ts';
import { paise } from '../../../src/core/market/money.ts';
import { look, plan, standing } from './made-up-bot.ts';

describe('the volatility of a year', () => {
  it('is the deviation of twenty returns times the root of the bars in a year', () => {
    const closes = [100];
    for (let bar = 0; bar < 20; bar++) closes.push((closes.at(-1) ?? 0) * (bar % 2 ? 0.99 : 1.01));
    // Ten returns of +1 % and ten of −1 %: the sample deviation is 1 % × √(20/19).
    const expected = 0.01 * Math.sqrt(20 / 19) * Math.sqrt(252);
    expect(yearlyVolatility(Float64Array.from(closes), '1d')).toBeCloseTo(expected, 12);
    expect(yearlyVolatility(Float64Array.from(closes), '15m')).toBeCloseTo(expected * 5, 12);
    expect(yearlyVolatility(Float64Array.from(closes), '5m')).toBeCloseTo(
      expected * Math.sqrt(75),
      12,
    );
    const more = Float64Array.from([1, ...closes]);
    expect(yearlyVolatility(more, '1d'), 'of the last ones only').toBeCloseTo(expected, 12);
    expect(yearlyVolatility(Float64Array.from(closes.slice(1)), '1d')).toBeUndefined();
    const gone = Float64Array.from(closes).fill(0, 10, 11);
    expect(yearlyVolatility(gone, '1d'), 'a price of nothing').toBeUndefined();
  });

  it('sizes a position only where the share moves at all', () => {
    const bot = plan({ sizing: 'volatility', size: 10 });
    expect(decide(bot, look({ volatility: 0 }), standing()).reason).toMatch(
      /no volatility is known: it needs 21 bars that move/,
    );
    expect(decide(bot, look(), standing()).reason).toMatch(
      /2500 shares at 100\.00: 25 % of the account: 10 % a year at 40 % of the share$/,
    );
  });

  it('is worth a whole share where its rupees are exactly the price', () => {
    for (let paisa = 1; paisa < 2000; paisa++) {
      const size = sizePosition({ sizing: 'fixed', size: paisa / 100 }, 0, undefined);
      expect('valuePaise' in size && sharesFor(size.valuePaise, paise(paisa)), `${paisa}`).toBe(1);
    }
  });
});
