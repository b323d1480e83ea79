import { expect, it, test } from 'vitest';
import { FLOW_LISTS } from '../../../src/core/flows/flow-list.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import {
  isOver,
  newestSession,
  planFlows,
  sessionBefore,
  sessionsAsked,
} from '../../../src/jobs/flows/plan.ts';
import { sandboxCalendar } from '../../../src/sandbox/calendar.ts';
import type { FlowListMark } from '../../../src/store/flow-lists.ts';

const calendar = sandboxCalendar();
const [monday, tuesday] = [sessionDate('2026-06-08'), sessionDate('2026-06-09')];
const evening = readInstant('2026-06-09T19:30');
const night = readInstant('2026-06-09T21:15');

const marksOf = (session: string, answered = '2026-06-09T19:30'): FlowListMark[] =>
  FLOW_LISTS.map((list) => ({
    session: sessionDate(session),
    list,
    rows: 1,
    answeredAt: readInstant(answered),
  }));

test.each([
  ['2026-06-09T15:29', '2026-06-08'],
  ['2026-06-09T15:30', '2026-06-09'],
  ['2026-06-13T12:00', '2026-06-12'],
])('at %s the newest session that is over is %s', (now, session) => {
  expect(newestSession(calendar, readInstant(now))).toBe(session);
});

it('sessions are those of the range that are over, or of the window before its end', () => {
  expect(sessionsAsked(calendar, { from: monday }, 14, evening)).toEqual([monday, tuesday]);
  expect(sessionsAsked(calendar, { to: monday }, 3, evening)).toEqual(['2026-06-05', monday]);
  const only = new Set([tuesday, sessionDate('2026-06-10')]);
  const asked = { from: tuesday, to: sessionDate('2026-06-10'), only };
  expect(sessionsAsked(calendar, asked, 14, evening)).toEqual([tuesday]);
  const before = sessionDate('2014-06-02');
  const unknown = { from: before, to: before, only: new Set([before]) };
  expect(() => sessionsAsked(calendar, unknown, 14, evening)).toThrow(/2015-01-01/);
});

it('FII/DII figures are missing of the newest session only', () => {
  const { units } = planFlows([monday, tuesday], tuesday, [], evening);
  expect(units.map(({ missing }) => missing.includes('fii-dii'))).toEqual([false, true]);
  expect(units.map(({ begun }) => begun)).toEqual([false, false]);
});

it('what was had is not missing, and a session that lacks a list has begun', () => {
  const marks = [...marksOf('2026-06-08'), ...marksOf('2026-06-09').slice(1)];
  expect(planFlows([monday, tuesday], tuesday, marks, evening).units).toEqual([
    { session: tuesday, missing: ['bulk'], begun: true },
  ]);
});

test.each([
  ['before the deadline they are not looked at again', '2026-06-09T19:30', evening, false],
  ['after it they are', '2026-06-09T19:30', night, true],
  ['once seen after it they are final', '2026-06-09T21:00', night, false],
])('figures seen early: %s', (_, answered, now, provisional) => {
  const plan = planFlows([tuesday], tuesday, marksOf('2026-06-09', answered), now);
  expect(plan).toMatchObject({ units: [], provisional });
});

it('the session before skips what is closed', () => {
  expect(sessionBefore(calendar, monday)).toBe('2026-06-05');
  expect(sessionBefore(calendar, sessionDate('2015-01-01'))).toBeUndefined();
});

it('a day is over at its close, a closed one as soon as it has come', () => {
  expect(isOver(calendar, tuesday, readInstant('2026-06-09T15:00'))).toBe(false);
  expect(isOver(calendar, tuesday, evening)).toBe(true);
  expect(isOver(calendar, sessionDate('2026-06-07'), evening)).toBe(true);
  expect(isOver(calendar, sessionDate('2026-06-14'), evening)).toBe(false);
});
