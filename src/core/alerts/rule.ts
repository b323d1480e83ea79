import type { Expression } from '../expression/expression.ts';
import { everyPart } from '../expression/expression.ts';
import { Failure } from '../failure.ts';
import { misread } from '../expression/misread.ts';
import { printExpression } from '../expression/print.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Interval } from '../market/bar.ts';
import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { Channel, NotificationPriority } from '../notification/notification.ts';
import { vocabularyOf } from './rule-vocabulary.ts';
import { isMarket, printSubject, readSubject } from './subject.ts';
import type { RuleSubject } from './subject.ts';

/** A distance in the units of what is compared, or a share of the right side. */
export interface Hysteresis {
  readonly amount: number;
  readonly percent: boolean;
}

/** What a rule says. */
export interface RuleTerms {
  readonly subject: RuleSubject;
  /** As it is printed: read it with `conditionOf`. */
  readonly condition: string;
  /**
   * Closed bars of that length are looked at. Absent: plain prices are those of the running session,
   * by its newest quote, and functions are of closed daily bars.
   */
  readonly interval?: Interval;
}

/** How a rule behaves. */
export interface RuleManner {
  /** After an event the same instrument is silent for so long; 0: never. */
  readonly cooldownSeconds: number;
  /** How far the condition must be missed before it can come true again. */
  readonly hysteresis?: Hysteresis;
  readonly validFrom?: Instant;
  /** Not after it. */
  readonly validUntil?: Instant;
  /** One event for each instrument, and then no more. */
  readonly once: boolean;
  readonly priority: NotificationPriority;
  /** Absent: every way out that is switched on. */
  readonly channels?: readonly Channel[];
  readonly note?: string;
}

/** A rule as it is kept. */
export interface AlertRule extends RuleTerms, RuleManner {
  readonly id: number;
  readonly enabled: boolean;
  /** Prices in the condition are in shares as they were on that day. */
  readonly levelsOn: SessionDate;
  readonly createdAt: Instant;
  /** Counts its changes: what was found out under another revision does not hold. */
  readonly revision: number;
}

/** The manner of a rule of which nothing is told. */
export const USUAL_MANNER: RuleManner = { cooldownSeconds: 0, once: false, priority: 'normal' };

/** A rule's condition, read. */
export function conditionOf({
  subject,
  condition,
}: Pick<RuleTerms, 'subject' | 'condition'>): Expression {
  return readExpression(condition, vocabularyOf(subject), 'condition');
}

/** Lengths of bars that the functions of a condition name; absent among them: the rule's own. */
function intervalsIn(condition: Expression): Set<Interval | undefined> {
  const found = new Set<Interval | undefined>();
  for (const part of everyPart(condition)) if (part.kind === 'call') found.add(part.interval);
  return found;
}

/**
 * The bars that a condition is about where nobody says it: those of its functions when it has
 * functions of one length and no plain name; else none, which means the running session.
 */
export function impliedInterval(condition: Expression): Interval | undefined {
  for (const part of everyPart(condition)) if (part.kind === 'name') return undefined;
  const [only = '1d', ...others] = intervalsIn(condition);
  return intervalsIn(condition).size === 0 || others.length > 0 ? undefined : only;
}

function refuseUnfit(text: string, condition: Expression, interval: Interval | undefined): void {
  for (const part of everyPart(condition)) {
    if (part.kind !== 'name' || part.name !== 'gap') continue;
    if (interval === undefined || interval === '1d') continue;
    const column = text.toLowerCase().indexOf('gap') + 1;
    throw misread(text, column, `a name that bars of ${interval} have`, '"gap": it is of sessions');
  }
}

/**
 * Reads the one-line form of a rule: what it is about, then its condition.
 *
 * @param interval what `--interval` told
 * @throws Failure `usage`, with the column of the whole text
 */
export function readRule(text: string, interval?: Interval): RuleTerms {
  const { subject, end } = readSubject(text);
  const condition = readExpression(text, vocabularyOf(subject), 'condition', end);
  if (!isMarket(subject) && interval) {
    throw new Failure(
      'usage',
      `expected no interval for ${printSubject(subject)}, found ${interval}`,
    );
  }
  const bars = isMarket(subject) ? (interval ?? impliedInterval(condition)) : undefined;
  refuseUnfit(text, condition, bars);
  return { subject, condition: printExpression(condition), ...(bars ? { interval: bars } : {}) };
}

/** The one-line form: `RELIANCE close > 3000`. */
export function printRule({ subject, condition }: RuleTerms): string {
  return `${printSubject(subject)} ${condition}`;
}
