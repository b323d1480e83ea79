import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { drill } from './drill.ts';
import type { options } from './job.ts';
import { takeBackups } from './take-backups.ts';

/** Backs up, or proves a backup: see the declaration. */
export async function run(ctx: Context, asked: Options<typeof options>): Promise<Outcome> {
  return asked.drill ? drill(ctx) : takeBackups(ctx);
}
