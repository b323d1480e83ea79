import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import type { Interval } from '../../../src/core/market/bar.ts';
import { istInstant } from '../../../src/core/market/instant.ts';
import { dayNumber, sessionDate } from '../../../src/core/market/session-date.ts';
import { planSeries } from '../../../src/core/sync/plan.ts';
import type { SeriesKnowledge, SeriesPlan, SeriesWish } from '../../../src/core/sync/plan.ts';

const XNSE = calendarOf('XNSE');
/** A Thursday; before it the week has 23 November, a holiday on the 24th, and the 25th. */
const TODAY = sessionDate('2026-11-26');
const NOON = istInstant(TODAY, '12:00');
const EVENING = istInstant(TODAY, '18:00');
const date = sessionDate;

interface Case {
  readonly interval?: Interval;
  /** Sessions with rows; absent: none. */
  readonly kept?: (session: string) => boolean;
  readonly answered?: SeriesKnowledge['answered'];
  readonly wish?: Partial<SeriesWish>;
}

function plan({ interval = '1d', kept, answered = [], wish = {} }: Case): SeriesPlan {
  return planSeries(
    XNSE,
    { interval, complete: kept ?? (() => false), anyRow: kept !== undefined, answered },
    {
      from: date('2026-11-02'),
      to: TODAY,
      now: NOON,
      windowDays: 365,
      missingOnly: false,
      ...wish,
    },
  );
}

/** Windows as `from..to why`, the running day's marked. */
const asked = (made: SeriesPlan): string[] =>
  made.asks.map(({ from, to, why, today }) => `${from}..${to} ${why}${today ? ' today' : ''}`);

const allBut =
  (...missing: readonly string[]) =>
  (session: string): boolean =>
    !missing.includes(session);

describe('a daily series', () => {
  const cases: readonly (readonly [string, Case, readonly string[]])[] = [
    ['a new series up to yesterday', {}, ['2026-11-02..2026-11-25 new']],
    ['today too, once it is settled', { wish: { now: EVENING } }, ['2026-11-02..2026-11-26 new']],
    ['nothing when all is kept', { kept: allBut() }, []],
    [
      'a missing session with five before it',
      { kept: allBut('2026-11-25') },
      ['2026-11-17..2026-11-25 missing'],
    ],
    [
      'a missing session alone when only what is missing is wanted',
      { kept: allBut('2026-11-25'), wish: { missingOnly: true } },
      ['2026-11-25..2026-11-25 missing'],
    ],
    [
      'only the sessions that are named',
      { wish: { only: new Set([date('2026-11-12'), date('2026-11-24')]) } },
      ['2026-11-12..2026-11-12 new'],
    ],
    [
      'nothing before the source serves',
      { wish: { servedFrom: date('2026-11-20') } },
      ['2026-11-20..2026-11-25 new'],
    ],
    [
      'nothing before the range, however far back the source serves',
      { wish: { servedFrom: date('2026-10-01') } },
      ['2026-11-02..2026-11-25 new'],
    ],
    [
      'no overlap before the source serves',
      { kept: allBut('2026-11-25'), wish: { servedFrom: date('2026-11-20') } },
      ['2026-11-20..2026-11-25 missing'],
    ],
    [
      'nothing past the end of the range',
      { wish: { to: date('2026-11-05') } },
      ['2026-11-02..2026-11-05 new'],
    ],
    ['nothing past today', { wish: { to: date('2026-12-31') } }, ['2026-11-02..2026-11-25 new']],
    [
      'nothing of a range without a session',
      { wish: { from: date('2026-11-21'), to: date('2026-11-22') } },
      [],
    ],
    ['nothing of a range that is the wrong way round', { wish: { from: date('2027-01-04') } }, []],
  ];
  test.each(cases)('asks for %s', (_, facts, expected) => {
    expect(asked(plan(facts))).toEqual(expected);
  });

  test('is settled forty minutes after the close', () => {
    const settled = (time: string) => asked(plan({ wish: { now: istInstant(TODAY, time) } }))[0];
    expect(settled('16:09:59')).toBe('2026-11-02..2026-11-25 new');
    expect(settled('16:10')).toBe('2026-11-02..2026-11-26 new');
  });

  test('is not asked for again within the day, once it was asked for after it had settled', () => {
    const answered = { from: date('2026-11-02'), to: TODAY };
    const made = plan({ answered: [{ ...answered, asOf: NOON }] });
    expect(made).toEqual({
      asks: [],
      complete: false,
      note: 'asked for within a day; still without some',
    });
    const later = plan({ answered: [{ ...answered, asOf: NOON }], wish: { now: EVENING } });
    expect(asked(later), 'at noon today had not settled').toEqual(['2026-11-26..2026-11-26 new']);
    const early = { ...answered, to: date('2026-11-10'), asOf: NOON };
    expect(asked(plan({ answered: [early] }))).toEqual(['2026-11-11..2026-11-25 new']);
  });

  test.each([1, 2, 7, 20, 21, 22, 25, 60, 365])(
    'never asks for a window of more than %i days, overlap included',
    (windowDays) => {
      for (const kept of [undefined, (session: string) => session < '2026-09-15']) {
        const made = plan({
          wish: { windowDays, from: date('2026-06-01') },
          ...(kept && { kept }),
        });
        expect(made.asks.length).toBeGreaterThan(0);
        for (const { from, to } of made.asks) {
          expect(dayNumber(to) - dayNumber(from) + 1).toBeLessThanOrEqual(windowDays);
        }
        const missing = XNSE.sessions(date('2026-06-01'), date('2026-11-25'))
          .map(({ session }) => session)
          .filter((session) => !kept?.(session));
        for (const session of missing) {
          const covered = made.asks.some(({ from, to }) => from <= session && session <= to);
          expect(covered, session).toBe(true);
        }
      }
    },
  );

  test('leaves years alone that the calendar does not know', () => {
    const after = istInstant(date('2028-03-01'), '12:00');
    const range = { from: date('2028-01-03'), to: date('2028-02-29'), now: after };
    expect(plan({ wish: range })).toEqual({
      asks: [],
      complete: false,
      note: 'no session in the range',
    });
    const known = asked(plan({ wish: { ...range, from: date('2026-12-28') } }));
    expect(known).toEqual(['2026-12-28..2026-12-31 new']);
  });
});

