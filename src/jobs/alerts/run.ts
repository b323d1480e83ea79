import { isDue } from '../../core/alerts/is-due.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { Failure } from '../../core/failure.ts';
import { EXCHANGE } from '../../feed/alerts/rule-desk.ts';
import type { RuleDesk } from '../../feed/alerts/rule-desk.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { options } from './job.ts';

type Values = Options<typeof options>;

/** Numbers of rules as they were typed. @throws Failure `usage` */
function idsOf(words: readonly string[] | undefined): number[] | undefined {
  const odd = words?.find((word) => !/^\d{1,15}$/.test(word));
  if (odd !== undefined) {
    throw new Failure('usage', `--rules: expected numbers of rules, found "${odd}"`);
  }
  return words?.map(Number);
}

/** The rules that are asked for. @throws Failure `usage` for a number that no rule has */
async function askedRules(ctx: Context, values: Values): Promise<readonly AlertRule[]> {
  const ids = idsOf(values.rules);
  const rules = await ctx.store.alertRules.list(ids);
  const missing = ids?.find((id) => !rules.some((rule) => rule.id === id));
  if (missing === undefined) return rules;
  throw new Failure(
    'usage',
    `--rules: expected the number of a rule, found ${missing}: \`paperjobs rules list\` names them`,
  );
}

/** Looks at alert rules: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  const now = ctx.clock.now();
  const asked = await askedRules(ctx, values);
  const calendar = ctx.calendar(EXCHANGE);
  const desk: RuleDesk = { store: ctx.store, settings: ctx.settings, calendar, now };
  // What reads and computes is loaded when there is something to look at: most desks have quiet minutes.
  if (values.replay) {
    const { replay } = await import('./replay.ts');
    return replay(ctx, desk, { rules: asked, named: values.rules !== undefined }, values);
  }
  if (values.from !== undefined || values.to !== undefined) {
    throw new Failure('usage', 'expected --from and --to together with --replay');
  }
  const due = asked.filter((rule) => isDue(rule, now));
  if (due.length === 0) {
    const why = asked.length === 0 ? 'there is no rule' : `none of ${asked.length} rules is due`;
    return { status: 'noop', summary: why, counts: { rules: 0 } };
  }
  const { adjustRules } = await import('./adjust-rules.ts');
  const { lookNow } = await import('./look-now.ts');
  const adjusted = await adjustRules(ctx, desk, due);
  const rules =
    adjusted > 0 ? (await askedRules(ctx, values)).filter((one) => isDue(one, now)) : due;
  return lookNow(ctx, desk, rules, adjusted);
}
