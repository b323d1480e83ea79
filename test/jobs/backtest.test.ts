import { describe, expect, it } from 'vitest';
import { BASES, inHundredths } from '../../src/core/backtest/forward-returns.ts';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { options } from '../../src/jobs/backtest/job.ts';
import { run } from '../../src/jobs/backtest/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import type { KeptStatistics } from '../../src/store/hit-returns.ts';
import { NOW } from '../support/opened-store.ts';
import { analysisDesk } from './analysis-desk.ts';
import type { AnalysisDesk } from './analysis-desk.ts';

const [FIRST, SECOND] = [sessionDate('2025-06-02'), sessionDate('2025-06-16')];
const LATE = sessionDate('2026-01-07');
const ALL = { from: sessionDate('2000-01-01'), to: sessionDate('2099-01-01') };
const WINDOW = { from: '2025-01-01' };

const backtest = ({ ctx }: AnalysisDesk, raw: RawOptions = {}) =>
  run(ctx, readOptions(options, raw));

/** Says that a strategy picked shares on some sessions. */
async function picked(
  { opened, ids }: AnalysisDesk,
  hits: readonly (readonly [symbol: string, session: typeof FIRST, action?: 'exit'])[],
): Promise<void> {
  await opened.store.write((books) =>
    books.strategyHits.replace(
      hits.map(([symbol, session, action]) => ({
        instrumentId: ids.get(symbol) ?? 0,
        sessions: [session],
        strategies: ['turtle'],
        found: [
          { session, strategy: 'turtle', action: action ?? ('enter' as const), reason: 'so' },
        ],
      })),
    ),
  );
}

