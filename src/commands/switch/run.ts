import { Failure } from '../../core/failure.ts';
import { switchText } from '../../core/job-switch.ts';
import type { SwitchedOff } from '../../core/job-switch.ts';
import { istText, readInstant } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { jobNamed } from '../job-named.ts';
import type { options } from './command.ts';

async function turn(
  ctx: CommandContext,
  name: string | undefined,
  off: SwitchedOff | undefined,
): Promise<CommandResult> {
  const job = jobNamed(ctx.jobs, name);
  const store = await ctx.store('write');
  await store.write((books) =>
    books.jobState.set(job.name, 'enabled', switchText(off), ctx.wall.now()),
  );
  const until = off?.until === undefined ? undefined : istText(off.until);
  return {
    text: `${job.name} is switched ${off ? 'off' : 'on'}${until === undefined ? '' : ` until ${until}`}\n`,
    json: { job: job.name, enabled: !off, until: until ?? null },
  };
}

/** Switches a job on. */
export function enable(
  ctx: CommandContext,
  _options: unknown,
  [name]: readonly string[],
): Promise<CommandResult> {
  return turn(ctx, name, undefined);
}

/** Switches a job off, for good or until a moment that is still to come. */
export async function disable(
  ctx: CommandContext,
  { until }: OptionValues<typeof options>,
  [name]: readonly string[],
): Promise<CommandResult> {
  if (until === undefined) return turn(ctx, name, {});
  const moment = readInstant(until, '--until: ');
  if (moment <= ctx.wall.now()) {
    throw new Failure('usage', `--until: expected a moment to come, found "${until}"`);
  }
  return turn(ctx, name, { until: moment });
}
