import type { Instant } from '../market/instant.ts';
import type { AlertRule } from './rule.ts';

/** Whether a moment lies in the time that a rule is valid for, ends included. */
export function isValidAt(
  { validFrom, validUntil }: Pick<AlertRule, 'validFrom' | 'validUntil'>,
  at: Instant,
): boolean {
  return (
    (validFrom === undefined || validFrom <= at) && (validUntil === undefined || at <= validUntil)
  );
}

/** Whether a rule is to be looked at at that moment. */
export function isDue(rule: AlertRule, now: Instant): boolean {
  return rule.enabled && isValidAt(rule, now);
}
