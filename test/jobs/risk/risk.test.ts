import { expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { openedStore, share } from '../../support/opened-store.ts';
import { run } from '../../../src/jobs/risk/run.ts';
import type { Outcome } from '../../../src/kit/job.ts';
import { botDesk } from '../bot/bot-desk.ts';
import type { BotDesk } from '../bot/bot-desk.ts';

const flat = (price: number) => [price, price, price, price] as const;
const swing = (bars: number) =>
  Array.from({ length: bars }, (_, bar) => (bar === bars - 1 ? 100 : 100 + ((bar * 7) % 5)));

async function desk(
  settings: Record<string, number> = {},
): Promise<BotDesk & { risk(at?: string): Promise<Outcome> }> {
  const made = await botDesk([], { settings });
  await made.walk('TEAPOT', swing(60));
  await made.type('order buy TEAPOT 3000 --limit 100');
  await made.minutes('TEAPOT', '2026-11-26', { '10:01': flat(100), '15:29': flat(100) });
  await made.orders('2026-11-26T15:45');
  return {
    ...made,
    async risk(at = '2026-11-26T15:50') {
      made.moveTo(at);
      return run(made.ctx, { account: undefined });
    },
  };
}

it('keeps one row of an account and session, which show risk prints', async () => {
  const made = await desk();
  expect(await made.risk()).toMatchObject({ status: 'ok', counts: { accounts: 1, breaches: 0 } });
  await made.risk();
  const [risk, ...others] = await made.opened.store.riskMetrics.list(1);
  expect(others).toEqual([]);
  expect(risk).toMatchObject({ positions: 1, returns: 59, covered: 1, grossPaise: 30_000_000 });
  expect(risk?.grossRatio).toBeCloseTo(0.3, 2);
  expect(risk?.historicalVar95).toBeGreaterThan(0);
  expect(risk?.drawdown).toBeGreaterThan(0);
  // 3,000 shares at the whole of 100,000 a session.
  expect(risk?.liquidityDays).toBeCloseTo(0.03, 6);
  const told = await made.type('show risk');
  expect(told.text).toMatch(/^risk of 2026-11-26\nvalue .*\ngross +300000\.00 30\.0\d %\n/);
  expect(told.text).toMatch(/beta +not known\n/);
  expect(told.json).toMatchObject({ session: '2026-11-26', exposures: [{ name: 'TEAPOT' }] });
  expect((await made.type('show risk --by session')).json).toHaveLength(1);
  expect((await made.type('show risk --by exposure --csv')).text).toMatch(
    /^kind,name,.*\nsymbol,TEAPOT,300000\.00,/,
  );
});

it('beta is of every session of the window, however far apart they lie', async () => {
  const shares = [share('TEAPOT'), share('NIFTY 50', { kind: 'index', series: 'INDEX' })];
  const made = await botDesk([], { shares, settings: { 'risk.window_sessions': 20 } });
  await made.walk('NIFTY 50', swing(60));
  const levels = await made.opened.store.candles.daily(
    [await made.listing('NIFTY 50')],
    sessionDate('2026-01-01'),
    sessionDate('2026-11-26'),
  );
  // Not dealt in for six sessions; its returns are twice those of the index.
  const every = levels.filter((_, place) => place < 40 || place > 45);
  let close = 100;
  const closes = every.map(({ session, closePaise }, place) => {
    const before = every[place - 1]?.closePaise ?? closePaise;
    close *= 1 + 2 * (closePaise / before - 1);
    return [session, close] as const;
  });
  await made.closes('TEAPOT', Object.fromEntries(closes));
  await made.type('order buy TEAPOT 10');
  await made.minutes('TEAPOT', '2026-11-26', { '10:01': flat(100), '15:29': flat(100) });
  await made.orders('2026-11-26T15:45');
  made.moveTo('2026-11-26T15:50');
  await run(made.ctx, { account: undefined });
  const [risk] = await made.opened.store.riskMetrics.list(1);
  expect(risk).toMatchObject({ returns: 20, pairs: 20 });
  const part = (risk?.grossPaise ?? 0) / (risk?.valuePaise ?? 1);
  expect(risk?.beta).toBeCloseTo(2 * part, 4);
});

it('refuses what opens once the last figures are beyond a limit, and lets what closes pass', async () => {
  const made = await desk({ 'risk.max_var_percent': 0.1, 'risk.max_liquidity_days': 0.01 });
  expect(await made.risk()).toMatchObject({ counts: { breaches: 2 } });
  await made.risk();
  const titles = (await made.opened.store.notifications.newest(10)).map(({ title }) => title);
  expect(titles.toSorted()).toEqual([
    expect.stringMatching(
      /^main is beyond a limit: the time to close TEAPOT is 0\.03 sessions, more than/,
    ),
    expect.stringMatching(/^main is beyond a limit: the value at risk of a day \(95 %\) is /),
  ]);
  made.moveTo('2026-11-27T10:00');
  const buying = await made.type('order buy TEAPOT 1 --limit 100');
  expect(buying.text).toMatch(
    /refused: the account's value at risk was .* on 2026-11-26, more than the 0\.1 % of risk\.max_var_percent: only orders that close are taken/,
  );
  expect((await made.type('order sell TEAPOT 1')).no).toBe(false);
});

it('has nothing to reckon without an account, and knows the one that is asked for', async () => {
  const empty = await botDesk([], { deposit: 0 });
  expect(await run(empty.ctx, { account: undefined })).toMatchObject({ status: 'noop' });
  const made = await botDesk([]);
  await expect(
    run({ ...made.ctx, store: (await openedStore()).store }, { account: 'main' }),
  ).rejects.toThrow(
    'expected an account for --account main, found none: `paperjobs account create` opens one',
  );
  await expect(run(made.ctx, { account: 'mian' })).rejects.toMatchObject({ code: 'usage' });
  expect(await run(made.ctx, { account: 'main' })).toMatchObject({ status: 'ok' });
  expect((await made.type('show risk')).json).toMatchObject({ positions: 0, largestRatio: 0 });
});
