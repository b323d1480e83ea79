import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { runRecord, runsTable } from '../ledger-rows.ts';
import { jobNamed } from '../job-named.ts';
import type { options } from './command.ts';

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { limit, job }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const name = job === undefined ? undefined : jobNamed(ctx.jobs, job).name;
  const runs = await (await ctx.store('read')).runs.newest(limit, name);
  return { text: runsTable(runs), json: runs.map(runRecord) };
}
