import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import { jobNamed } from '../job-named.ts';
import type { options } from './command.ts';

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { limit }: OptionValues<typeof options>,
  [name]: readonly string[],
): Promise<CommandResult> {
  const job = jobNamed(ctx.jobs, name);
  const newest = await (await ctx.store('read')).systemLog.newest(job.name, limit);
  const rows = newest.toReversed().map(({ at, fields, ...rest }) => ({
    at: istText(at),
    ...rest,
    fields,
  }));
  return {
    text: tableText(
      [
        { head: 'time (IST)', cell: (row) => row.at.slice(0, 19).replace('T', ' ') },
        { head: 'level', cell: (row) => row.level },
        { head: 'event', cell: (row) => row.event },
        {
          head: 'fields',
          cell: (row) =>
            Object.entries(row.fields)
              .map(([key, value]) => `${key}=${String(value)}`)
              .join(' '),
        },
      ],
      rows,
      `no warning and no error of ${job.name} is kept`,
    ),
    json: rows,
  };
}
