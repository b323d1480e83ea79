import { digestDraft } from '../../core/notification/digest.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { dayFacts } from '../../kit/notices/digest.ts';
import { plainText } from '../../render/notification/plain.ts';

/** Reads without writing or locking. */
export async function run(ctx: CommandContext): Promise<CommandResult> {
  const now = ctx.wall.now();
  const facts = await dayFacts(await ctx.store('read'), now);
  const draft = digestDraft(facts, now);
  const text = plainText({ body: draft.body, facts: draft.facts ?? [] });
  return { text: `${draft.title}\n\n${text}\n`, json: { title: draft.title, ...facts } };
}
