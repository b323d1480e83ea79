import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { sourceFailure } from '../../feed/ask-chain.ts';
import type { Context } from '../../kit/context.ts';
import type { FlowSource } from '../../ports/flows.ts';
import { INVESTOR_CATEGORIES } from '../../core/flows/fii-dii.ts';
import { bySession } from './answers.ts';
import type { ListAnswer } from './answers.ts';
import { isOver } from './plan.ts';
import type { FlowPlan } from './plan.ts';

/** Lists that are replaced daily: they hold what they hold, whatever was asked for. */
export type RollingList = 'bulk' | 'block' | 'fii-dii';

/** What such a list holds. */
export interface Rolled {
  /** By the day that the rows name; days that are not over by now are left out. */
  readonly sessions: ReadonlyMap<SessionDate, ListAnswer>;
  /** It says that there is nothing, of a day that it does not name. */
  readonly none: boolean;
  /** It could not be had. */
  readonly failure?: Failure;
}

/** Every rolling list that was asked for. */
export type RolledLists = ReadonlyMap<RollingList, Rolled>;

const NOTHING: Rolled = { sessions: new Map(), none: false };

/** Refused rows name no day: they count with every day that the list holds, which is mostly one. */
function placed<Row extends { readonly session: SessionDate }>(
  ctx: Context,
  rows: readonly Row[],
  answerOf: (session: SessionDate, rows: readonly Row[]) => ListAnswer,
): ReadonlyMap<SessionDate, ListAnswer> {
  const calendar = ctx.calendar('XNSE');
  const over = [...bySession(rows)].filter(([day]) => isOver(calendar, day, ctx.clock.now()));
  return new Map(over.map(([session, own]) => [session, answerOf(session, own)]));
}

async function rolledDeals(
  ctx: Context,
  source: FlowSource,
  list: 'bulk' | 'block',
): Promise<Rolled> {
  const answer = await source.latestDeals(list).catch(sourceFailure);
  if (answer instanceof Failure) return { ...NOTHING, failure: answer };
  if (!answer) return NOTHING;
  const { refused } = answer;
  const sessions = placed(ctx, answer.deals, (about, deals) => ({ list, about, deals, refused }));
  return { sessions, none: answer.none };
}

async function rolledFigures(ctx: Context, source: FlowSource): Promise<Rolled> {
  const answer = await source.fiiDii().catch(sourceFailure);
  if (answer instanceof Failure) return { ...NOTHING, failure: answer };
  if (!answer) return NOTHING;
  const { refused } = answer;
  // Where one of the two is not told yet, the day is not told yet.
  const whole = [...bySession(answer.figures).values()].filter(
    (figures) => figures.length === INVESTOR_CATEGORIES.length,
  );
  const sessions = placed(ctx, whole.flat(), (_, figures) => ({
    list: 'fii-dii',
    figures,
    refused,
  }));
  return { sessions, none: false };
}

/** Asks each rolling list that may hold something missing, once. */
export async function askRolling(
  ctx: Context,
  source: FlowSource,
  { units, provisional }: FlowPlan,
): Promise<RolledLists> {
  const rolled = new Map<RollingList, Rolled>();
  for (const list of ['bulk', 'block'] as const) {
    ctx.step();
    if (!units.some(({ missing }) => missing.includes(list))) continue;
    rolled.set(list, await rolledDeals(ctx, source, list));
  }
  ctx.step();
  if (units.length > 0 || provisional) rolled.set('fii-dii', await rolledFigures(ctx, source));
  return rolled;
}
