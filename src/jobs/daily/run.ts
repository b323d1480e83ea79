import type { SessionDate } from '../../core/market/session-date.ts';
import { runChain } from '../../kit/chain.ts';
import type { Context } from '../../kit/context.ts';
import type { Options, Outcome } from '../../kit/job.ts';
import { askedSessions } from '../../kit/options.ts';
import { DAILY } from './chain.ts';
import type { options } from './job.ts';
import { planSessions } from './plan.ts';
import type { PlannedSession } from './plan.ts';
import { isDone, rememberStep, stepsDone } from './remember.ts';
import { stepRunner } from './run-step.ts';
import { verdict } from './verdict.ts';
import type { SessionEnds } from './verdict.ts';

const STEPS = DAILY.steps.map(({ name }) => name);

async function doSession(ctx: Context, planned: PlannedSession): Promise<SessionEnds> {
  const { session, before } = planned;
  const runStep = stepRunner(ctx, planned);
  const ends = await runChain(DAILY, {
    before,
    stopped: () => ctx.signal.aborted,
    runStep: async (step) => {
      const end = await runStep(step);
      if (isDone(end) && !ctx.run.dryRun) await rememberStep(ctx, session, step.name);
      return end;
    },
  });
  return { session, ends };
}

function closedOutcome(asked: SessionDate | undefined): Outcome {
  const what =
    asked === undefined ? 'no session of the last week is over' : 'no session is asked for';
  return {
    status: 'closed',
    summary: `${what}: nothing follows a day without trading`,
    counts: {},
  };
}

/** Runs what follows the close: see the declaration. */
export async function run(ctx: Context, values: Options<typeof options>): Promise<Outcome> {
  const { fromStep, only } = values;
  const range = askedSessions(values);
  const wishes = {
    force: ctx.run.force,
    ...(fromStep === undefined ? {} : { fromStep }),
    ...(only === undefined ? {} : { only }),
  };
  const done = await stepsDone(ctx);
  const plan = planSessions(ctx.calendar('XNSE'), range, ctx.clock.now(), STEPS, done, wishes);
  if (plan.length === 0) return closedOutcome(range.from ?? range.to);
  const sessions: SessionEnds[] = [];
  for (const [index, planned] of plan.entries()) {
    ctx.step();
    ctx.progress.update('sessions', index, plan.length);
    sessions.push(await doSession(ctx, planned));
  }
  ctx.step();
  return verdict(sessions, (sentence) => ctx.warn(sentence));
}
