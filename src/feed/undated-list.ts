import { Failure } from '../core/failure.ts';
import type { Context } from '../kit/context.ts';

/** The wall and the run's clock are read one after the other; a run as of now is this near. */
const NOW_SECONDS = 60;

/** Whether what sources tell of now may be kept for the run's moment: see `refusePast`. */
export function seesNow(ctx: Context, past = false): boolean {
  const asOfPast = ctx.wall.now() - ctx.clock.now() > NOW_SECONDS;
  const elsewhere = ctx.settings['sources.nse.base_url'] ?? ctx.settings.base_url;
  return (!past && !asOfPast) || elsewhere !== undefined || ctx.run.sandbox;
}

/**
 * Refuses to take a list that bears no date for one of the past: it is today's, and a run as of a
 * past moment sees nothing later. A replay or mirror, and the sandbox, have lists of that day.
 *
 * @param what the list, for the sentence, with what to do instead
 * @param past whether the day in question is before the run's own
 * @throws Failure `usage`
 */
export function refusePast(ctx: Context, what: string, past = false): void {
  if (seesNow(ctx, past)) return;
  throw new Failure(
    'usage',
    `expected no day in the past: ${what}; it is taken for a past day only where its base URL is overridden`,
  );
}
