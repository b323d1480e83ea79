import type { StepEnd } from '../../kit/chain.ts';
import type { Context } from '../../kit/context.ts';
import type { StartedJob } from '../../ports/job-processes.ts';
import type { DailyStep } from './chain.ts';
import type { PlannedSession } from './plan.ts';

/** A step waits as long for another run of its job: that one does the work meanwhile. */
const LOCK_WAIT_SECONDS = 900;

/** Why a step that reckons on prices cannot begin. Absent: it can. */
async function lacksPrices(ctx: Context, { session }: PlannedSession): Promise<string | undefined> {
  const files = await ctx.store.sessionFiles.between('XNSE', session, session);
  const has = files.some(({ kind, state }) => kind === 'prices' && state === 'done');
  return has ? undefined : `there are no official prices of ${session} yet`;
}

/** How the run ended, by its row; by its exit status where there is none, as in a dry run. */
async function endOf(ctx: Context, runId: string, status: number | undefined): Promise<StepEnd> {
  const row = await ctx.store.runs.find(runId);
  if (row?.end && row.outcome !== 'running') {
    return { kind: 'ended', outcome: row.outcome, summary: row.end.summary };
  }
  if (status === 0 && ctx.run.dryRun) return { kind: 'ended', outcome: 'ok', summary: 'dry run' };
  const how = status === undefined ? 'a signal ended it' : `it ended with status ${status}`;
  return { kind: 'ended', outcome: 'crashed', summary: `${how} and left no word` };
}

async function awaitEnd(ctx: Context, job: StartedJob): Promise<number | undefined> {
  const stop = (): void => job.stop();
  ctx.signal.addEventListener('abort', stop, { once: true });
  try {
    if (ctx.signal.aborted) stop();
    return await job.ended;
  } finally {
    ctx.signal.removeEventListener('abort', stop);
  }
}

/**
 * Runs the steps of a session, each in a process of its own: its memory is given back, two work at
 * once on two cores, and one that dies takes nothing with it.
 */
export function stepRunner(
  ctx: Context,
  planned: PlannedSession,
): (step: DailyStep) => Promise<StepEnd> {
  return async ({ name, options, onPrices }) => {
    const lacking = onPrices ? await lacksPrices(ctx, planned) : undefined;
    if (lacking !== undefined) return { kind: 'skipped', reason: lacking };
    const runId = ctx.random.uuid();
    const words = [
      name,
      ...(options?.(planned.session, planned.newest) ?? []),
      ...(ctx.run.force ? ['--force'] : []),
      '--wait',
      String(LOCK_WAIT_SECONDS),
    ];
    ctx.log.write('info', 'a step begins', { step: name, session: planned.session, run: runId });
    const job = await ctx.processes.start(words, {
      runId,
      trigger: 'chain',
      parentRunId: ctx.run.id,
    });
    const end = await endOf(ctx, runId, await awaitEnd(ctx, job));
    const told = end.kind === 'ended' ? { outcome: end.outcome } : {};
    ctx.log.write('info', 'a step has ended', { step: name, session: planned.session, ...told });
    return end;
  };
}
