import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { askedWindow, chunks, filingDays } from '../../../src/jobs/corp-actions/plan.ts';

const day = sessionDate;
const today = day('2026-06-12');
const words = (ranges: readonly { from: string; to: string }[]): string[] =>
  ranges.map(({ from, to }) => `${from}..${to}`);

describe('the window of ex-dates', () => {
  it.each([
    [{}, '2026-04-13..2026-07-12'],
    [{ date: day('2026-01-05') }, '2026-01-05..2026-01-05'],
    [{ from: day('2020-01-01'), to: day('2020-12-31') }, '2020-01-01..2020-12-31'],
    [{ from: day('2026-06-01') }, '2026-06-01..2026-07-12'],
    [{ from: day('2027-01-01') }, '2027-01-01..2027-01-01'],
    [{ to: day('2020-12-31') }, '2020-12-31..2020-12-31'],
  ])('of %o is %s', (asked, expected) =>
    expect(words([askedWindow(asked, today)])).toEqual([expected]),
  );

  it.each([
    [{ from: day('2026-02-01'), to: day('2026-01-01') }],
    [{ date: day('2026-02-01'), to: day('2026-01-01') }],
  ])('of %o is refused', (asked) =>
    expect(() => askedWindow(asked, today)).toThrow(expect.objectContaining({ code: 'usage' })),
  );

  it('is asked for in pieces of at most ninety days that touch and do not overlap', () => {
    expect(words(chunks({ from: day('2026-01-01'), to: day('2026-07-01') }))).toEqual([
      '2026-01-01..2026-03-31',
      '2026-04-01..2026-06-29',
      '2026-06-30..2026-07-01',
    ]);
  });
});

describe('days of announcements', () => {
  const none: never[] = [];

  it('are the last thirty on a first run, a week at a time', () => {
    const weeks = filingDays(undefined, false, today, none);
    expect(words(weeks).at(0)).toBe('2026-05-13..2026-05-19');
    expect(words(weeks).at(-1)).toBe('2026-06-10..2026-06-12');
  });

  it('are yesterday and today, and whatever was missed, afterwards', () => {
    const answered = [
      { from: day('2026-05-10'), to: day('2026-06-02'), askedOn: day('2026-06-03') },
      { from: day('2026-06-04'), to: day('2026-06-11'), askedOn: day('2026-06-11') },
    ];
    // 3 June was left out; 11 June was not over yet when it was asked for.
    expect(words(filingDays(undefined, false, today, answered))).toEqual([
      '2026-06-03..2026-06-03',
      '2026-06-11..2026-06-12',
    ]);
  });

  it('asked for by date are all of them, unless the window is long and they are not named', () => {
    const year = { from: day('2025-01-01'), to: day('2025-12-31') };
    expect(filingDays(year, false, today, none)).toEqual([]);
    expect(filingDays(year, true, today, none)).toHaveLength(53);
    const april = { from: day('2026-04-13'), to: day('2026-04-13') };
    expect(words(filingDays(april, false, today, none))).toEqual(['2026-04-13..2026-04-13']);
    expect(
      filingDays({ from: day('2026-07-01'), to: day('2026-07-02') }, false, today, none),
    ).toEqual([]);
  });
});
