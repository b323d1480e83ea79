import { describe, expect, it } from 'vitest';
import type { Bars } from '../../../src/core/indicators/indicator.ts';
import { INDICATORS } from '../../../src/core/indicators/registry.ts';

const closes = Float64Array.from({ length: 300 }, (_, bar) => 100 + 10 * Math.sin(bar / 7));
const bars: Bars = {
  open: closes,
  high: closes.map((close) => close + 1),
  low: closes.map((close) => close - 1),
  close: closes,
  volume: closes.map((_, bar) => 1000 + (bar % 7)),
};

describe('the registry', () => {
  it.each([...INDICATORS.values()])(
    '$name gives one series of full length for each output',
    (one) => {
      const outputs = one.compute(
        bars,
        one.parameters.map((parameter) => parameter.default),
      );
      expect(outputs.map(({ length }) => length)).toEqual(one.outputs.map(() => closes.length));
      for (const series of outputs) expect(Number.isFinite(series.at(-1))).toBe(true);
      expect(outputs, 'what it takes where nothing is told').toEqual(one.compute(bars, []));
    },
  );

  it('writes names as expressions do, and outputs too', () => {
    for (const { name, outputs } of INDICATORS.values()) {
      for (const word of [name, ...outputs]) expect(word).toMatch(/^[a-z][a-z0-9_]*$/);
    }
  });

  it.each([...INDICATORS.values()])('$name has usual parameters within its bounds', (one) => {
    for (const { default: usual, min, max = Infinity, integer } of one.parameters) {
      expect(usual).toBeGreaterThanOrEqual(min);
      expect(usual).toBeLessThanOrEqual(max);
      if (integer) expect(Number.isInteger(usual)).toBe(true);
    }
  });
});
