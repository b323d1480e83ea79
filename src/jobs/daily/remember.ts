import { addDays, isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { StepEnd } from '../../kit/chain.ts';
import type { Context } from '../../kit/context.ts';

const JOB = 'daily';
const PREFIX = 'done:';
/** A session older than that begins anew when it is asked for. */
const KEPT_DAYS = 400;

/** Steps that earlier runs have done, by session. */
export async function stepsDone(ctx: Context): Promise<Map<SessionDate, ReadonlySet<string>>> {
  const kept = await ctx.store.jobState.startingWith(JOB, PREFIX);
  return new Map(
    [...kept].flatMap(([name, value]) => {
      const session = name.slice(PREFIX.length);
      return isSessionDate(session) ? [[session, new Set(value.split(','))] as const] : [];
    }),
  );
}

/** Whether a step need not be run again: partial ones are asked again, like those that failed. */
export function isDone(end: StepEnd): boolean {
  return end.kind === 'ended' && (end.outcome === 'ok' || end.outcome === 'noop');
}

/** Keeps a step as done, beside those that other steps have kept meanwhile. */
export async function rememberStep(
  ctx: Context,
  session: SessionDate,
  step: string,
): Promise<void> {
  const name = `${PREFIX}${session}`;
  await ctx.store.write(async (books) => {
    const kept = (await books.jobState.get(JOB, name)) ?? '';
    const steps = new Set(kept.split(',').filter((one) => one !== ''));
    await books.jobState.set(JOB, name, [...steps.add(step)].join(','), ctx.wall.now());
    await books.jobState.forgetBetween(JOB, PREFIX, `${PREFIX}${addDays(session, -KEPT_DAYS)}`);
  });
}
