import { istDate } from '../core/market/instant.ts';
import { addDays } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { CommandContext } from '../kit/command.ts';
import { refuseBackwards } from '../kit/options.ts';

/** Days that are shown where none were asked for. */
const USUAL_DAYS = 10;

/**
 * The days that `--from` and `--to` ask for: the last ten where neither does.
 *
 * @throws Failure `usage` when they contradict each other
 */
export function shownRange(
  ctx: Pick<CommandContext, 'clock'>,
  from: SessionDate | undefined,
  to: SessionDate | undefined,
): { readonly from: SessionDate; readonly to: SessionDate } {
  refuseBackwards(from, to);
  const last = to ?? istDate(ctx.clock.now());
  return { from: from ?? addDays(last, -USUAL_DAYS), to: last };
}
