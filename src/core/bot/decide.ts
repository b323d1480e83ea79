import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { BotPlan } from './bot-plan.ts';
import { enter, stopFor } from './enter.ts';
import type { SignalCause } from './kept-decision.ts';
import type { BotLook, BotStanding } from './look.ts';
import { priceText } from './size-position.ts';

/** What a bot does about one instrument, and why. */
export type BotDecision =
  | {
      readonly kind: 'buy';
      readonly quantity: number;
      readonly stopPaise?: Paise;
      readonly targetPaise?: Paise;
      readonly reason: string;
    }
  | { readonly kind: 'sell'; readonly cause: SignalCause; readonly reason: string }
  | {
      readonly kind: 'move-stop';
      readonly orderId: number;
      readonly triggerPaise: Paise;
      readonly reason: string;
    }
  | { readonly kind: 'held' | 'nothing' | 'limited'; readonly reason: string };

/** Where the trailing stop belongs by the highest close since the position was opened. */
function trailed(plan: BotPlan, look: BotLook, standing: BotStanding): Paise | undefined {
  const { trailingPercent } = plan;
  if (trailingPercent === undefined || standing.openedOn === undefined) return undefined;
  const highest = look.highestSince(standing.openedOn);
  return highest === undefined
    ? undefined
    : stopFor({ trailingPercent }, paise(highest), standing.tickPaise);
}

/** A position that is there: sold, protected better, or kept. */
function decideHeld(plan: BotPlan, look: BotLook, standing: BotStanding): BotDecision {
  const { held, openedOn, stop } = standing;
  if (standing.selling) {
    return { kind: 'held', reason: 'an order to sell all of it is open already' };
  }
  if (look.action === 'exit') return { kind: 'sell', cause: 'strategy', reason: look.reason };
  const sessions = openedOn === undefined ? 0 : look.sessionsSince(openedOn);
  if (plan.holdSessions !== undefined && sessions >= plan.holdSessions) {
    const reason = `held for ${sessions} sessions: hold_sessions is ${plan.holdSessions}`;
    return { kind: 'sell', cause: 'time', reason };
  }
  const want = trailed(plan, look, standing);
  if (want !== undefined && stop === undefined && look.closePaise <= want) {
    const reason = `close ${priceText(look.closePaise)} is at or below the trailing stop ${priceText(want)}`;
    return { kind: 'sell', cause: 'trailing-stop', reason };
  }
  if (want !== undefined && stop !== undefined && stop.triggerPaise < want) {
    const { orderId, triggerPaise } = stop;
    const reason = `the trailing stop rises from ${priceText(triggerPaise)} to ${priceText(want)}`;
    return { kind: 'move-stop', orderId, triggerPaise: want, reason };
  }
  return { kind: 'held', reason: `${held} shares are kept; ${look.reason}` };
}

/**
 * What a bot does about an instrument at the close of a bar. It buys what it does not hold and sells
 * all of what it holds; it never adds to a position and never sells short.
 */
export function decide(plan: BotPlan, look: BotLook, standing: BotStanding): BotDecision {
  if (standing.held > 0) return decideHeld(plan, look, standing);
  if (look.action === 'exit') {
    return { kind: 'nothing', reason: `nothing is held; ${look.reason}` };
  }
  if (look.action === 'none') return { kind: 'nothing', reason: look.reason };
  if (!look.member) {
    return { kind: 'nothing', reason: `it is no longer in the universe; ${look.reason}` };
  }
  const entry = enter(plan, look, standing);
  if ('limited' in entry) {
    return { kind: 'limited', reason: `${entry.limited} (${look.reason})` };
  }
  return { kind: 'buy', ...entry };
}
