import { expect, it } from 'vitest';
import { isDue } from '../../../src/core/alerts/is-due.ts';
import type { AlertRule } from '../../../src/core/alerts/rule.ts';
import { instant } from '../../../src/core/market/instant.ts';

const [before, first, last, after] = [99, 100, 200, 201].map((at) => instant(at));

/** All that `isDue` looks at. */
const rule = (given: Partial<AlertRule>): AlertRule => ({ enabled: true, ...given }) as AlertRule;

it('is due from the first to the last second of its time, both included', () => {
  const timed = rule({ validFrom: instant(100), validUntil: instant(200) });
  const moments = [before, first, last, after].flatMap((at) => (at === undefined ? [] : [at]));
  expect(moments.map((at) => isDue(timed, at))).toEqual([false, true, true, false]);
  expect(moments.map((at) => isDue(rule({}), at))).toEqual([true, true, true, true]);
  expect(moments.map((at) => isDue(rule({ enabled: false }), at))).toEqual(
    moments.map(() => false),
  );
});
