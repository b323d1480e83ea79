import { Failure } from '../../core/failure.ts';
import { printRuleLine, readInterval, readManner } from '../../core/alerts/rule-line.ts';
import { conditionOf, impliedInterval, printRule, readRule } from '../../core/alerts/rule.ts';
import type { AlertRule, RuleTerms } from '../../core/alerts/rule.ts';
import { isMarket } from '../../core/alerts/subject.ts';
import { istDate } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { RuleDraft } from '../../store/alert-rules.ts';
import type { editOptions } from './command.ts';
import { refuseStranger, ruleNumbers, rulesNumbered } from './known.ts';

type EditValues = OptionValues<typeof editOptions>;

/** The bars that somebody chose for a rule; absent: they follow from its text, and from a new one anew. */
function chosenInterval(rule: AlertRule): AlertRule['interval'] {
  const { interval, subject } = rule;
  if (interval === undefined || !isMarket(subject)) return undefined;
  return interval === impliedInterval(conditionOf(rule)) ? undefined : interval;
}

/** What the rule says, as it is. */
function termsOf({ subject, condition, interval }: AlertRule): RuleTerms {
  return { subject, condition, ...(interval === undefined ? {} : { interval }) };
}

/** The rule as it is to be; its levels are in shares of today where its text is new. */
function edited(
  ctx: CommandContext,
  rule: AlertRule,
  options: EditValues,
  text: string,
): RuleDraft {
  const { once, repeat, ...said } = options;
  if (once && repeat) {
    throw new Failure('usage', 'expected either --once or --repeat, found both');
  }
  const again = once ? { once: true } : repeat ? { once: false } : {};
  const interval = readInterval(options.interval);
  const anew = text !== '' || interval !== undefined;
  const terms = anew
    ? readRule(text === '' ? printRule(rule) : text, interval ?? chosenInterval(rule))
    : termsOf(rule);
  return {
    ...terms,
    ...readManner({ ...said, ...again }, rule),
    enabled: rule.enabled,
    createdAt: rule.createdAt,
    levelsOn: text === '' ? rule.levelsOn : istDate(ctx.wall.now()),
  };
}

/** Changes a rule under its number. */
export async function edit(
  ctx: CommandContext,
  options: EditValues,
  [number = '', ...words]: readonly string[],
): Promise<CommandResult> {
  const store = await ctx.store('write');
  const [id = 0] = ruleNumbers([number]);
  const [rule] = await rulesNumbered(store, [id]);
  if (!rule) return { text: '', json: null };
  const draft = edited(ctx, rule, options, words.join(' ').trim());
  await refuseStranger(store, draft.subject);
  const afresh = printRule(draft) !== printRule(rule) || draft.interval !== rule.interval;
  await store.write((books) => books.alertRules.change(id, draft, afresh));
  const line = printRuleLine(draft);
  return { text: `rule ${id}: ${line}\n`, json: { id, rule: line } };
}

/** Removes rules. */
export async function remove(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  const store = await ctx.store('write');
  const rules = await rulesNumbered(store, ruleNumbers(words));
  await store.write(async (books) => {
    for (const { id } of rules) await books.alertRules.remove(id);
  });
  const said = rules.map(({ id }) => id);
  return { text: `removed ${said.join(', ')}\n`, json: { removed: said } };
}

async function switched(
  ctx: CommandContext,
  words: readonly string[],
  enabled: boolean,
): Promise<CommandResult> {
  const store = await ctx.store('write');
  const rules = await rulesNumbered(store, ruleNumbers(words));
  const changing = rules.filter((rule) => rule.enabled !== enabled);
  await store.write(async (books) => {
    for (const rule of changing) {
      await books.alertRules.change(rule.id, { ...rule, enabled }, enabled);
    }
  });
  const said = changing.map(({ id }) => id);
  const word = enabled ? 'on' : 'off';
  const text = said.length > 0 ? `switched ${word}: ${said.join(', ')}` : `already ${word}`;
  return { text: `${text}\n`, json: { [enabled ? 'enabled' : 'disabled']: said } };
}

/** Switches rules on, as if they were new. */
export async function enable(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  return switched(ctx, words, true);
}

/** Switches rules off. */
export async function disable(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  return switched(ctx, words, false);
}
