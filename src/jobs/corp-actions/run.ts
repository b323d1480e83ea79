import { companyFinder } from '../../core/corporate-actions/company-finder.ts';
import { instant } from '../../core/market/instant.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { SUBJECTS } from './job.ts';
import type { options } from './job.ts';
import type { ActionsPiece, Piece } from './piece.ts';
import { askedOn, askedWindow, chunks, filingDays } from './plan.ts';
import type { DayRange } from './plan.ts';
import { refreshFactors } from './refresh-factors.ts';
import { takeActions } from './take-actions.ts';
import type { Reading } from './take-actions.ts';
import { ANNOUNCEMENTS, takeAnnouncements } from './take-announcements.ts';
import { takeMeetings } from './take-meetings.ts';
import { tell } from './tell.ts';
import { watchingOf } from './watching.ts';

type Values = Options<typeof options>;

/** How far back in the history of requests answered days are looked for, seconds. */
const HISTORY_SECONDS = 60 * 86_400;

/** The weeks of announcements to ask for. */
async function filingWeeks(
  ctx: Context,
  { date, from, to, what, symbols }: Values,
  window: DayRange,
  { today }: Reading,
): Promise<DayRange[]> {
  const dated = [date, from, to].some((day) => day !== undefined);
  const since = instant(ctx.wall.now() - HISTORY_SECONDS);
  const whole = ['nse', 'bse'];
  const answered =
    dated || symbols ? [] : await ctx.store.syncHistory.answered(ANNOUNCEMENTS, '1d', whole, since);
  const calendar = ctx.calendar('XNSE');
  const named = what?.includes('announcements') ?? false;
  return filingDays(
    dated ? window : undefined,
    named,
    today,
    askedOn(answered, (at) => calendar.dateAt(at)),
  );
}

/** Keeps what companies do to their shares, and what they tell: see the declaration. */
export async function run(ctx: Context, asked: Values): Promise<Outcome> {
  const today = ctx.calendar('XNSE').dateAt(ctx.clock.now());
  const window = askedWindow(asked, today);
  const what: readonly string[] = asked.what ?? SUBJECTS;
  const reading: Reading = {
    find: companyFinder(await ctx.store.securities.all()),
    today,
    watching: await watchingOf(ctx, today),
    ...(asked.symbols ? { symbols: new Set(asked.symbols.map((one) => one.toUpperCase())) } : {}),
  };
  const windows = chunks(window);
  const weeks = what.includes('announcements')
    ? await filingWeeks(ctx, asked, window, reading)
    : [];
  const steps = windows.length * 2 + weeks.length;
  let done = 0;
  const step = (): void => {
    ctx.progress.update('windows', ++done, steps);
    ctx.step();
  };

  const actions: ActionsPiece[] = [];
  for (const days of what.includes('actions') ? windows : []) {
    actions.push(await takeActions(ctx, days, reading));
    step();
  }
  const others: Piece[] = [];
  for (const days of weeks) {
    others.push(await takeAnnouncements(ctx, days, reading));
    step();
  }
  for (const days of what.includes('meetings') ? windows : []) {
    others.push(...(await takeMeetings(ctx, days, reading)));
    step();
  }
  return tell(ctx, { window, actions, others, factors: await refreshFactors(ctx, today) });
}
