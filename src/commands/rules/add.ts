import { printRuleLine, readInterval, readManner } from '../../core/alerts/rule-line.ts';
import { readRule } from '../../core/alerts/rule.ts';
import { istDate } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { addOptions } from './command.ts';
import { refuseStranger } from './known.ts';

/** Adds a rule: what cannot be read, or could never be looked at, is refused here. */
export async function run(
  ctx: CommandContext,
  options: OptionValues<typeof addOptions>,
  words: readonly string[],
): Promise<CommandResult> {
  const terms = readRule(words.join(' '), readInterval(options.interval));
  const manner = readManner(options);
  const store = await ctx.store('write');
  const told = await refuseStranger(store, terms.subject);
  const at = ctx.wall.now();
  const draft = { ...terms, ...manner, enabled: true, levelsOn: istDate(at), createdAt: at };
  const id = await store.write((books) => books.alertRules.add(draft));
  const line = printRuleLine(draft);
  const note = told === undefined ? '' : `(${told})\n`;
  return { text: `rule ${id}: ${line}\n${note}`, json: { id, rule: line } };
}
