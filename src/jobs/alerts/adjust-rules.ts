import { adjustLevels, hasLevels } from '../../core/alerts/levels.ts';
import { conditionOf } from '../../core/alerts/rule.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { isMarket } from '../../core/alerts/subject.ts';
import { printExpression } from '../../core/expression/print.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { shareFactorsUntil } from '../../feed/adjusted-series.ts';
import { findSubjects } from '../../feed/alerts/find-subjects.ts';
import type { RuleDesk } from '../../feed/alerts/rule-desk.ts';
import type { Context } from '../../kit/context.ts';

/** A rule whose levels are in shares of before a split. */
interface Adjustment {
  readonly rule: AlertRule;
  readonly condition: string;
  readonly note: string;
  readonly levelsOn: SessionDate;
}

/** Rules of one share: the levels of a list or index are nobody's shares. */
function ofOneShare({ subject }: AlertRule): boolean {
  return subject.kind === 'symbols' && subject.symbols.length === 1;
}

async function adjustmentsOf(
  desk: RuleDesk,
  rules: readonly AlertRule[],
): Promise<readonly Adjustment[]> {
  const today = desk.calendar.dateAt(desk.now);
  const factors = await shareFactorsUntil(desk.store, today);
  if (factors.size === 0) return [];
  const single = rules.filter((rule) => rule.levelsOn < today && ofOneShare(rule));
  const finder = await findSubjects(
    desk,
    single.flatMap(({ subject }) => (isMarket(subject) ? [subject] : [])),
  );
  const adjustments: Adjustment[] = [];
  for (const rule of single) {
    const [instrument] = isMarket(rule.subject) ? finder.of(rule.subject).instruments : [];
    const dated = (factors.get(instrument?.instrumentId ?? -1) ?? []).filter(
      ({ exDate }) => exDate > rule.levelsOn,
    );
    if (dated.length === 0) continue;
    const condition = conditionOf(rule);
    if (!hasLevels(condition)) continue;
    const factor = dated.reduce((product, one) => product * one.factor, 1);
    const days = dated.map(({ exDate }) => exDate).join(', ');
    const said = `prices times ${Number(factor.toFixed(6))} for the split or bonus of ${days}: it was "${rule.condition}"`;
    adjustments.push({
      rule,
      condition: printExpression(adjustLevels(condition, factor)),
      note: rule.note === undefined ? said : `${rule.note}; ${said}`,
      levelsOn: today,
    });
  }
  return adjustments;
}

/**
 * Puts the price levels of rules into shares of today, with a note in the rule. A rule that somebody
 * changed meanwhile is left as it is.
 *
 * @returns the rules that were changed
 */
export async function adjustRules(
  ctx: Context,
  desk: RuleDesk,
  rules: readonly AlertRule[],
): Promise<number> {
  const adjustments = await adjustmentsOf(desk, rules);
  if (adjustments.length === 0) return 0;
  await ctx.store.write(async (books) => {
    for (const { rule, ...facts } of adjustments) {
      await books.alertRules.adjust(rule.id, rule.revision, facts);
    }
  });
  for (const { rule, condition } of adjustments) {
    ctx.log.write('info', 'levels of a rule adjusted', {
      rule: rule.id,
      from: rule.condition,
      to: condition,
    });
  }
  return adjustments.length;
}
