import { expect, it } from 'vitest';
import { options } from '../../src/commands/show-backtest/command.ts';
import { run } from '../../src/commands/show-backtest/run.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { readOptions } from '../../src/kit/options.ts';
import { learnt, share } from '../support/opened-store.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

it('shows statistics of a strategy, of what it would leave, and of a saved screen', async () => {
  const { ctx, keep } = await readingDesk('2026-05-20T10:00');
  const show = (raw = {}) => run(ctx, readOptions(options, raw));
  const range = { from: sessionDate('2026-01-01'), to: sessionDate('2026-05-19') };
  const figures = {
    basis: 'close',
    horizon: 5,
    ...range,
    hits: 2,
    sessions: 2,
    mean: 0.0125,
  } as const;
  await keep((books) =>
    books.hitReturns.replaceStatistics(
      ['turtle', 'turtle exit', 'screen:washed_out'].map((strategy) => ({ strategy, ...figures })),
    ),
  );
  const named = async (strategy: string) =>
    ((await show({ strategy })).json as { strategy: string }[]).map((one) => one.strategy);
  expect(await named('Turtle')).toEqual(['turtle']);
  expect(await named('turtle exit')).toEqual(['turtle exit']);
  expect(await named('screen:washed_out')).toEqual(['screen:washed_out']);
  expect(await named('donchian')).toEqual([]);
  expect(textOfResult(await show())).toContain('1.25%');
});

it('shows hits with what the strategy said, and of one what it would leave alone', async () => {
  const { ctx, opened, keep } = await readingDesk('2026-05-20T10:00');
  await learnt(opened, [share('ACME', { isin: 'INE000A01001' })]);
  const [acme] = await opened.store.dailyBars.instruments({ exchange: 'XNSE' });
  const instrumentId = acme?.instrumentId ?? 0;
  const session = sessionDate('2026-05-18');
  const row = { instrumentId, session, basis: 'close', entry: 100, rates: [125] } as const;
  await keep(async (books) => {
    books.hitReturns.save(['turtle', 'donchian'].map((strategy) => ({ ...row, strategy })));
    await books.strategyHits.replace([
      {
        instrumentId,
        sessions: [session],
        strategies: ['turtle', 'donchian'],
        found: [
          { session, strategy: 'turtle', action: 'exit', reason: 'low' },
          { session, strategy: 'donchian', action: 'enter', reason: 'high' },
        ],
      },
    ]);
  });
  const shown = async (raw = {}) => {
    const { json } = await run(ctx, readOptions(options, { hits: true, ...raw }));
    return (json as { strategy: string; action: string; rate_1: number }[]).map(
      ({ strategy, action, rate_1: rate }) => [strategy, action, rate],
    );
  };
  const exit = ['turtle', 'exit', 1.25];
  expect(await shown()).toEqual([['donchian', 'enter', 1.25], exit]);
  expect(await shown({ strategy: 'turtle exit' })).toEqual([exit]);
  expect(await shown({ strategy: 'donchian exit' })).toEqual([]);
  expect(await shown({ strategy: 'turtle' })).toEqual([exit]);
});

it.each([{}, { hits: true }, { runs: true }])('with %o says what a name should be', async (raw) => {
  const { ctx } = await readingDesk('2026-05-20T10:00');
  await expect(
    run(ctx, readOptions(options, { ...raw, strategy: 'turtel' })),
  ).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(
      /^--strategy: expected .*found "turtel"; did you mean "turtle"\?$/,
    ),
  });
});
