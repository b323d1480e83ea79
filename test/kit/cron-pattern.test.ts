import { describe, expect, it } from 'vitest';
import { readCronPattern } from '../../src/kit/cron-pattern.ts';

describe('a cron pattern', () => {
  it('is read field by field', () => {
    expect(readCronPattern(' 0,30  9-11/2 * jan,3-4 mon-FRI ')).toMatchObject({
      minutes: [0, 30],
      hours: [9, 11],
      months: [1, 3, 4],
      weekdays: [1, 2, 3, 4, 5],
    });
    expect(readCronPattern('5/20 0 1,15 * *')).toMatchObject({
      minutes: [5, 25, 45],
      days: [1, 15],
    });
    expect(readCronPattern('0 0 * * 5-7')).toMatchObject({ weekdays: [0, 5, 6] });
  });

  it.each([
    ['* * * *', 'five fields, found 4'],
    ['61 * * * *', 'from 0 to 59 for the minute, found "61"'],
    ['* 24 * * *', 'for the hour'],
    ['* * L * *', 'for the day of the month, found "L"'],
    ['* * * 13 *', 'for the month'],
    ['* * * * 1#2', 'for the day of the week'],
    ['5-1 * * * *', 'for the minute, found "5-1"'],
    ['*/0 * * * *', 'for the minute'],
    ['? * * * *', 'for the minute'],
    ['0 0 1 * 1', 'found both'],
    ['0 0 1-2-3 * *', 'for the day of the month'],
    ['@daily', 'five fields, found 1'],
  ])('%s is refused: %s', (pattern, words) => {
    expect(readCronPattern(pattern)).toContain(words);
  });
});
