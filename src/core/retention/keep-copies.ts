import { Failure } from '../failure.ts';
import { istDate } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import { addDays, weekday } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

/** How many copies are kept: the newest of so many days, weeks and months that have copies. */
export interface KeepPolicy {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** What deciding about a copy needs to know of it. Dates are Indian ones. */
export interface DatedCopy {
  /** Different for each copy; of two of the same moment the later name counts as newer. */
  readonly name: string;
  readonly takenAt: Instant;
  /** Restored and recounted by a drill. */
  readonly proven: boolean;
  /** What is wrong with it; absent where nothing is. Such a copy stands for no day. */
  readonly damage?: string | undefined;
}

/** Whether a copy stays, and why: one reason for removing, one or more for keeping. */
export interface CopyVerdict<Copy extends DatedCopy> {
  readonly copy: Copy;
  readonly keep: boolean;
  readonly reasons: readonly string[];
}

/** The Monday of the week that the day is in. */
function mondayOf(day: SessionDate): SessionDate {
  return addDays(day, -((weekday(day) + 6) % 7));
}

/** Names a copy's day, week or month. */
const SPANS: readonly {
  readonly count: keyof KeepPolicy;
  readonly of: (day: SessionDate) => string;
  readonly words: (span: string) => string;
}[] = [
  { count: 'daily', of: (day) => day, words: (span) => `daily of ${span}` },
  { count: 'weekly', of: mondayOf, words: (span) => `weekly of ${span}` },
  { count: 'monthly', of: (day) => day.slice(0, 7), words: (span) => `monthly of ${span}` },
];

function newestFirst(a: DatedCopy, b: DatedCopy): number {
  if (a.takenAt !== b.takenAt) return b.takenAt - a.takenAt;
  return a.name < b.name ? 1 : -1;
}

/** Reasons to keep, by name; copies come newest first and whole. */
function reasonsToKeep(
  copies: readonly DatedCopy[],
  policy: KeepPolicy,
): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, string[]>();
  const give = (copy: DatedCopy | undefined, reason: string): void => {
    if (copy) reasons.set(copy.name, [...(reasons.get(copy.name) ?? []), reason]);
  };
  for (const { count, of, words } of SPANS) {
    const seen = new Set<string>();
    for (const copy of copies) {
      const span = of(istDate(copy.takenAt));
      if (seen.has(span)) continue;
      if (seen.size >= policy[count]) break;
      seen.add(span);
      give(copy, words(span));
    }
  }
  give(copies[0], 'the newest');
  give(
    copies.find(({ proven }) => proven),
    'the newest proven one',
  );
  return reasons;
}

/** Which newer copy of the same day makes this one needless, or that its time is over. */
function reasonToRemove(copy: DatedCopy, copies: readonly DatedCopy[], policy: KeepPolicy): string {
  const day = istDate(copy.takenAt);
  const newer = copies.find(({ takenAt }) => istDate(takenAt) === day);
  if (newer && newer !== copy) return `${newer.name} is newer and of the same day`;
  const { daily, weekly, monthly } = policy;
  return `not among the last ${daily} days, ${weekly} weeks and ${monthly} months with copies`;
}

/**
 * Decides which copies of one database stay: the newest of each of the last days, weeks (Monday to
 * Sunday) and months that have copies, by Indian dates; always the newest and the newest proven one.
 * A damaged copy stands for nothing and stays for a person to look at.
 *
 * @param copies in any order
 * @returns a verdict for each copy, newest first
 * @throws Failure `config` for a policy that would keep none
 */
export function keepCopies<Copy extends DatedCopy>(
  copies: readonly Copy[],
  policy: KeepPolicy,
): CopyVerdict<Copy>[] {
  if (policy.daily + policy.weekly + policy.monthly < 1) {
    throw new Failure(
      'config',
      'expected at least one of backup.keep_daily, backup.keep_weekly and backup.keep_monthly above 0, found none: nothing was removed',
    );
  }
  const ordered = copies.toSorted(newestFirst);
  const whole = ordered.filter(({ damage }) => damage === undefined);
  const reasons = reasonsToKeep(whole, policy);
  return ordered.map((copy) => {
    if (copy.damage !== undefined) {
      return { copy, keep: true, reasons: [`damaged, stands for no day: ${copy.damage}`] };
    }
    const kept = reasons.get(copy.name);
    if (kept) return { copy, keep: true, reasons: kept };
    return { copy, keep: false, reasons: [reasonToRemove(copy, whole, policy)] };
  });
}
