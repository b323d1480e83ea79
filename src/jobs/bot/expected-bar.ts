import { closesAt, slots } from '../../core/calendar/calendar.ts';
import type { BotInterval } from '../../core/bot/bot-plan.ts';
import { Failure } from '../../core/failure.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import { instant, istTime } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';

const EXCHANGE = 'XNSE';
/** The longest closure that is looked back over. */
const FARTHEST_DAYS = 31;

/** The newest bar that has closed. */
export interface ExpectedBar {
  readonly end: Instant;
  /** A bar that ended before this is too old to decide on. */
  readonly earliest: Instant;
  /** What brings bars that lack. */
  readonly advice: string;
}

/**
 * Which bar is to be decided on now: of daily ones that of the last session that is over, inside a
 * session the newest whole bar; there the one before it will do, for bars take a moment to arrive.
 *
 * @throws Failure `not-yet` before the first bar has closed
 */
export function expectedBar(
  ctx: Pick<Context, 'calendar' | 'clock'>,
  interval: BotInterval,
): ExpectedBar {
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const today = calendar.dateAt(now);
  if (interval === '1d') {
    const over = calendar
      .sessions(addDays(today, -FARTHEST_DAYS), today)
      .findLast((day) => closesAt(day) <= now);
    if (!over) throw new Failure('not-yet', `no session before ${today} is known`);
    const end = closesAt(over);
    return { end, earliest: end, advice: 'run `paperjobs eod`' };
  }
  const day = calendar.day(today);
  const length = INTERVAL_MINUTES[interval] * 60;
  const ends =
    day.state === 'open'
      ? slots(day, INTERVAL_MINUTES[interval]).map((start) =>
          Math.min(start + length, closesAt(day)),
        )
      : [];
  const end = ends.findLast((one) => one <= now);
  if (end === undefined) {
    throw new Failure(
      'not-yet',
      `expected a closed ${interval} bar of ${today}, found none: it is ${istTime(now)} IST`,
    );
  }
  const earliest = instant(end - length);
  return { end: instant(end), earliest, advice: 'run `paperjobs market-sync`' };
}
