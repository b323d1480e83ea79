import type { Calendar } from '../../core/calendar/calendar.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import type { Store } from '../../store/store.ts';

/** The exchange whose instruments rules are about. */
export const EXCHANGE = 'XNSE';

/** What looking at rules needs: of a job's context as of a command's. */
export interface RuleDesk {
  readonly store: Store;
  readonly settings: Pick<Context['settings'], 'watchlist' | 'news.model'>;
  readonly calendar: Calendar;
  readonly now: Instant;
  /** First day that is looked back to; absent: only the day of the moment is looked at. */
  readonly since?: SessionDate;
}
