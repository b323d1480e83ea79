import { Failure } from '../../core/failure.ts';
import { addDays, earlierOf } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { readHitNames } from '../../core/strategies/hit-names.ts';
import { selectAnalysis } from '../../feed/analysis-selection.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { Options, Outcome } from '../../kit/job.ts';
import { refuseBackwards } from '../../kit/options.ts';
import { afterHits } from './after-hits.ts';
import type { options } from './job.ts';
import { tradeStrategy } from './trade-strategy.ts';

type Values = Options<typeof options>;

/** Sessions that are looked at unless told otherwise. */
const USUAL_SESSIONS = 250;
/** Calendar days that hold them. */
const USUAL_DAYS = 380;

/** The first session of the usual window. */
function usualStart(ctx: Context, to: SessionDate): SessionDate {
  const days = ctx.calendar('XNSE').sessions(addDays(to, -USUAL_DAYS), to);
  return days.at(-USUAL_SESSIONS)?.session ?? addDays(to, -USUAL_DAYS);
}

async function select(
  ctx: Context,
  { symbols, strategy, index }: Values,
): Promise<AnalysisSelection> {
  if (index !== undefined && strategy === undefined) {
    throw new Failure('usage', 'expected --index with --strategy: hits are looked after whole');
  }
  if (index !== undefined && symbols) {
    throw new Failure('usage', 'expected either --symbols or --index, found both');
  }
  // Who was a member of the index is asked from session to session, not of today.
  const selection = await selectAnalysis(ctx, {
    symbols,
    index: undefined,
    date: undefined,
    dates: undefined,
    from: undefined,
    to: undefined,
    allHistory: false,
    input: undefined,
  });
  for (const sentence of selection.unknown) ctx.warn(sentence);
  return selection;
}

/** Looks after hits, or trades a strategy over the past: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  const { strategy, set, strategies, symbols, index, stake, capital, positions, seed } = values;
  refuseBackwards(values.from, values.to);
  if (set && strategy === undefined) {
    throw new Failure(
      'usage',
      'expected --set with --strategy: hits are those of the usual numbers',
    );
  }
  if (strategies && strategy !== undefined) {
    throw new Failure('usage', 'expected either --strategy or --strategies, found both');
  }
  const selection = await select(ctx, values);
  const to = values.to === undefined ? selection.until : earlierOf(values.to, selection.until);
  const from = values.from ?? usualStart(ctx, to);
  const outcome =
    strategy === undefined
      ? await afterHits(ctx, selection, {
          from,
          to,
          ...(strategies ? { strategies: readHitNames(strategies) } : {}),
          stakePaise: stake * 100,
          whole: !strategies && !symbols,
        })
      : await tradeStrategy(ctx, selection, {
          strategy,
          set: set ?? [],
          ...(index === undefined ? {} : { index }),
          ...(symbols ? { symbols } : {}),
          from,
          to,
          capitalPaise: capital * 100,
          positions,
          seed,
        });
  return selection.unknown.length > 0 ? { ...outcome, status: 'partial' } : outcome;
}
