import { instant, istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { SourcePolicy } from '../../ports/http.ts';
import type { SourceHealth } from '../../ports/request-ledger.ts';

const LONGEST_BREAK_SECONDS = 3600;

/** What one try told about its source. */
export type BreakerEvent =
  | { readonly kind: 'ok' }
  /** Network error, time-out, cut-off body, 5xx. */
  | { readonly kind: 'failure'; readonly reason: string }
  /** 429. */
  | { readonly kind: 'throttle'; readonly reason: string }
  /** A block page: asking again soon would make it worse. */
  | { readonly kind: 'block'; readonly reason: string };

/** Whether a source may be asked. */
type Admission =
  | { readonly kind: 'closed' }
  /** The circuit was open and its time is over: one try may find out how the source is. */
  | { readonly kind: 'trial' }
  | { readonly kind: 'open'; readonly until: Instant; readonly why: string };

type BreakerPolicy = Pick<SourcePolicy, 'breakAfter' | 'breakSeconds' | 'breakAfterThrottles'>;

/** Reads the state of the circuit. */
export function admission(health: SourceHealth, now: Instant): Admission {
  const { openUntil, lastError } = health;
  if (openUntil === undefined) return { kind: 'closed' };
  if (now >= openUntil) return { kind: 'trial' };
  const why = `circuit open until ${istText(openUntil)}, after: ${lastError ?? 'failures in a row'}`;
  return { kind: 'open', until: openUntil, why };
}

/** Holds others off while one try runs: the circuit stays open for as long as that may take. */
export function claimTrial(health: SourceHealth, now: Instant, trialSeconds: number): SourceHealth {
  return { ...health, openUntil: instant(now + Math.ceil(trialSeconds)) };
}

function opens(health: SourceHealth, event: BreakerEvent, policy: BreakerPolicy): boolean {
  const { breakAfter, breakAfterThrottles = Infinity } = policy;
  if (event.kind === 'block') return true;
  return health.failuresInRow >= breakAfter || health.throttlesInRow >= breakAfterThrottles;
}

function counted(health: SourceHealth, event: BreakerEvent, policy: BreakerPolicy): SourceHealth {
  const ownCount = event.kind === 'throttle' && policy.breakAfterThrottles !== undefined;
  return {
    ...health,
    failuresInRow: health.failuresInRow + (ownCount ? 0 : 1),
    throttlesInRow: event.kind === 'throttle' ? health.throttlesInRow + 1 : 0,
  };
}

/**
 * Health after an event.
 *
 * A good answer closes the circuit and forgets all counts. A failure opens it when there are enough
 * in a row; a block page and a failed trial at once; each time for twice as long, up to an hour. While the
 * circuit is open, answers to requests that were under way neither close it nor prolong it.
 *
 * @param trial the try was the one that an open circuit let through
 */
export function nextHealth(
  health: SourceHealth,
  event: BreakerEvent,
  policy: BreakerPolicy,
  at: { readonly now: Instant; readonly trial: boolean },
): SourceHealth {
  const { now, trial } = at;
  const { openUntil, ...rest } = health;
  const stillOpen = !trial && openUntil !== undefined && now < openUntil;
  if (event.kind === 'ok') {
    if (stillOpen) return health;
    const { lastError: _forgotten, ...lasting } = rest;
    return { ...lasting, failuresInRow: 0, throttlesInRow: 0, opened: 0, lastOkAt: now };
  }
  const after: SourceHealth = {
    ...counted(rest, event, policy),
    lastFailureAt: now,
    lastError: event.reason,
  };
  if (stillOpen) return { ...after, openUntil };
  if (!trial && !opens(after, event, policy)) return after;
  const longest = Math.max(LONGEST_BREAK_SECONDS, policy.breakSeconds);
  const seconds = Math.min(policy.breakSeconds * 2 ** health.opened, longest);
  return { ...after, openUntil: instant(now + seconds), opened: health.opened + 1 };
}
