import { earningsDrafts } from '../../core/corporate-actions/earnings-notices.ts';
import { earningsOf } from '../../core/corporate-actions/earnings.ts';
import type { ToldMeeting } from '../../core/corporate-actions/earnings.ts';
import { instant, istInstant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import { askInTurn, isWhole, syncRecord } from './piece.ts';
import type { Asked, Piece } from './piece.ts';
import type { DayRange } from './plan.ts';
import type { Reading } from './take-actions.ts';

/** Days after a meeting in which its results may be filed. */
const FILED_WITHIN_DAYS = 4;

/** Takes the meetings of boards in one window in, in one transaction: days of results are kept. */
export async function takeMeetings(
  ctx: Context,
  days: DayRange,
  { symbols, today, watching }: Reading,
): Promise<Piece[]> {
  const [symbol, ...others] = symbols ?? [];
  const wish = { ...days, ...(symbol !== undefined && others.length === 0 ? { symbol } : {}) };
  const answers: { name: string; asked: Asked<ToldMeeting> }[] = [];
  for (const source of ctx.sources.meetings) {
    const { name, comingOnly } = source;
    if (comingOnly && days.to < addDays(today, -FILED_WITHIN_DAYS)) continue;
    answers.push({
      name,
      asked: await askInTurn(ctx, [{ name, ask: (at) => source.meetings(at) }], wish),
    });
  }
  const told = answers
    .flatMap(({ asked }) => asked.rows)
    .filter((meeting) => !symbols || symbols.has(meeting.symbol));
  const whole =
    answers.length === ctx.sources.meetings.length && answers.every(({ asked }) => isWhole(asked));
  return ctx.store.write(async (books) => {
    const now = ctx.clock.now();
    const after = istInstant(addDays(days.to, FILED_WITHIN_DAYS), '00:00');
    const filings = await books.corporateAnnouncements.list({
      from: istInstant(days.from, '00:00'),
      before: instant(Math.min(after, now + 1)),
    });
    const range = { ...days, ...(symbols ? { symbols: [...symbols] } : {}) };
    const known = await books.earningsCalendar.list(range);
    const rows = await books.earningsCalendar.save(earningsOf(told, filings), range, whole);
    const current = await books.earningsCalendar.list(range);
    for (const draft of earningsDrafts(known, current, watching)) {
      await books.notifications.queue(draft);
    }
    const pieces = answers.map(({ name, asked }, place): Piece => {
      const { failure } = asked;
      return {
        name,
        days,
        received: asked.rows.length,
        rows: place === 0 ? rows : 0,
        refused: asked.refused.length,
        unread: asked.refused,
        ...(failure ? { failure } : {}),
      };
    });
    for (const [place, piece] of pieces.entries()) {
      const asked = answers[place]?.asked;
      if (asked)
        await books.syncHistory.record(syncRecord(ctx, piece, asked, 'window of meetings'));
    }
    return pieces;
  });
}
