import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { sessionsToCatchUp } from '../../src/kit/catch-up.ts';
import { sessionsOf } from '../support/bars.ts';

const FINISHED = sessionsOf('2026-06-01', '2026-06-12').map(sessionDate);
const catchUp = (policy: 'all' | 'latest' | 'skip', windowDays: number, today: string, done = '') =>
  sessionsToCatchUp(
    { policy, windowDays },
    FINISHED,
    (session) => session === done,
    sessionDate(today),
  );

describe('catching up', () => {
  it('sees to all missed sessions of the window, oldest first', () => {
    expect(catchUp('all', 3, '2026-06-12', '2026-06-10')).toEqual([
      '2026-06-09',
      '2026-06-11',
      '2026-06-12',
    ]);
  });

  it('sees to the latest missed one only', () => {
    expect(catchUp('latest', 30, '2026-06-12', '2026-06-12')).toEqual(['2026-06-11']);
  });

  it("sees to today's alone where missed ones are skipped", () => {
    expect(catchUp('skip', 30, '2026-06-12')).toEqual(['2026-06-12']);
    expect(catchUp('skip', 30, '2026-06-13')).toEqual([]);
  });

  it('sees to nothing that is older than the window', () => {
    expect(catchUp('latest', 5, '2026-06-30')).toEqual([]);
  });
});
