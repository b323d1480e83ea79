import type { Instant } from '../market/instant.ts';
import type { AlertRule } from './rule.ts';

/** Whether a rule is to be looked at at that moment. */
export function isDue({ enabled, validFrom, validUntil }: AlertRule, now: Instant): boolean {
  return (
    enabled &&
    (validFrom === undefined || validFrom <= now) &&
    (validUntil === undefined || now <= validUntil)
  );
}