describe('a series inside sessions', () => {
  const cases: readonly (readonly [string, Case, readonly string[]])[] = [
    [
      'past sessions and the running one, apart',
      {},
      ['2026-11-02..2026-11-25 new', '2026-11-26..2026-11-26 today today'],
    ],
    [
      'the running one alone when the past is kept',
      { kept: (session) => session < TODAY },
      ['2026-11-26..2026-11-26 today today'],
    ],
    ['nothing when all is kept', { kept: allBut() }, []],
    [
      'a missing session without overlap',
      { kept: allBut('2026-11-11', TODAY), wish: { to: date('2026-11-25') } },
      ['2026-11-11..2026-11-11 missing'],
    ],
    [
      'no running session before it has opened',
      { kept: (session) => session < TODAY, wish: { now: istInstant(TODAY, '09:15') } },
      [],
    ],
    [
      'no running session when only what is missing is wanted',
      { wish: { missingOnly: true } },
      ['2026-11-02..2026-11-25 new'],
    ],
    [
      'today from the endpoint of the running day, also after the close',
      { kept: (session) => session < TODAY, wish: { now: EVENING } },
      ['2026-11-26..2026-11-26 today today'],
    ],
    [
      'today no more when it was answered after the close',
      {
        kept: (session) => session < TODAY,
        wish: { now: EVENING },
        answered: [{ from: TODAY, to: TODAY, asOf: EVENING }],
      },
      [],
    ],
    [
      'windows of the whole length',
      { wish: { windowDays: 10, to: date('2026-11-25') } },
      ['2026-11-02..2026-11-11 new', '2026-11-12..2026-11-20 new', '2026-11-23..2026-11-25 new'],
    ],
  ];
  test.each(cases)('asks for %s', (_, facts, expected) => {
    expect(asked(plan({ interval: '5m', ...facts }))).toEqual(expected);
  });
});

test('a plan says what it found', () => {
  expect(plan({}).note).toMatch(/^(\d+) of \d+ sessions are missing$/);
  expect(plan({ kept: allBut() })).toMatchObject({ complete: true, note: 'nothing missing' });
});
