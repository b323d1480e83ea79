import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import { jobNamed } from '../job-named.ts';
import type { options } from './command.ts';

const TIMEOUT_MS = 10_000;

/** The journal of the job's unit, as journalctl prints it. @throws Failure `config` where there is none */
async function journalOf(
  { runProgram, redact, signal }: CommandContext,
  job: string,
  limit: number,
): Promise<CommandResult> {
  const unit = `paperjobs-${job}.service`;
  const of = ['--unit', unit, '--lines', String(limit), '--no-pager', '--output', 'short-iso'];
  const ended = await runProgram(['journalctl', ...of], { timeoutMs: TIMEOUT_MS, signal });
  if (ended.status !== 0) {
    const why =
      ended.fault ?? (ended.stderr.trim() || `journalctl ended with ${ended.status ?? ''}`);
    throw new Failure(
      'config',
      `expected a journal of "${unit}", found none: ${why}; \`paperjobs logs ${job}\` reads what the database keeps`,
    );
  }
  const text = redact(ended.stdout);
  return { text, json: text.split('\n').filter((line) => line !== '') };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { limit, journal }: OptionValues<typeof options>,
  [name]: readonly string[],
): Promise<CommandResult> {
  const job = jobNamed(ctx.jobs, name);
  if (journal) return journalOf(ctx, job.name, limit);
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
