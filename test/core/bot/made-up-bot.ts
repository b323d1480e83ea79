import type { BotPlan } from '../../../src/core/bot/bot-plan.ts';
import { USUAL_BOT } from '../../../src/core/bot/bot-plan.ts';
import type { BotLook, BotStanding } from '../../../src/core/bot/look.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';

/** A bot that buys for a tenth of its account what reaches its highest close. */
export function plan(facts: Partial<BotPlan> = {}): BotPlan {
  return {
    ...USUAL_BOT,
    name: 'turtle',
    place: 'paperjobs.toml:1',
    account: 'main',
    strategy: 'turtle',
    universe: { kind: 'symbols', symbols: ['TEAPOT'] },
    ...facts,
  };
}

/** TEAPOT at 100 rupees, with a signal to enter. */
export function look(facts: Partial<BotLook> = {}): BotLook {
  return {
    listingId: 7,
    symbol: 'TEAPOT',
    member: true,
    barEnd: readInstant('2026-11-25T15:30'),
    action: 'enter',
    reason: 'close 100, highest of 60 bars 100',
    closePaise: paise(10_000),
    volatility: 0.4,
    highestSince: () => paise(10_000),
    sessionsSince: () => 3,
    ...facts,
  };
}

/** An account of ten lakh rupees in cash that holds nothing. */
export function standing(facts: Partial<BotStanding> = {}): BotStanding {
  return {
    held: 0,
    buying: false,
    selling: false,
    exposure: {
      valuePaise: 100_000_000,
      byListing: new Map(),
      bySector: new Map(),
      grossPaise: 0,
      netPaise: 0,
    },
    freePaise: 100_000_000,
    dayLoss: 0,
    tickPaise: paise(5),
    ...facts,
  };
}
