import { adjustHysteresis, adjustLevels, hasLevels } from '../../core/alerts/levels.ts';
import { printHysteresis } from '../../core/alerts/hysteresis.ts';
import { conditionOf } from '../../core/alerts/rule.ts';
import type { AlertRule, Hysteresis } from '../../core/alerts/rule.ts';
import type { MarketSubject } from '../../core/alerts/subject.ts';
import { printExpression } from '../../core/expression/print.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { shareFactorsUntil } from '../../feed/adjusted-series.ts';
import { findSubjects } from '../../feed/alerts/find-subjects.ts';
import type { RuleDesk } from '../../feed/alerts/rule-desk.ts';
import type { Context } from '../../kit/context.ts';
import type { Books } from '../../store/store.ts';

/** A rule whose levels are in shares of before a split. */
interface Adjustment {
  readonly rule: AlertRule;
  readonly condition: string;
  readonly hysteresis?: Hysteresis;
  readonly note: string;
  readonly levelsOn: SessionDate;
  /** Of a rule about several shares, the one that was split, which gets a rule of its own. */
  readonly apart?: { readonly named: string; readonly symbol: string };
}

/**
 * Shares that a rule names, or whose position it is about. The levels of a list or index are nobody's
 * shares.
 */
function sharesOf({ subject }: AlertRule): readonly string[] {
  if (subject.kind === 'symbols') return subject.symbols;
  return subject.kind === 'position' && subject.symbol !== undefined ? [subject.symbol] : [];
}

const subjectOf = (symbol: string): MarketSubject => ({ kind: 'symbols', symbols: [symbol] });

async function adjustmentsOf(
  desk: RuleDesk,
  rules: readonly AlertRule[],
): Promise<readonly Adjustment[]> {
  const today = desk.calendar.dateAt(desk.now);
  const factors = await shareFactorsUntil(desk.store, today);
  if (factors.size === 0) return [];
  const older = rules.filter(({ levelsOn }) => levelsOn < today);
  const named = new Set(older.flatMap(sharesOf));
  const finder = await findSubjects(desk, [...named].map(subjectOf));
  const adjustments: Adjustment[] = [];
  for (const rule of older) {
    const shares = sharesOf(rule);
    const split = shares.flatMap((share) => {
      const [instrument] = finder.of(subjectOf(share)).instruments;
      const dated = (factors.get(instrument?.instrumentId ?? -1) ?? []).filter(
        ({ exDate }) => exDate > rule.levelsOn,
      );
      return instrument && dated.length > 0 ? [{ share, symbol: instrument.symbol, dated }] : [];
    });
    if (split.length === 0) continue;
    const condition = conditionOf(rule);
    const width = rule.hysteresis;
    const scaled = (factor: number): Hysteresis | undefined =>
      width && adjustHysteresis(condition, width, factor);
    const widens = scaled(2)?.amount !== width?.amount;
    if (!hasLevels(condition) && !widens) continue;
    for (const [place, { share, symbol, dated }] of split.entries()) {
      const factor = dated.reduce((product, one) => product * one.factor, 1);
      const days = dated.map(({ exDate }) => exDate).join(', ');
      const hysteresis = scaled(factor);
      const missed = width && widens ? ` with a hysteresis of ${printHysteresis(width)}` : '';
      const said = `prices times ${Number(factor.toFixed(6))} for the split or bonus of ${days}: it was "${rule.condition}"${missed}`;
      // Where every share was split, the last one keeps the rule.
      const last = shares.length === split.length && place === split.length - 1;
      const note = last ? said : `${said} of rule ${rule.id}`;
      adjustments.push({
        rule,
        condition: printExpression(adjustLevels(condition, factor)),
        ...(hysteresis ? { hysteresis } : {}),
        note: rule.note === undefined ? note : `${rule.note}; ${note}`,
        levelsOn: today,
        ...(last ? {} : { apart: { named: share, symbol } }),
      });
    }
  }
  return adjustments;
}

/** The rule without a share, with a note of where that went. */
function withoutShare(rule: AlertRule, share: string): AlertRule {
  const said = `${share} was split: its levels are in a rule of its own`;
  const left = sharesOf(rule).filter((one) => one !== share);
  return {
    ...rule,
    subject: { kind: 'symbols', symbols: left },
    note: rule.note === undefined ? said : `${rule.note}; ${said}`,
  };
}

async function keep(
  books: Books,
  rule: AlertRule,
  { rule: _before, apart, ...facts }: Adjustment,
): Promise<AlertRule> {
  if (!apart) {
    await books.alertRules.adjust(rule.id, rule.revision, facts);
    return rule;
  }
  const { id: _, revision: __, ...draft } = rule;
  const rest = withoutShare(rule, apart.named);
  const own = { ...draft, ...facts, subject: subjectOf(apart.named) };
  const made = await books.alertRules.part(rest, own, apart.symbol);
  return made === undefined ? rule : { ...rest, revision: rule.revision + 1 };
}

/**
 * Puts the price levels of rules into shares of today, with a note in the rule. A share among several
 * gets a rule of its own, for the levels of the others stay. A rule that somebody changed meanwhile is
 * left as it is.
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
    // Several shares of one rule may have been split: each goes out of what the one before has left.
    const left = new Map<number, AlertRule>();
    for (const one of adjustments) {
      const { id } = one.rule;
      left.set(id, await keep(books, left.get(id) ?? one.rule, one));
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
