import type { OpenDay } from '../core/calendar/calendar.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Explanation } from '../core/sync/holes.ts';
import { finishedAt } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import type { OutdatedRows } from '../store/candles.ts';
import { firstAsked } from './series-ranges.ts';
import type { FeedWish } from './target.ts';
import type { SeriesView } from './write-series.ts';

/**
 * How the daily series is looked at: a slot is a session, and a row of any basis fills it.
 *
 * @param explain why a session has no row, as far as this run knows
 * @param outdated rows that go: their sessions are looked at wherever they lie
 */
export function dailyView(
  ctx: Context,
  wish: FeedWish,
  explain: (session: SessionDate) => Explanation | undefined,
  save: SeriesView<OpenDay>['save'],
  outdated?: OutdatedRows,
): SeriesView<OpenDay> {
  const calendar = ctx.calendar(wish.exchange);
  const now = ctx.clock.now();
  const gone = outdated?.sessions ?? new Set<SessionDate>();
  const ends = [wish.from, wish.to, ...gone].toSorted();
  return {
    interval: '1d',
    from: ends[0] ?? wish.from,
    to: ends.at(-1) ?? wish.to,
    save,
    async examine(books, ids, from, to) {
      const [first, last] = [from as SessionDate, to as SessionDate];
      const rows = await books.candles.daily(ids, first, last);
      const there = new Set(rows.map(({ session }) => session));
      return {
        slots: calendar.sessions(first, last),
        present: ({ session }) => there.has(session),
        due: (day) =>
          gone.has(day.session) ||
          (wish.from <= day.session &&
            day.session <= wish.to &&
            finishedAt(day, '1d') <= now &&
            (!wish.only || wish.only.has(day.session))),
      };
    },
    explain: ({ session }) => explain(session),
    first: firstAsked(ctx, wish, '1d'),
    name: ({ session }) => session,
    session: ({ session }) => session,
  };
}
