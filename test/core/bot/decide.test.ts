import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/bot/decide.ts';
import type { BotStanding } from '../../../src/core/bot/look.ts';
import { yearlyVolatility } from '../../../src/core/bot/size-position.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { look, plan, standing } from './made-up-bot.ts';

const { exposure } = standing();
const held = (facts: Partial<BotStanding> = {}): BotStanding =>
  standing({
    held: 100,
    openedOn: sessionDate('2026-11-20'),
    exposure: { ...exposure, byListing: new Map([[7, 1_000_000]]), grossPaise: 1_000_000 },
    ...facts,
  });

describe('what a bot buys', () => {
  it.each([
    ['a tenth of ten lakh at 100', plan(), 1000],
    ['a fixed sum', plan({ sizing: 'fixed', size: 25_050 }), 250],
    [
      'a tenth a year of a share that moves by 40 %: a quarter of the account',
      plan({ sizing: 'volatility', size: 10 }),
      2500,
    ],
    ['never more than the account', plan({ sizing: 'volatility', size: 80 }), 9756],
    ['what the symbol may have', plan({ size: 50, maxSymbolPercent: 5 }), 500],
    ['what the industry has room for', plan({ size: 50, maxSectorPercent: 10 }), 700],
  ])('%s', (_, bot, quantity) => {
    const stands = standing({
      sector: 'Tea',
      exposure: { ...exposure, bySector: new Map([['Tea', 3_000_000]]) },
    });
    expect(decide(bot, look(), stands)).toMatchObject({ kind: 'buy', quantity });
  });

  it('with a stop and a target on the tick, the trailing stop where it is nearer', () => {
    const bot = plan({ stopPercent: 5, trailingPercent: 3.33, targetPercent: 10.01 });
    expect(decide(bot, look(), standing())).toMatchObject({
      stopPaise: 9670,
      targetPaise: 11_000,
    });
  });

  it.each([
    ['an order is open already', plan(), standing({ buying: true }), /order to buy it is open/],
    [
      'too much is lost today',
      plan({ maxDayLossPercent: 3 }),
      standing({ dayLoss: 0.03 }),
      /has lost 3 % today: max_day_loss_percent is 3/,
    ],
    [
      'it was sold just now',
      plan({ cooldownSessions: 5 }),
      standing({ sessionsSinceSale: 4 }),
      /sold 4 sessions ago: cooldown_sessions is 5/,
    ],
    [
      'enough is held',
      plan({ maxPositions: 1 }),
      standing({ exposure: { ...exposure, byListing: new Map([[8, 5]]) } }),
      /1 positions are held or ordered: max_positions is 1/,
    ],
    [
      'a share costs more',
      plan({ sizing: 'fixed', size: 99 }),
      standing(),
      /one share costs 100\.00, more than 99 rupees/,
    ],
    [
      'there is no money',
      plan(),
      standing({ freePaise: 9_000 }),
      /the free cash leaves room for no share/,
    ],
    [
      'nothing is known of its moves',
      plan({ sizing: 'volatility' }),
      standing(),
      /no volatility is known/,
    ],
  ])('nothing where %s', (_, bot, stands, reason) => {
    const { volatility: _volatility, ...still } = look();
    const decision = decide(bot, bot.sizing === 'volatility' ? still : look(), stands);
    expect(decision.kind).toBe('limited');
    expect(decision.reason).toMatch(reason);
  });

  it('nothing without a signal, nor what has left the universe, nor what it cannot sell', () => {
    expect(decide(plan(), look({ action: 'none', reason: 'too low' }), standing())).toEqual({
      kind: 'nothing',
      reason: 'too low',
    });
    expect(decide(plan(), look({ member: false }), standing()).kind).toBe('nothing');
    expect(decide(plan(), look({ action: 'exit' }), standing()).kind).toBe('nothing');
  });

  it('never beyond its money, its account or a limit, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.record({
          close: fc.integer({ min: 1, max: 5_000_000 }),
          free: fc.integer({ min: 0, max: 200_000_000 }),
          size: fc.double({ min: 0.01, max: 300, noNaN: true }),
          symbol: fc.double({ min: 0.01, max: 100, noNaN: true }),
          own: fc.integer({ min: 0, max: 50_000_000 }),
          sizing: fc.constantFrom('percent' as const, 'volatility' as const, 'fixed' as const),
        }),
        ({ close, free, size, symbol, own, sizing }) => {
          const bot = plan({ size, sizing, maxSymbolPercent: symbol });
          const stands = standing({
            freePaise: free,
            exposure: { ...exposure, byListing: new Map([[7, own]]) },
          });
          const decision = decide(bot, look({ closePaise: paise(close) }), stands);
          if (decision.kind !== 'buy') return;
          const value = decision.quantity * close;
          expect(decision.quantity).toBeGreaterThan(0);
          expect(value).toBeLessThanOrEqual(free);
          expect(value + own).toBeLessThanOrEqual((100_000_000 * symbol) / 100 + 1);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what a bot does with what it holds', () => {
  it('sells by the strategy, by time, and keeps it else', () => {
    const exit = look({ action: 'exit', reason: 'lowest of 20 bars' });
    expect(decide(plan(), exit, held())).toEqual({
      kind: 'sell',
      cause: 'strategy',
      reason: 'lowest of 20 bars',
    });
    expect(decide(plan({ holdSessions: 3 }), look(), held())).toMatchObject({ cause: 'time' });
    expect(decide(plan({ holdSessions: 4 }), look(), held()).kind).toBe('held');
    expect(decide(plan(), exit, held({ selling: true })).kind).toBe('held');
  });

  it('raises a trailing stop and never lowers it', () => {
    const bot = plan({ trailingPercent: 10 });
    const risen = look({ action: 'none', highestSince: () => paise(12_000) });
    const at = (triggerPaise: number) =>
      held({ stop: { orderId: 3, triggerPaise: paise(triggerPaise) } });
    expect(decide(bot, risen, at(9000))).toMatchObject({
      kind: 'move-stop',
      orderId: 3,
      triggerPaise: 10_800,
    });
    expect(decide(bot, risen, at(10_800)).kind).toBe('held');
    expect(decide(bot, risen, at(11_000)).kind).toBe('held');
  });

  it('sells below the trailing stop where none rests', () => {
    const bot = plan({ trailingPercent: 10 });
    const fallen = (close: number) =>
      look({ action: 'none', closePaise: paise(close), highestSince: () => paise(12_000) });
    expect(decide(bot, fallen(10_800), held())).toMatchObject({ cause: 'trailing-stop' });
    expect(decide(bot, fallen(10_805), held()).kind).toBe('held');
  });
});

describe('the volatility of a year', () => {
  it('is the deviation of twenty returns times the root of the bars in a year', () => {
    const closes = [100];
    for (let bar = 0; bar < 20; bar++) closes.push((closes.at(-1) ?? 0) * (bar % 2 ? 0.99 : 1.01));
    // Ten returns of +1 % and ten of −1 %: the sample deviation is 1 % × √(20/19).
    const expected = 0.01 * Math.sqrt(20 / 19) * Math.sqrt(252);
    expect(yearlyVolatility(Float64Array.from(closes), '1d')).toBeCloseTo(expected, 12);
    expect(yearlyVolatility(Float64Array.from(closes), '15m')).toBeCloseTo(expected * 5, 12);
    expect(yearlyVolatility(Float64Array.from(closes.slice(1)), '1d')).toBeUndefined();
  });
});
