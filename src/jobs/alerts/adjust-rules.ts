import { adjustLevels, hasLevels } from '../../core/alerts/levels.ts';
import { conditionOf } from '../../core/alerts/rule.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import type { MarketSubject } from '../../core/alerts/subject.ts';
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

/**
 * The share that a rule or its position is of; absent: it is about several, or none. The levels of a
 * list or index are nobody's shares.
 */
function shareOf({ subject }: AlertRule): MarketSubject | undefined {
  if (subject.kind === 'symbols' && subject.symbols.length === 1) return subject;
  if (subject.kind !== 'position' || subject.symbol === undefined) return undefined;
  return { kind: 'symbols', symbols: [subject.symbol] };
}

async function adjustmentsOf(
  desk: RuleDesk,
  rules: readonly AlertRule[],
): Promise<readonly Adjustment[]> {
  const today = desk.calendar.dateAt(desk.now);
  const factors = await shareFactorsUntil(desk.store, today);
  if (factors.size === 0) return [];
  const single = rules.flatMap((rule) => {
    const share = rule.levelsOn < today ? shareOf(rule) : undefined;
    return share ? [{ rule, share }] : [];
  });
  const finder = await findSubjects(
    desk,
    single.map(({ share }) => share),
  );
  const adjustments: Adjustment[] = [];
  for (const { rule, share } of single) {
    const [instrument] = finder.of(share).instruments;
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
