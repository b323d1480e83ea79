import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { planSessions, stepsBefore } from '../../../src/jobs/daily/plan.ts';

const STEPS = ['eod', 'corp-actions', 'indicators'];
const ALL = new Set(STEPS);
const CALENDAR = calendarOf('XNSE');

/** Planned sessions as `session: steps that are done`. */
function planned(
  now: string,
  done: Readonly<Record<string, ReadonlySet<string>>> = {},
  range: { from?: string; to?: string } = {},
  force = false,
): string[] {
  const kept = new Map(Object.entries(done).map(([day, steps]) => [sessionDate(day), steps]));
  const asked = {
    ...(range.from === undefined ? {} : { from: sessionDate(range.from) }),
    ...(range.to === undefined ? {} : { to: sessionDate(range.to) }),
  };
  return planSessions(CALENDAR, asked, readInstant(now), STEPS, kept, { force }).map(
    ({ session, before, newest }) => `${session}${newest ? '*' : ''}: ${[...before].join(' ')}`,
  );
}

describe('the sessions of a run', () => {
  it('of a new desk are the newest that is over', () => {
    expect(planned('2026-11-26T18:37')).toEqual(['2026-11-26*: ']);
    expect(planned('2026-11-26T15:29'), 'today is not over').toEqual([
      '2026-11-25: '.replace(':', '*:'),
    ]);
  });

  it('are those after the last finished one, oldest first, each with what was done of it', () => {
    const done = { '2026-11-23': ALL, '2026-11-24': new Set(['eod']) };
    expect(planned('2026-11-26T18:37', done)).toEqual([
      // The 24th is a holiday of NSE in 2026.
      '2026-11-25: ',
      '2026-11-26*: ',
    ]);
    expect(
      planned('2026-11-26T18:37', { '2026-11-20': ALL, '2026-11-23': new Set(['eod']) }),
    ).toEqual(['2026-11-23: eod', '2026-11-25: ', '2026-11-26*: ']);
  });

  it('of a finished day are that day with everything done, and on a weekend too', () => {
    const done = { '2026-11-26': ALL, '2026-11-27': ALL };
    expect(planned('2026-11-26T19:07', done)).toEqual(['2026-11-26*: eod corp-actions indicators']);
    expect(planned('2026-11-28T19:07', done)).toEqual(['2026-11-27*: eod corp-actions indicators']);
    expect(planned('2026-11-28T19:07', done, {}, true), 'again with --force').toEqual([
      '2026-11-27*: ',
    ]);
  });

  it('of a range are its sessions that are over, in order', () => {
    expect(planned('2026-11-26T18:37', {}, { from: '2026-11-20', to: '2026-11-24' })).toEqual([
      '2026-11-20: ',
      '2026-11-23: ',
    ]);
    expect(planned('2026-11-26T12:00', {}, { from: '2026-11-26', to: '2026-11-26' })).toEqual([]);
    expect(planned('2026-11-26T18:37', {}, { from: '2026-11-24', to: '2026-11-24' })).toEqual([]);
  });
});

describe('the steps of a session', () => {
  const before = (wishes: Partial<Parameters<typeof stepsBefore>[2]>): string[] => [
    ...stepsBefore(STEPS, new Set(['eod']), { force: false, ...wishes }),
  ];

  it('that were done are left out, unless they are asked for', () => {
    expect(before({})).toEqual(['eod']);
    expect(before({ force: true })).toEqual([]);
    expect(before({ only: ['eod'] })).toEqual(['corp-actions', 'indicators']);
    expect(before({ fromStep: 'corp-actions' })).toEqual(['eod']);
    expect(before({ fromStep: 'eod' })).toEqual([]);
  });

  it('that do not exist are refused with the nearest that does', () => {
    expect(() => before({ only: ['indicator'] })).toThrow('did you mean "indicators"?');
    expect(() => before({ fromStep: 'x' })).toThrow('--from-step: expected steps among eod');
    expect(() => before({ fromStep: 'eod', only: ['eod'] })).toThrow('found both');
  });
});
