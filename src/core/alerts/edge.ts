import type { Instant } from '../market/instant.ts';
import type { Judgement, Sides } from './judge.ts';
import type { RuleManner } from './rule.ts';

/** What is remembered of a rule and an instrument between looks. */
export interface EdgeState {
  /** Whether the condition has held since the last event, so that it must end before the next. */
  readonly active: boolean;
  readonly sides: Sides;
  /** Time of the newest data that was looked at and changed something; 0: none yet. */
  readonly seenAt: number;
  /** Time of the last event's data. */
  readonly firedAt?: Instant;
}

/** Nothing was ever looked at: a condition that already holds is an event. */
export const ARMED: EdgeState = { active: false, sides: '', seenAt: 0 };

/** What became of a look. */
export interface Step {
  readonly state: EdgeState;
  /** `fired`: an event; `silent`: the condition came true within the cooldown, or after the one event. */
  readonly outcome: 'none' | 'fired' | 'silent';
}

/**
 * One look at a condition: an event when it comes true, and none while it stays so. A condition that
 * cannot be told changes nothing, nor does data that is no newer than what was seen: of two that look
 * at the same time the second finds it done.
 *
 * @param at time of the data
 */
export function step(
  state: EdgeState,
  judgement: Judgement,
  at: Instant,
  { cooldownSeconds, once }: Pick<RuleManner, 'cooldownSeconds' | 'once'>,
): Step {
  if (at <= state.seenAt) return { state, outcome: 'none' };
  const { holds, lingers, crossed = false, sides } = judgement;
  const moved = { ...state, sides, seenAt: at };
  if (holds === 1 && (!state.active || crossed)) {
    const quiet = state.firedAt !== undefined && (once || at - state.firedAt < cooldownSeconds);
    if (quiet) return { state: { ...moved, active: true }, outcome: 'silent' };
    return { state: { ...moved, active: true, firedAt: at }, outcome: 'fired' };
  }
  if (state.active && lingers === 0) return { state: { ...moved, active: false }, outcome: 'none' };
  return { state: moved, outcome: 'none' };
}

/** Whether two states differ in more than the time of the last look. */
export function differs(a: EdgeState, b: EdgeState): boolean {
  return a.active !== b.active || a.sides !== b.sides || a.firedAt !== b.firedAt;
}
