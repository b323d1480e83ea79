import { describe, expect, it } from 'vitest';
import { USUAL_TARGETS } from '../../../src/core/rebalance/target-plan.ts';
import type { TargetPlan } from '../../../src/core/rebalance/target-plan.ts';
import { run } from '../../../src/jobs/rebalance/run.ts';
import type { Outcome } from '../../../src/kit/job.ts';
import { askMoneyOf } from '../../support/money.ts';
import { botDesk } from '../bot/bot-desk.ts';
import type { BotDesk } from '../bot/bot-desk.ts';

const flat = (price: number) => [price, price, price, price] as const;
const SHARES = ['TEAPOT', 'KETTLE', 'SAUCER'];

interface RebalanceDesk extends BotDesk {
  go(
    at: string,
    options?: { planOnly?: boolean; monthly?: boolean; account?: string },
  ): Promise<Outcome>;
}

async function desk(
  facts: Partial<TargetPlan> = {},
  settings: Parameters<typeof botDesk>[1] = {},
): Promise<RebalanceDesk> {
  const made = await botDesk([], settings);
  const plan: TargetPlan = {
    ...USUAL_TARGETS,
    symbols: SHARES,
    account: 'main',
    place: 'paperjobs.toml:1',
    ...facts,
  };
  for (const symbol of SHARES) await made.walk(symbol, [100, 100]);
  return {
    ...made,
    async go(at, { planOnly = false, monthly = false, account } = {}) {
      made.moveTo(at);
      const outcome = await run({ ...made.ctx, targets: [plan] }, { planOnly, monthly, account });
      expect(await askMoneyOf(made.opened.store), 'the books balance').toEqual([]);
      return outcome;
    },
  };
}

const bought = async ({ opened }: BotDesk): Promise<string[]> =>
  (await opened.store.orders.list()).map(
    ({ side, quantity, state }) => `${side} ${quantity} ${state}`,
  );

describe('the rebalance job', () => {
  it('prints the plan and places it once a day', async () => {
    const made = await desk();
    const plan = await made.go('2026-11-26T10:00', { planOnly: true });
    expect(plan).toMatchObject({ status: 'noop', counts: { planned: 3, placed: 0 } });
    expect(plan.text).toMatch(
      /^account +symbol +shares +price +now +target .*\nmain +KETTLE +0 +100\.00 +0 % +32\.67 % +BUY +3266 +planned/,
    );
    expect(await made.go('2026-11-26T10:00')).toMatchObject({
      status: 'ok',
      counts: { placed: 3 },
    });
    expect(await bought(made)).toEqual(['BUY 3266 open', 'BUY 3266 open', 'BUY 3248 open']);
    expect(await made.go('2026-11-26T10:20')).toMatchObject({
      status: 'noop',
      counts: { placed: 0 },
    });
    expect(await bought(made)).toHaveLength(3);
  });

  it('sells what has no weight any more, and buys with that money in a later run', async () => {
    const made = await desk({ weighting: 'fixed', weights: { TEAPOT: 100 }, symbols: [] });
    await made.type('order buy KETTLE 9000 --limit 100');
    await made.minutes('KETTLE', '2026-11-26', { '10:01': flat(100) });
    await made.orders('2026-11-26T10:03');
    const first = await made.go('2026-11-26T10:05');
    expect(first).toMatchObject({ counts: { placed: 1, waits: 1 } });
    expect(first.text).toMatch(/TEAPOT .* waits .*waits for the money of open sales/);
    await made.minutes('KETTLE', '2026-11-26', { '10:06': flat(100) });
    await made.orders('2026-11-26T10:08');
    expect(await made.go('2026-11-26T10:20')).toMatchObject({ counts: { placed: 1, waits: 0 } });
    await made.minutes('TEAPOT', '2026-11-26', { '10:21': flat(100) });
    await made.orders('2026-11-26T10:23');
    expect(await made.go('2026-11-26T10:40')).toMatchObject({ status: 'noop' });
    const [teapot] = (await made.opened.store.positions.list()).filter(
      ({ quantity }) => quantity > 0,
    );
    expect(teapot?.quantity).toBeGreaterThan(9300);
  });

  it('asked by a timer, works on the first session of a month only', async () => {
    const made = await desk();
    expect(await made.go('2026-11-26T10:00', { monthly: true })).toMatchObject({ status: 'noop' });
    for (const symbol of SHARES) await made.walk(symbol, [100, 100], '2026-11-30');
    expect(await made.go('2026-12-01T10:00', { monthly: true })).toMatchObject({ status: 'ok' });
  });

  it('keeps the limits of the account', async () => {
    const made = await desk({}, { settings: { 'risk.max_position_percent': 20 } });
    expect(await made.go('2026-11-26T10:00')).toMatchObject({
      status: 'partial',
      counts: { refused: 3 },
    });
  });

  it('tells what is unknown', async () => {
    const strange = await desk({ symbols: ['TEAPOT', 'NOBODY'] });
    await expect(strange.go('2026-11-26T10:00')).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(
        /paperjobs\.toml:1: expected symbols that are known, found NOBODY/,
      ) as string,
    });
    const index = await desk({ symbols: [], index: 'NIFTY50' });
    await expect(index.go('2026-11-26T10:00')).rejects.toMatchObject({ code: 'not-yet' });
    await expect(strange.go('2026-11-26T10:00', { account: 'mian' })).rejects.toMatchObject({
      message: expect.stringMatching(/did you mean "main"/) as string,
    });
    const asked = { planOnly: false, monthly: false, account: 'main' };
    await expect(run({ ...index.ctx, targets: [] }, asked)).rejects.toThrow(
      'expected a table [rebalance.main] of the configuration for --account main, found none',
    );
  });

  it('weighs by volatility, and leaves out with a warning what has too few closes', async () => {
    const made = await desk({ weighting: 'inverse-volatility', windowSessions: 20 });
    const swing = (size: number) =>
      Array.from({ length: 30 }, (_, bar) => 100 + (bar % 2 ? size : 0));
    await made.walk('TEAPOT', swing(1));
    await made.walk('KETTLE', swing(2));
    await made.go('2026-11-26T10:00');
    expect(made.warnings.join()).toMatch(
      /main: SAUCER gets no weight: its volatility needs 21 closes/,
    );
    const orders = await made.opened.store.orders.list();
    expect(orders).toHaveLength(2);
  });
});
