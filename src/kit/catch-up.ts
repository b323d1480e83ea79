import { addDays } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';

/**
 * What a job does about sessions that it missed: only the `latest`, `all` of them, or `skip` them;
 * in any case none older than the window.
 */
export interface CatchUp {
  readonly policy: 'latest' | 'all' | 'skip';
  readonly windowDays: number;
}

/**
 * The sessions that a run should see to, oldest first.
 *
 * @param finished sessions that are over, oldest first
 * @param done whether a session has been seen to
 */
export function sessionsToCatchUp(
  { policy, windowDays }: CatchUp,
  finished: readonly SessionDate[],
  done: (session: SessionDate) => boolean,
  today: SessionDate,
): SessionDate[] {
  const oldest = addDays(today, -windowDays);
  const missed = finished.filter((session) => session >= oldest && !done(session));
  switch (policy) {
    case 'all':
      return missed;
    case 'latest':
      return missed.slice(-1);
    case 'skip':
      return missed.filter((session) => session === today);
  }
}
