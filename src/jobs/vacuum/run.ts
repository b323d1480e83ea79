import { Failure } from '../../core/failure.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { megabytes, needSpace } from '../../store/backup/free-space.ts';
import { inChild } from '../../store/in-child.ts';
import { roomOf } from '../../store/maintenance/room.ts';
import type { Reclaimed, Room } from '../../store/maintenance/tasks.ts';
import { isBackedUp, newestGood } from './backups.ts';
import type { options } from './job.ts';
import { WORTH_RATIO, freeRatio, freeWords, isTrading, planVacuum } from './plan.ts';
import { measureDue, prune, pruneIdleRuns } from './prune.ts';
import type { Pruned } from './prune.ts';

/**
 * Ends the run where the database is damaged, before anything is removed.
 *
 * @throws Failure `disk-io`, with the newest good backup and the command that restores it
 */
async function refuseDamaged(ctx: Context): Promise<void> {
  const path = ctx.paths.database;
  const { problems } = await inChild('check', { path, check: 'full' }, { signal: ctx.signal });
  if (problems.length === 0) return;
  const good = await newestGood(ctx);
  const advice =
    good === undefined
      ? 'there is no good backup of it'
      : `the newest good backup is ${good}: \`paperjobs restore ${good}\``;
  throw new Failure(
    'disk-io',
    `the database "${path}" is damaged (${problems.slice(0, 2).join('; ')}); nothing was removed; ${advice}`,
    { detail: { backup: good } },
  );
}

/** How free pages are given back: step by step only where the file can and where it is worth it. */
function howToReclaim(room: Room, full: boolean): 'keep' | 'incremental' | 'full' {
  if (full) return 'full';
  return room.incremental && freeRatio(room) >= WORTH_RATIO ? 'incremental' : 'keep';
}

async function reclaimed(ctx: Context, full: boolean): Promise<Reclaimed> {
  const path = ctx.paths.database;
  const room = roomOf(path);
  if (ctx.run.dryRun) return { room, steps: 0, longestMs: 0 };
  const how = howToReclaim(room, full);
  if (how === 'full') await needSpace(ctx.paths.dataDir, 2 * room.bytes, 'a full rewrite');
  if (how === 'keep' && !room.incremental && freeRatio(room) >= WORTH_RATIO) {
    ctx.warn(
      `${freeWords(room)}, which this file can give back only by a full rewrite: run \`paperjobs vacuum --full\` once`,
    );
  }
  return inChild(
    'reclaim',
    { path, how },
    {
      signal: ctx.signal,
      onNews: ({ freePages }) => ctx.progress.update('free pages', freePages),
    },
  );
}

function outcomeOf(before: Room, after: Reclaimed, pruned: Pruned, partial: boolean): Outcome {
  const rows = Object.values(pruned.byTable).reduce((sum, one) => sum + one, 0);
  const longestWaitMs = Math.max(after.longestMs, pruned.longestMs);
  const bytes = { bytesBefore: before.bytes, bytesAfter: after.room.bytes };
  const counts = { ...bytes, rows, steps: after.steps, longestWaitMs, ...pruned.byTable };
  if (rows === 0 && after.steps === 0) {
    const why =
      freeRatio(before) < WORTH_RATIO
        ? `under ${WORTH_RATIO * 100} %: nothing to give back`
        : 'which only a full rewrite gives back';
    const summary = `${freeWords(before)}, ${why}; no row was removed`;
    return { status: partial ? 'partial' : 'noop', summary, counts };
  }
  const tables = Object.entries(pruned.byTable)
    .map(([table, count]) => `${table} ${count}`)
    .join(', ');
  return {
    status: partial ? 'partial' : 'ok',
    summary: `${megabytes(before.bytes)} before, ${megabytes(after.room.bytes)} after; ${rows} rows removed${tables === '' ? '' : ` (${tables})`}; others waited ${longestWaitMs} ms at most`,
    counts,
  };
}

/** Check, prune, reclaim: see the declaration. */
export async function run(ctx: Context, { full }: Options<typeof options>): Promise<Outcome> {
  await refuseDamaged(ctx);
  ctx.step();
  const before = roomOf(ctx.paths.database);
  const due = await measureDue(ctx);
  const plan = planVacuum({
    room: before,
    due: due.rows,
    full,
    force: ctx.run.force,
    backedUp: await isBackedUp(ctx),
    trading: !ctx.run.sandbox && isTrading(ctx.calendar('XNSE'), ctx.wall.now()),
  });
  if (plan.waitsFor !== undefined) throw new Failure('not-yet', plan.waitsFor);
  if (plan.keepsRows !== undefined) ctx.warn(plan.keepsRows);
  if (plan.full) await needSpace(ctx.paths.dataDir, 2 * before.bytes, 'a full rewrite');
  const removed = plan.prune ? await prune(ctx, due) : { byTable: {}, longestMs: 0 };
  const idle = await pruneIdleRuns(ctx);
  const pruned =
    idle > 0 ? { ...removed, byTable: { ...removed.byTable, job_runs: idle } } : removed;
  ctx.step();
  const after = await reclaimed(ctx, plan.full);
  return outcomeOf(before, after, pruned, plan.keepsRows !== undefined);
}