describe('backtest of hits', () => {
  it('keeps what came after each, as another calculation has it', async () => {
    const desk = await analysisDesk();
    await picked(desk, [
      ['ACME', FIRST],
      ['BRICK', LATE],
    ]);
    expect(await backtest(desk, WINDOW)).toMatchObject({ status: 'ok', counts: { hits: 2 } });
    const rows = await desk.opened.store.hitReturns.shown(ALL);
    const bars = desk.bars.get('ACME') ?? [];
    const at = bars.findIndex(({ session }) => session === FIRST);
    const [entry, next] = [bars[at]?.closePaise ?? 0, bars[at + 1]?.openPaise ?? 0];
    const of = (basis: string, symbol = 'ACME') =>
      rows.find((row) => row.basis === basis && row.instrumentId === desk.ids.get(symbol));
    const after = bars.slice(at + 1, at + 101).map(({ closePaise }) => closePaise);
    const percent = (from: number): number[] =>
      after.map((close) => inHundredths((close - from) / from));
    expect(of('close')).toMatchObject({ entry: entry / 100, rates: percent(entry) });
    expect(of('open')).toMatchObject({ entry: next / 100, rates: percent(next) });
    expect(of('net')?.rates).toHaveLength(100);
    for (const [place, rate] of (of('net')?.rates ?? []).entries()) {
      const gross = of('open')?.rates[place] ?? 0;
      // Taxes, fees and the depository: between 0.2 and 0.3 per cent of a hundred thousand rupees.
      expect(gross - rate).toBeGreaterThan(15);
      expect(gross - rate).toBeLessThan(35);
    }
    expect(of('close', 'BRICK')?.rates, 'one bar so far').toHaveLength(1);
    expect((await backtest(desk, WINDOW)).counts['changed'], 'again changes nothing').toBe(0);
  });

  it('sums up strategies beside all shares of the same sessions, entries apart from exits', async () => {
    const desk = await analysisDesk();
    await picked(desk, [
      ['ACME', FIRST],
      ['ACME', SECOND],
      ['BRICK', SECOND],
      ['BRICK', FIRST, 'exit'],
    ]);
    await backtest(desk, WINDOW);
    const kept = await desk.opened.store.hitReturns.statistics();
    const five = (strategy: string): KeptStatistics | undefined =>
      kept.find((row) => row.strategy === strategy && row.basis === 'close' && row.horizon === 5);
    const after = (symbol: string, session: string): number => {
      const bars = desk.bars.get(symbol) ?? [];
      const at = bars.findIndex((bar) => bar.session === session);
      return (bars[at + 5]?.closePaise ?? 0) / (bars[at]?.closePaise ?? 1) - 1;
    };
    const values = [after('ACME', FIRST), after('ACME', SECOND), after('BRICK', SECOND)];
    const market = (session: string): number =>
      (after('ACME', session) + after('BRICK', session)) / 2;
    expect(five('turtle')).toMatchObject({ hits: 3, sessions: 2 });
    expect(five('turtle')?.mean).toBeCloseTo(values.reduce((a, b) => a + b, 0) / 3, 12);
    expect(five('turtle')?.universeMean).toBeCloseTo((market(FIRST) + 2 * market(SECOND)) / 3, 12);
    expect(five('turtle exit')).toMatchObject({ hits: 1 });
    expect(kept.every(({ to }) => to === '2026-01-08')).toBe(true);
    const some = await backtest(desk, { ...WINDOW, symbols: 'ACME' });
    expect(some.counts).toMatchObject({ hits: 2 });
    expect(await desk.opened.store.hitReturns.statistics(), 'not of a part').toEqual(kept);
  });

  it('of another stake takes the place of what was kept whole', async () => {
    const [desk, fresh] = [await analysisDesk(), await analysisDesk()];
    for (const one of [desk, fresh]) await picked(one, [['ACME', FIRST]]);
    const net = async ({ opened }: AnalysisDesk) =>
      (await opened.store.hitReturns.shown(ALL)).find(({ basis }) => basis === 'net')?.rates;
    await backtest(desk, WINDOW);
    const before = await net(desk);
    expect(before).toHaveLength(100);
    const small = { ...WINDOW, stake: '2000' };
    expect((await backtest(desk, small)).counts['changed']).toBe(1);
    await backtest(fresh, small);
    expect(await net(desk)).toEqual(await net(fresh));
    expect(await net(desk)).not.toEqual(before);
    expect((await backtest(desk, small)).counts['changed']).toBe(0);
  });

  it('goes when the strategy no longer says it, and no other does', async () => {
    const desk = await analysisDesk();
    await picked(desk, [
      ['ACME', FIRST],
      ['ACME', SECOND],
      ['BRICK', FIRST],
    ]);
    await backtest(desk, WINDOW);
    await desk.opened.store.write((books) =>
      books.strategyHits.replace([
        {
          instrumentId: desk.ids.get('ACME') ?? 0,
          sessions: [FIRST],
          strategies: ['turtle'],
          found: [],
        },
      ]),
    );
    const others = await backtest(desk, { ...WINDOW, strategies: 'volume_surge' });
    expect(others.counts['changed'], 'other strategies').toBe(0);
    expect((await backtest(desk, WINDOW)).counts).toMatchObject({ hits: 2, changed: 3 });
    const left = await desk.opened.store.hitReturns.shown(ALL);
    expect(left.map(({ instrumentId, session }) => [instrumentId, session])).toEqual(
      [
        ['BRICK', FIRST],
        ['ACME', SECOND],
      ].flatMap(([symbol = '', session]) => BASES.map(() => [desk.ids.get(symbol), session])),
    );
  });

  it('hears a signal while it reads', async () => {
    const desk = await analysisDesk();
    await picked(desk, [['ACME', FIRST]]);
    setImmediate(() => desk.stop.abort(new Failure('stopped', 'stopped by SIGTERM')));
    await expect(backtest(desk, WINDOW)).rejects.toMatchObject({ code: 'stopped' });
  });

  it('has nothing to do without hits', async () => {
    const desk = await analysisDesk();
    const none = await backtest(desk);
    expect(none).toMatchObject({ status: 'noop', counts: { hits: 0 } });
    expect(none.summary).toContain('paperjobs strategies');
  });
});

