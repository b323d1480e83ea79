import { Failure } from '../../core/failure.ts';
import type { Context } from '../../kit/context.ts';
import type { Options, Outcome } from '../../kit/job.ts';
import type { options } from './job.ts';
import { ofAccounts } from './of-accounts.ts';
import { ofFile } from './of-file.ts';

/** Reckons performance, of the accounts or of a file: see the declaration. */
export async function run(ctx: Context, values: Options<typeof options>): Promise<Outcome> {
  const { equity, benchmark, riskFree } = values;
  if (equity !== undefined) return ofFile(ctx, equity, { benchmark, riskFree });
  if (benchmark !== undefined || riskFree !== undefined) {
    throw new Failure('usage', 'expected --benchmark and --risk-free beside --equity');
  }
  return ofAccounts(ctx);
}
