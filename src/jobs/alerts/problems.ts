import type { AlertRule } from '../../core/alerts/rule.ts';
import { printRule } from '../../core/alerts/rule.ts';
import { isMarket, printSubject } from '../../core/alerts/subject.ts';
import type { LookedAt } from '../../feed/alerts/look-at-rules.ts';
import type { Context } from '../../kit/context.ts';
import type { AlertState } from '../../store/alert-states.ts';

/** Why a rule cannot be looked at; absent: it can again. */
export interface AlertProblem {
  readonly rule: AlertRule;
  /** `*` for a rule of many instruments, of which none can be. */
  readonly symbol: string;
  readonly problem?: string;
}

/** The symbol under which the problem of a rule of many instruments is kept. */
export const ALL = '*';

const NO_SYMBOL = 'no instrument of that symbol is known';
const NOTHING_HELD = 'nothing of it is held, or no such account is there';

interface Trouble {
  readonly rule: AlertRule;
  readonly problems: Map<string, string>;
  /** Instruments that were asked about, those that nothing is known of among them. */
  asked: number;
}

function troubles(
  rules: readonly AlertRule[],
  { looks, taken, unknown }: LookedAt,
): Map<number, Trouble> {
  const byRule = new Map<number, Trouble>();
  const of = (rule: AlertRule): Trouble => {
    const known = byRule.get(rule.id) ?? { rule, problems: new Map(), asked: 0 };
    byRule.set(rule.id, known);
    return known;
  };
  for (const rule of rules) {
    const looked = taken.get(rule.id);
    if (looked !== undefined) of(rule).asked = looked;
  }
  for (const { rule, symbol, looked } of looks) {
    if (looked.problem !== undefined) of(rule).problems.set(symbol, looked.problem);
  }
  for (const { rule, symbol } of unknown) {
    const trouble = of(rule);
    trouble.problems.set(symbol, isMarket(rule.subject) ? NO_SYMBOL : NOTHING_HELD);
    trouble.asked++;
  }
  return byRule;
}

/**
 * What is wrong by symbol. A rule of many instruments is in trouble only when none of them can be looked
 * at; names that a person wrote are told one by one.
 *
 * @param some whether others were not looked at because nothing is new of them
 * @returns absent where it cannot be told from the few that were looked at
 */
function problemsOf(
  { rule, problems, asked }: Trouble,
  some: boolean,
): ReadonlyMap<string, string> | undefined {
  const { subject } = rule;
  if (subject.kind === 'symbols' || !isMarket(subject)) return problems;
  const [first] = problems;
  if (!first || problems.size < asked) return new Map();
  if (some) return undefined;
  return new Map([[ALL, `none of ${problems.size} instruments; ${first[0]}: ${first[1]}`]]);
}

/** Kinds of figures in a problem change with every look; the kind of trouble does not. */
const kindOf = (problem: string): string => problem.replaceAll(/\d/g, '');

/**
 * What has changed about which rules can be looked at: each trouble is told once, when it begins.
 *
 * @param rules those that were to be looked at
 */
export function changedProblems(
  rules: readonly AlertRule[],
  lookedAt: LookedAt,
  states: ReadonlyMap<string, AlertState>,
): AlertProblem[] {
  const byRule = troubles(rules, lookedAt);
  const changes: AlertProblem[] = [];
  const kept = new Map<number, AlertState[]>();
  for (const state of states.values()) {
    if (state.problem === undefined) continue;
    kept.set(state.ruleId, [...(kept.get(state.ruleId) ?? []), state]);
  }
  for (const rule of rules) {
    const trouble = byRule.get(rule.id);
    // Nothing was new for it: what was said of it holds.
    if (!trouble) continue;
    const unchanged = lookedAt.current.get(rule.id);
    const now = problemsOf(trouble, unchanged !== undefined);
    if (!now) continue;
    const before = new Map((kept.get(rule.id) ?? []).map((one) => [one.symbol, one.problem]));
    for (const [symbol, problem] of now) {
      if (kindOf(before.get(symbol) ?? '') !== kindOf(problem)) {
        changes.push({ rule, symbol, problem });
      }
    }
    for (const symbol of before.keys()) {
      if (!now.has(symbol) && !unchanged?.has(symbol)) changes.push({ rule, symbol });
    }
  }
  return changes;
}

/** Troubles that are told one by one; the rest are counted. */
const TOLD = 3;

/** Says which rules cannot be looked at any more. */
export function tellProblems(ctx: Context, changes: readonly AlertProblem[]): void {
  const begun = changes.filter(({ problem }) => problem !== undefined);
  for (const { rule, symbol, problem } of begun.slice(0, TOLD)) {
    const whose = symbol === ALL || symbol === printSubject(rule.subject) ? '' : ` (${symbol})`;
    ctx.warn(`rule ${rule.id} "${printRule(rule)}"${whose} cannot be looked at: ${problem ?? ''}`);
  }
  if (begun.length <= TOLD) return;
  ctx.warn(
    `${begun.length - TOLD} more rules cannot be looked at: \`paperjobs rules list\` says why`,
  );
}
