import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { deliveryText } from '../delivery-text.ts';
import type { options } from './command.ts';

/** The answer is no where a way did not take all that waits for it. */
export async function run(
  ctx: CommandContext,
  { budgetSeconds }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const outbox = await ctx.outbox();
  const report = await outbox.deliver(budgetSeconds * 1000, true);
  const { waiting } = await (await ctx.store('write')).notifications.backlog();
  return {
    text: deliveryText(report, waiting),
    json: { ...report, waiting },
    no: report.channels.some(({ stopped }) => stopped !== undefined),
  };
}
