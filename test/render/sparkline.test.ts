import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sparkline } from '../../src/render/sparkline.ts';

it.each([
  [[-1, 0, 1], '▁▅█'],
  [[-2, 2], '▁█'],
  [[0.99, -0.99], '█▁'],
  [[Number.NaN, 0.5, Number.NaN], ' ▇ '],
  [[], ''],
])('%j is %j', (values, bars) => {
  expect(sparkline(values, -1, 1)).toBe(bars);
});

it('is as long as its figures, and rises with them', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true })), (values) => {
      const bars = sparkline(values, -1, 1).split('');
      expect(bars).toHaveLength(values.length);
      for (const [at, value] of values.entries()) {
        const [before = '', here = ''] = [bars[at - 1], bars[at]];
        if ((values[at - 1] ?? 2) <= value) expect(before <= here).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
  expect(sparkline([3, 3], 3, 3), 'a scale without length').toBe('▅▅');
});
