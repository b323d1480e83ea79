import { describe, expect, it } from 'vitest';
import { options as showOptions } from '../../src/commands/show-performance/command.ts';
import { run as showPerformance } from '../../src/commands/show-performance/run.ts';
import type { CommandContext } from '../../src/kit/command.ts';
import { instant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { totalCharges } from '../../src/core/charges/charges.ts';
import { options } from '../../src/jobs/perf/job.ts';
import { run } from '../../src/jobs/perf/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { kept, session } from '../store/session-rows.ts';
import { bench } from '../support/bench.ts';
import { openedStore } from '../support/opened-store.ts';
import { tradedAccount } from '../support/traded-account.ts';
import { defaultSettings } from '../support/defaults.ts';

const ISIN = 'INE001A01018';
/** Monday to Friday, and the Friday before. */
const [BEFORE, MON, TUE, WED, THU] = [
  '2026-11-13',
  '2026-11-16',
  '2026-11-17',
  '2026-11-18',
  '2026-11-19',
];
/** Closes of the share in rupees and of the index in points. */
const CLOSES: Readonly<Record<string, readonly [number, number]>> = {
  [BEFORE]: [100, 25_000],
  [MON]: [102, 25_250],
  [TUE]: [101, 25_250],
  [WED]: [110, 24_745],
  [THU]: [99, 25_250],
};

/** Puts a session's official closes, and those of the index, into the store. */
async function published(opened: OpenStore, day: string): Promise<void> {
  const [close = 0, level = 0] = CLOSES[day] ?? [];
  const on = sessionDate(day);
  await kept(opened, {
    ...session(on, `ACME EQ ${ISIN} ${close * 100}`),
    indices: [{ session: on, name: 'Nifty 50', close: level * 100 }],
  });
}

/** A lakh in, 100 shares bought at 100 on Monday, 40 of them sold at 110 on Wednesday. */
async function desk(days: readonly string[] = [BEFORE, MON, TUE, WED, THU]) {
  const opened = await openedStore();
  const { store } = opened;
  for (const day of days) await published(opened, day);
  const account = await tradedAccount(store);
  const [listing] = await store.instruments.find('XNSE', ['ACME']);
  const listingId = listing?.listingId ?? 0;
  await account.cash(MON, 100_000);
  await account.trade(listingId, { on: MON, side: 'BUY', quantity: 100, price: 100 });
  const { ctx, warnings } = bench({ now: `${THU}T20:00`, store });
  const perf = (at = `${THU}T20:00`, raw: RawOptions = {}) =>
    run(
      { ...ctx, clock: { now: () => instant(Date.parse(`${at}:00+05:30`) / 1000) } },
      readOptions(options, raw),
    );
  const { accountId } = account;
  const charges = async (): Promise<number[]> =>
    (await store.trades.list({ accountId })).map((trade) => totalCharges(trade.charges));
  return { opened, store, account, accountId, listingId, perf, charges, warnings };
}

describe('perf', () => {
  it('reckons days by hand: the first against what was paid in, later ones against the day before', async () => {
    const { store, accountId, perf, charges } = await desk();
    const outcome = await perf();
    expect(outcome).toMatchObject({ status: 'ok', counts: { sessions: 4, provisional: 0 } });
    const [charged = 0] = await charges();
    const cash = 100_000 * 100 - 100 * 10_000 - charged;
    const worth = [102, 101, 110, 99].map((close) => cash + 100 * close * 100);
    const days = await store.performance.days(accountId);
    expect(days.map(({ valuePaise }) => valuePaise)).toEqual(worth);
    expect(days.map(({ flowPaise }) => flowPaise)).toEqual([10_000_000, 0, 0, 0]);
    const [first = 0, second = 0, third = 0, fourth = 0] = worth;
    const returns = [first / 10_000_000 - 1, second / first - 1, third / second - 1];
    for (const [place, change] of [...returns, fourth / third - 1].entries()) {
      expect(days[place]?.return).toBeCloseTo(change, 12);
    }
    expect(days[3]?.drawdown).toBeCloseTo(fourth / third - 1, 12);
    expect(days[3]?.totalReturn).toBeCloseTo(fourth / 10_000_000 - 1, 12);
  });

  it('compares with the index from the close before the first session on', async () => {
    const { store, accountId, perf } = await desk();
    await perf();
    const days = await store.performance.days(accountId);
    const told = days.map(({ benchmarkReturn }) => benchmarkReturn);
    for (const [place, change] of [0.01, 0, -0.02, 25_250 / 24_745 - 1].entries()) {
      expect(told[place]).toBeCloseTo(change, 12);
    }
    expect(days[3]?.benchmarkSince).toBeCloseTo(0.01, 12);
    expect(days[3]?.benchmarkTotalSince, 'no index with dividends is kept').toBeUndefined();
    const [month] = await store.performance.months(accountId);
    expect(month).toMatchObject({ month: '2026-11', sessions: 4, trades: 1, closes: true });
    expect(month?.benchmarkReturn).toBeCloseTo(0.01, 12);
    expect(month?.return).toBeCloseTo(days[3]?.totalReturn ?? Number.NaN, 12);
  });

  it('says from which session on it needs the index, where there is no level before the first', async () => {
    const { perf, warnings } = await desk([MON]);
    await perf(`${MON}T20:00`);
    expect(warnings).toEqual([
      `nothing to compare with: no level of "Nifty 50" is kept of two sessions in a row; \`paperjobs eod --from ${BEFORE}\` fetches them`,
    ]);
  });

  it('compares with the index that counts dividends too, where that is kept', async () => {
    const { opened, store, accountId, perf } = await desk();
    for (const [day, level] of [
      [BEFORE, 1000],
      [MON, 1020],
    ] as const) {
      const on = sessionDate(day);
      await kept(opened, {
        ...session(on, `ACME EQ ${ISIN} ${(CLOSES[day]?.[0] ?? 0) * 100}`),
        indices: [{ session: on, name: 'NIFTY 50 TRI', close: level * 100 }],
      });
    }
    await perf();
    const [first, second] = await store.performance.days(accountId);
    expect(first?.benchmarkTotalReturn).toBeCloseTo(0.02, 12);
    expect(first?.benchmarkReturn, 'of prices alone').toBeCloseTo(0.01, 12);
    expect(second?.benchmarkTotalReturn, 'of Tuesday nothing is kept').toBeUndefined();
  });

  it('changes nothing when it runs again', async () => {
    const { perf } = await desk();
    await perf();
    expect(await perf()).toMatchObject({ status: 'noop', counts: { changed: 0, summaries: 0 } });
  });

  it('is provisional until the official close is there, and final then', async () => {
    const { opened, store, accountId, perf } = await desk([BEFORE, MON, TUE, WED]);
    expect((await perf(`${THU}T16:00`)).counts).toMatchObject({ provisional: 1 });
    const before = (await store.performance.days(accountId)).at(-1);
    expect(before, 'valued at the close of Wednesday').toMatchObject({ closes: false, return: 0 });
    await published(opened, THU);
    expect(await perf()).toMatchObject({ status: 'ok', counts: { provisional: 0, summaries: 1 } });
    const after = (await store.performance.days(accountId)).at(-1);
    expect(after?.closes).toBe(true);
    expect(after?.return).toBeLessThan(-0.01);
  });

  it('as of a past day it knows nothing later, and takes nothing away', async () => {
    const { store, accountId, perf } = await desk();
    await perf(`${TUE}T20:00`);
    expect((await store.performance.days(accountId)).map((day) => day.session)).toEqual([MON, TUE]);
    await perf();
    const whole = await store.performance.months(accountId);
    expect(await perf(`${TUE}T20:00`)).toMatchObject({ status: 'noop', counts: { changed: 0 } });
    expect(await store.performance.months(accountId)).toEqual(whole);
  });

  it('makes closes anew that the books contradict', async () => {
    const { store, account, accountId, perf } = await desk();
    await perf();
    await account.cash(WED, 5000);
    expect(await perf()).toMatchObject({ status: 'ok', counts: { summaries: 2 } });
    const days = await store.performance.days(accountId);
    expect(days.map(({ flowPaise }) => flowPaise)).toEqual([10_000_000, 0, 500_000, 0]);
    expect(days[2]?.return, 'money paid in is no gain').toBeLessThan(0.01);
  });

  it('tells strategies apart, profits after the charges of both ends', async () => {
    const { store, account, accountId, listingId, perf, charges } = await desk();
    const sold = { on: WED, side: 'SELL', quantity: 40, price: 110 } as const;
    await account.trade(listingId, { ...sold, key: 'bot:turtle:2026-11-18' });
    await perf();
    const [bought = 0, sale = 0] = await charges();
    const strategies = await store.performance.strategies(accountId);
    expect(strategies.map(({ strategy }) => strategy)).toEqual(['by hand', 'turtle']);
    const profit = 40 * 1000 - sale - Math.round(bought * 0.4);
    expect(strategies[1]).toMatchObject({
      fills: 1,
      realisedPaise: 40_000,
      chargesPaise: sale,
      closed: { trades: 1, wins: 1, losses: 0, winRate: 1, expectancy: profit },
    });
    expect(strategies[1]?.closed.profitFactor, 'without a loss').toBeUndefined();
    expect(strategies[0]?.closed).toMatchObject({ trades: 0 });
    const early = await store.performance.strategies(accountId, sessionDate(TUE));
    expect(early.map(({ strategy }) => strategy)).toEqual(['by hand']);
  });

  it('refuses a benchmark file where no equity file is told', async () => {
    const { perf } = await desk();
    await expect(perf(undefined, { benchmark: 'x.csv' })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('show performance', () => {
  it('prints figures, days, months and strategies as they stood on a day', async () => {
    const { store, perf } = await desk();
    await perf();
    const ctx = {
      store: async () => store,
      resolved: { settings: defaultSettings() },
    } as unknown as CommandContext;
    const shown = async (raw: RawOptions) =>
      (await showPerformance(ctx, readOptions(showOptions, raw))).json;
    expect(await shown({})).toMatchObject([
      { account: 'main', from: MON, to: THU, returns: 4, sortino: expect.any(Number) },
    ]);
    expect(await shown({ on: TUE })).toMatchObject([{ to: TUE, returns: 2 }]);
    expect(await shown({ by: 'day', on: MON })).toMatchObject([
      { account: 'main', session: MON, flow: 100_000, provisional: false },
    ]);
    expect(await shown({ by: 'month' })).toMatchObject([{ month: '2026-11', trades: 1 }]);
    expect(await shown({ by: 'strategy' })).toMatchObject([
      { strategy: 'by hand', winRate: null, profitFactor: null },
    ]);
  });

  it('tells how much was in the market and traded, and windows of sessions', async () => {
    const { store, perf } = await desk();
    await perf();
    const ctx = {
      store: async () => store,
      resolved: { settings: defaultSettings() },
    } as unknown as CommandContext;
    const shown = async (raw: RawOptions) =>
      await showPerformance(ctx, readOptions(showOptions, raw));
    const days = await store.performance.days(1);
    const shares = days.map(({ sharesPaise, valuePaise }) => sharesPaise / valuePaise);
    const { json, text } = await shown({});
    expect(json, 'it never sold').toMatchObject([
      {
        exposure: expect.closeTo(shares.reduce((sum, share) => sum + share, 0) / days.length, 12),
        turnover: 0,
      },
    ]);
    expect(text).toMatch(/in the market +10\.\d\d %\nturnover a year +0\.00 %\n/);
    const rolling = await shown({ by: 'rolling', window: '3' });
    expect(rolling.json).toMatchObject([
      { account: 'main', session: WED, beta: expect.any(Number) },
      { account: 'main', session: THU, sharpe: expect.any(Number) },
    ]);
    expect((await shown({ by: 'rolling' })).text).toBe('no account has 63 sessions\n');
    await expect(shown({ by: 'rolling', window: '1' })).rejects.toMatchObject({ code: 'usage' });
  });
});
