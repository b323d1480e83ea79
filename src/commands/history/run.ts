import { instant } from '../../core/market/instant.ts';
import { statsOf } from '../../core/run-stats.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { runRecord, runsTable } from '../ledger-rows.ts';
import { jobNamed } from '../job-named.ts';
import { statsRecord, statsTable } from './stats.ts';
import type { options } from './command.ts';

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { limit, job, stats, days }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const name = job === undefined ? undefined : jobNamed(ctx.jobs, job).name;
  if (stats) {
    const store = await ctx.store('read');
    const since = instant(ctx.wall.now() - days * 86_400);
    const figures = statsOf(await store.runFigures.ended(since, name));
    return { text: statsTable(figures), json: figures.map(statsRecord) };
  }
  const runs = await (await ctx.store('read')).runs.newest(limit, name);
  return { text: runsTable(runs), json: runs.map(runRecord) };
}
