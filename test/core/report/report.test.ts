import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import {
  keptReports,
  oldReports,
  reportFolder,
  reportName,
} from '../../../src/core/report/report-file.ts';
import { reportPeriod } from '../../../src/core/report/report-period.ts';

const XNSE = calendarOf('XNSE');

describe('the sessions of a report', () => {
  it.each([
    ['daily', '2026-11-19T15:29', '2026-11-18', '2026-11-18'],
    ['daily', '2026-11-19T15:30', '2026-11-19', '2026-11-19'],
    ['weekly', '2026-11-21T08:30', '2026-11-16', '2026-11-20'],
    ['weekly', '2026-11-22T23:00', '2026-11-16', '2026-11-20'],
    ['weekly', '2026-11-16T10:00', '2026-11-09', '2026-11-13'],
    ['monthly', '2026-12-01T08:45', '2026-11-02', '2026-11-30'],
    ['monthly', '2026-11-19T20:00', '2026-11-02', '2026-11-19'],
  ] as const)('%s at %s: from %s to %s', (kind, now, from, to) => {
    expect(reportPeriod(kind, XNSE, readInstant(now))).toEqual({ kind, from, to });
  });
});

describe('kept reports', () => {
  const names = [
    'weekly-2026-11-20.html',
    'daily-2026-11-20.html',
    'daily-2026-11-19.html',
    'monthly-2026-10-30.html',
    'daily-2026-13-45.html',
    'notes.html',
    '.daily-2026-11-21.html.1234.tmp',
  ];

  it('lie in one folder under the name of kind and last session', () => {
    expect(reportFolder('/data')).toBe('/data/reports');
    expect(reportName({ kind: 'weekly', to: sessionDate('2026-11-20') })).toBe(names[0]);
  });

  it('are told oldest first, of one day the daily one last, and nothing else is one', () => {
    expect(keptReports(names).map(({ name }) => name)).toEqual([
      'monthly-2026-10-30.html',
      'daily-2026-11-19.html',
      'weekly-2026-11-20.html',
      'daily-2026-11-20.html',
    ]);
  });

  it('grow old only as daily ones', () => {
    expect(oldReports(names, sessionDate('2026-11-20'))).toEqual(['daily-2026-11-19.html']);
  });
});