describe('backtest of a strategy', () => {
  const asked = { strategy: 'sma_cross', set: 'sma_cross.fast=5,sma_cross.slow=20', ...WINDOW };

  it('trades, is kept once, and is the same again', async () => {
    const desk = await analysisDesk();
    const first = await backtest(desk, asked);
    expect(first).toMatchObject({ status: 'ok', counts: { instruments: 2, changed: 1 } });
    expect(first.counts['trades']).toBeGreaterThan(4);
    expect(first.text).toMatch(/^figure +value\nstrategy +sma_cross\n/);
    const again = await backtest(desk, asked);
    expect(again.counts['changed']).toBe(0);
    expect(again.result).toEqual(first.result);
    const [kept] = await desk.opened.store.backtestResults.shown('sma_cross', 5);
    expect(kept).toMatchObject({
      universe: 'all',
      capitalPaise: 100_000_000,
      trades: first.counts['trades'],
    });
    await backtest(desk, { ...asked, seed: '2' });
    expect(await desk.opened.store.backtestResults.shown(undefined, 5)).toHaveLength(2);
  });

  it('until a day is the same, whatever came after it', async () => {
    const desk = await analysisDesk();
    const whole = (await backtest(desk, asked)).result as { trades: { session: string }[] };
    const short = (await backtest(desk, { ...asked, to: '2025-09-30' })).result as typeof whole;
    expect(short.trades.length).toBeGreaterThan(0);
    expect(whole.trades.filter(({ session }) => session <= '2025-09-30')).toEqual(short.trades);
  });

  it('buys members of an index only while they are members', async () => {
    const desk = await analysisDesk();
    const index = { ...asked, index: 'NIFTY50', from: '2025-02-03' };
    await expect(backtest(desk, index)).rejects.toThrow('paperjobs nse-indices');
    const member = (symbol: string, place: string) => ({
      symbol,
      isin: `INE00000${place}01`,
      company: symbol,
      dummy: false,
    });
    await desk.opened.store.write(async (books) => {
      for (const [day, members] of [
        ['2025-01-15', [member('ACME', '00')]],
        ['2025-08-01', [member('BRICK', '01')]],
      ] as const) {
        await books.indexMembership.learn(
          { code: 'NIFTY50', source: 'nse', day: sessionDate(day), members },
          NOW,
        );
      }
    });
    const { result } = await backtest(desk, index);
    const bought = (
      result as { trades: { symbol: string; side: string; session: string }[] }
    ).trades
      .filter(({ side }) => side === 'BUY')
      .map(({ symbol, session }) => ({ symbol, before: session <= '2025-08-01' }));
    expect(new Set(bought.map(({ symbol, before }) => `${symbol} ${before}`))).toEqual(
      new Set(['ACME true', 'BRICK false']),
    );
    expect(desk.warnings).toEqual([]);
    await backtest(desk, { ...index, from: '2025-01-02' });
    expect(desk.warnings).toEqual([expect.stringContaining('of 2025-01-15')]);
  });

  it('refuses what contradicts itself', async () => {
    const desk = await analysisDesk();
    const refused = (raw: RawOptions) => expect(backtest(desk, raw)).rejects;
    await refused({ set: 'turtle.days=3' }).toThrow('--set with --strategy');
    await refused({ index: 'NIFTY50' }).toThrow('--index with --strategy');
    await refused({ strategy: 'turtle', strategies: 'turtle' }).toThrow('found both');
    await refused({ strategies: 'turtel' }).toThrow('did you mean "turtle"');
    await refused({ strategy: 'fundamental' }).toThrow('nothing kept tells');
    await refused({ from: '2026-01-02', to: '2026-01-01' }).toThrow('not after --to');
  });
});
