import { printRuleLine, readRuleLine } from '../../core/alerts/rule-line.ts';
import type { LinedRule } from '../../core/alerts/rule-line.ts';
import { Failure } from '../../core/failure.ts';
import { istDate } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseStranger } from './known.ts';

/** A line that is no rule names its number. */
function readLines(text: string): LinedRule[] {
  return text.split('\n').flatMap((line, place) => {
    const said = line.trim();
    if (said === '' || said.startsWith('#')) return [];
    try {
      return [readRuleLine(said)];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(error.code, `line ${place + 1}: ${error.message}; no rule was added`, {
        cause: error,
      });
    }
  });
}

/** Adds the rules of a file, all in one transaction; those that are there already are left out. */
export async function importRules(
  ctx: CommandContext,
  _options: unknown,
  [path = '-']: readonly string[],
): Promise<CommandResult> {
  const text = path === '-' ? await ctx.stdin() : await ctx.files.read(path);
  if (text === undefined) {
    throw new Failure('usage', `expected a file of rules, found none at "${path}"`);
  }
  const rules = readLines(text);
  const store = await ctx.store('write');
  for (const { subject } of rules) await refuseStranger(store, subject);
  const at = ctx.wall.now();
  const added = await store.write(async (books) => {
    const there = new Set((await books.alertRules.list()).map(printRuleLine));
    const ids: number[] = [];
    for (const rule of rules) {
      const line = printRuleLine(rule);
      if (there.has(line)) continue;
      there.add(line);
      ids.push(await books.alertRules.add({ ...rule, levelsOn: istDate(at), createdAt: at }));
    }
    return ids;
  });
  const already = rules.length - added.length;
  const rest = already > 0 ? `, ${already} there already` : '';
  return {
    text: `${added.length} ${added.length === 1 ? 'rule' : 'rules'} added${rest}\n`,
    json: { added, already },
  };
}

/** Every rule as a line. */
export async function exportRules(ctx: CommandContext): Promise<CommandResult> {
  const rules = await (await ctx.store('read')).alertRules.list();
  const lines = rules.map(printRuleLine);
  return { text: lines.map((line) => `${line}\n`), json: lines };
}
