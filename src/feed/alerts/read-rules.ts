import { needsOf } from '../../core/alerts/bars-needed.ts';
import type { RuleNeeds } from '../../core/alerts/bars-needed.ts';
import { conditionOf } from '../../core/alerts/rule.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { isMarket } from '../../core/alerts/subject.ts';
import type { Expression } from '../../core/expression/expression.ts';

/** A rule with its condition read, and what that needs. */
export interface ReadRule {
  readonly rule: AlertRule;
  readonly condition: Expression;
  readonly needs: RuleNeeds;
}

/** Reads conditions; those of equal text once. */
export function readRules(rules: readonly AlertRule[]): ReadRule[] {
  const known = new Map<string, Pick<ReadRule, 'condition' | 'needs'>>();
  return rules.map((rule) => {
    const { kind } = rule.subject;
    const key = `${rule.interval ?? ''} ${isMarket(rule.subject) ? '' : kind} ${rule.condition}`;
    let read = known.get(key);
    if (!read) {
      const condition = conditionOf(rule);
      read = { condition, needs: needsOf(condition, rule.interval) };
      known.set(key, read);
    }
    return { rule, ...read };
  });
}
