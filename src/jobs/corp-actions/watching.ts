import type { Watching } from '../../core/corporate-actions/action-notices.ts';
import { addDays, weekday } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { wantedSymbols } from '../../feed/universe.ts';
import type { Context } from '../../kit/context.ts';

/** A moment longer ago than this is one that somebody looks back to. */
const LIVE_SECONDS = 86_400;
/** Longer than any holiday. */
const MOST_DAYS = 15;

/** The next day of trading; where the calendar has run out, the next that is no weekend. */
function sessionAfter(ctx: Context, day: SessionDate): SessionDate {
  const calendar = ctx.calendar('XNSE');
  for (let ahead = 1; ahead <= MOST_DAYS; ahead++) {
    const next = addDays(day, ahead);
    const { state } = calendar.day(next);
    const working = weekday(next) >= 1 && weekday(next) <= 5;
    if (state === 'open' || (state === 'unknown' && working)) return next;
  }
  return addDays(day, 1);
}

/** Whom this run tells of what it learns: nobody, where it looks back to a past moment. */
export async function watchingOf(ctx: Context, today: SessionDate): Promise<Watching> {
  const at = ctx.wall.now();
  const live = ctx.run.sandbox || at - ctx.clock.now() < LIVE_SECONDS;
  const symbols = live ? await wantedSymbols(ctx, 'XNSE', {}) : [];
  return {
    symbols: new Set(symbols),
    today,
    nextSession: sessionAfter(ctx, today),
    at,
    runId: ctx.run.id,
  };
}
