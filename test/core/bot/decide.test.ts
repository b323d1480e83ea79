import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/bot/decide.ts';
import type { BotStanding } from '../../../src/core/bot/look.ts';
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
    ['5 % below 100.00', { stopPercent: 5 }, 9500],
    ['0.03 % below it, up to the tick', { stopPercent: 0.03 }, undefined],
    ['0.06 % below it, up to the tick', { stopPercent: 0.06 }, 9995],
    ['all of it', { stopPercent: 100 }, undefined],
  ])('with a stop %s', (_, facts, stopPaise) => {
    const decision = decide(plan(facts), look(), standing());
    expect(decision.kind === 'buy' && decision.stopPaise).toBe(stopPaise);
  });

  it('with a stop and a target one paisa away where the tick is one', () => {
    const bot = plan({ stopPercent: 0.01, targetPercent: 0.01 });
    const near = decide(bot, look(), standing({ tickPaise: paise(1) }));
    expect(near).toMatchObject({ stopPaise: 9999, targetPaise: 10_001 });
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
      'exactly as much is lost as may be',
      plan({ maxDayLossPercent: 29 }),
      standing({ dayLoss: 0.29 }),
      /has lost 29 % today: max_day_loss_percent is 29/,
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

  it('is barred by a limit that is reached, and not by one that is nearly', () => {
    const others = new Map([
      [7, 5],
      [8, 5],
    ]);
    const cases = [
      [plan({ maxDayLossPercent: 3 }), standing({ dayLoss: 0.0299 })],
      [plan({ maxDayLossPercent: 29 }), standing({ dayLoss: 0.2899 })],
      [plan({ cooldownSessions: 5 }), standing({ sessionsSinceSale: 5 })],
      [plan({ cooldownSessions: 5 }), standing()],
      [plan({ maxPositions: 2 }), standing({ exposure: { ...exposure, byListing: others } })],
      [plan({ sizing: 'fixed', size: 100 }), standing()],
    ] as const;
    for (const [bot, stands] of cases) expect(decide(bot, look(), stands).kind).toBe('buy');
  });

  it('says what cut the size, and what it was', () => {
    const bot = plan({ size: 50, maxSymbolPercent: 5, maxSectorPercent: 4 });
    const stands = standing({ sector: 'Tea' });
    expect(decide(bot, look(), stands)).toEqual({
      kind: 'buy',
      quantity: 400,
      reason:
        'close 100, highest of 60 bars 100; 400 shares at 100.00: 50 % of the account, cut by max_sector_percent 4 (Tea)',
    });
    const still = decide(plan({ sizing: 'fixed', size: 100 }), look(), standing());
    expect(still.reason).toMatch(/; 1 shares at 100\.00: 100 rupees a position$/);
    expect(decide(bot, look(), standing()), 'of no known industry').toMatchObject({
      quantity: 500,
    });
  });

  it('leaves room for the open that may be dearer, and for charges: 2.5 % of the cash', () => {
    const all = plan({ size: 100 });
    expect(decide(all, look(), standing({ freePaise: 1_024_999 }))).toMatchObject({ quantity: 99 });
    expect(decide(all, look(), standing({ freePaise: 1_025_001 }))).toMatchObject({
      quantity: 100,
    });
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

  it('tells why it sells, and what it keeps', () => {
    expect(decide(plan({ holdSessions: 3 }), look(), held()).reason).toBe(
      'held for 3 sessions: hold_sessions is 3',
    );
    expect(decide(plan(), look({ action: 'none', reason: 'too low' }), held()).reason).toBe(
      '100 shares are kept; too low',
    );
  });

  it('needs the day of the purchase to count sessions and to trail', () => {
    const { openedOn: _, ...unknown } = held();
    const bot = plan({ holdSessions: 1, trailingPercent: 10 });
    const fallen = look({ action: 'none', highestSince: () => paise(99_000) });
    expect(decide(bot, fallen, unknown).kind).toBe('held');
    expect(decide(plan({ trailingPercent: 10 }), fallen, held())).toMatchObject({ kind: 'sell' });
    const bare = look({ action: 'none', highestSince: () => undefined });
    expect(decide(plan({ trailingPercent: 10 }), bare, held()).kind).toBe('held');
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
