import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { lookName, secondLooks } from '../../../src/core/sync/second-look.ts';

const DAY = sessionDate('2026-05-20');

describe('secondLooks', () => {
  it.each([
    [[], false, 'never asked for'],
    [[0], false, 'nothing was impossible'],
    [[2], true, 'asked for once, with impossible rows'],
    [[2, 2], false, 'the same again is as the exchange made it'],
    [[2, 0], false, 'whole the second time'],
    [[2, 1], true, 'less of it, and still some'],
    [[0, 3], true, 'spoilt later'],
    [[2, 1, 1], false, 'only the last two count'],
  ])('%j: %s (%s)', (counts, again) => {
    const answers = counts.map((refused) => ({ symbol: '*', session: DAY, refused }));
    expect(secondLooks(answers).has(lookName('*', DAY))).toBe(again);
  });

  it('tells answers apart by what was asked for and by session', () => {
    const next = sessionDate('2026-05-21');
    const looks = secondLooks([
      { symbol: 'bulk deals', session: DAY, refused: 1 },
      { symbol: 'block deals', session: DAY, refused: 1 },
      { symbol: 'block deals', session: DAY, refused: 1 },
      { symbol: 'bulk deals', session: next, refused: 0 },
    ]);
    expect([...looks]).toEqual([lookName('bulk deals', DAY)]);
  });
});
