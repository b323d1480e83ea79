import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { jobNamed } from '../job-named.ts';

async function turn(
  ctx: CommandContext,
  name: string | undefined,
  on: boolean,
): Promise<CommandResult> {
  const job = jobNamed(ctx.jobs, name);
  const store = await ctx.store('write');
  await store.write((books) =>
    books.jobState.set(job.name, 'enabled', on ? 'yes' : 'no', ctx.wall.now()),
  );
  return {
    text: `${job.name} is switched ${on ? 'on' : 'off'}\n`,
    json: { job: job.name, enabled: on },
  };
}

/** Switches a job on. */
export function enable(
  ctx: CommandContext,
  _options: unknown,
  [name]: readonly string[],
): Promise<CommandResult> {
  return turn(ctx, name, true);
}

/** Switches a job off. */
export function disable(
  ctx: CommandContext,
  _options: unknown,
  [name]: readonly string[],
): Promise<CommandResult> {
  return turn(ctx, name, false);
}
