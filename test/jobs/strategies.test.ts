import { describe, expect, it } from 'vitest';
import { dayNumber, sessionDate } from '../../src/core/market/session-date.ts';
import { PICK_NAMES } from '../../src/core/strategies/names.ts';
import { strategyNamed } from '../../src/core/strategies/registry.ts';
import { decisionsOf, readParameters } from '../../src/core/strategies/strategy.ts';
import { options } from '../../src/jobs/strategies/job.ts';
import { run } from '../../src/jobs/strategies/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import { analysisDesk } from './analysis-desk.ts';
import type { AnalysisDesk } from './analysis-desk.ts';

const ALL = { from: sessionDate('2000-01-01'), to: sessionDate('2099-01-01') };
const LAST = sessionDate('2026-01-08');

const ask = ({ ctx }: AnalysisDesk, raw: RawOptions = {}) => run(ctx, readOptions(options, raw));

/** What a strategy says of a symbol's bars, as `session action`. */
function said(
  { bars }: AnalysisDesk,
  symbol: string,
  name: string,
  given: Readonly<Record<string, number>> = {},
): string[] {
  const own = bars.get(symbol) ?? [];
  const column = (of: (bar: (typeof own)[number]) => number) => Float64Array.from(own, of);
  const strategy = strategyNamed(name);
  const series = {
    open: column(({ openPaise }) => openPaise / 100),
    high: column(({ highPaise }) => highPaise / 100),
    low: column(({ lowPaise }) => lowPaise / 100),
    close: column(({ closePaise }) => closePaise / 100),
    volume: column(({ volume }) => volume),
    days: Int32Array.from(own, ({ session }) => dayNumber(session)),
  };
  return decisionsOf(strategy, series, readParameters(strategy, given)).map(
    ({ place, action }) => `${own[place]?.session} ${action}`,
  );
}

async function kept({ opened }: AnalysisDesk, strategy: string): Promise<string[]> {
  const rows = await opened.store.strategyHits.shown({ ...ALL, strategies: [strategy] });
  return rows.map(({ session, action }) => `${session} ${action}`);
}

describe('strategies', () => {
  it('keeps what the eleven say of all history, and says so once', async () => {
    const desk = await analysisDesk(undefined, ['ACME']);
    const first = await ask(desk, { allHistory: true });
    expect(first).toMatchObject({ status: 'ok', counts: { instruments: 1, passedOver: 1 } });
    expect(first.counts['changed']).toBe(first.counts['hits']);
    for (const name of PICK_NAMES) expect(await kept(desk, name)).toEqual(said(desk, 'ACME', name));
    expect((await kept(desk, 'turtle')).length).toBeGreaterThan(0);
    expect((await ask(desk, { allHistory: true })).counts['changed']).toBe(0);
    expect(desk.warnings, 'one of the usual ones is no cause for alarm').toEqual([]);
    expect(desk.log.map(({ fields }) => fields['reason'])).toContainEqual(
      expect.stringContaining('fundamental is passed over'),
    );
  });

  it('asks those that are named, about the sessions that are named', async () => {
    const desk = await analysisDesk();
    await ask(desk, { strategies: 'donchian,rsi_reversion', dates: `2025-09-01,${LAST}` });
    const expected = ['ACME', 'BRICK']
      .flatMap((symbol) => said(desk, symbol, 'donchian'))
      .filter((one) => one.startsWith('2025-09-01') || one.startsWith(LAST));
    expect((await kept(desk, 'donchian')).toSorted()).toEqual(expected.toSorted());
    expect(await kept(desk, 'turtle')).toEqual([]);
  });

  it('with other numbers prints what it finds and keeps nothing', async () => {
    const desk = await analysisDesk(undefined, ['ACME']);
    const { result, counts } = await ask(desk, { set: 'turtle.days=5', allHistory: true });
    const printed = result as { session: string; action: string; strategy: string }[];
    expect(printed.map(({ session, action }) => `${session} ${action}`)).toEqual(
      said(desk, 'ACME', 'turtle', { days: 5 }),
    );
    expect(counts['changed']).toBe(0);
    expect(await kept(desk, 'turtle')).toEqual([]);
  });

  it('knows of facts what deals, peers and a file tell', async () => {
    const desk = await analysisDesk();
    const text = 'symbol,date,pe,pb,roe\nBRICK,2025-06-02,12,2,20\n';
    const files = { ...desk.ctx.files, read: async () => text };
    const found = await run(
      { ...desk.ctx, files },
      readOptions(options, {
        strategies: 'fundamental,momentum_rank',
        facts: 'figures.csv',
        symbols: 'ACME,BRICK',
        from: '2025-05-30',
        to: '2026-01-08',
      }),
    );
    const hits = found.result as { symbol: string; session: string; strategy: string }[];
    const fundamental = hits.filter(({ strategy }) => strategy === 'fundamental');
    expect(fundamental[0]).toMatchObject({ symbol: 'BRICK', session: '2025-06-02' });
    expect(new Set(fundamental.map(({ symbol }) => symbol)), 'no figures').toEqual(
      new Set(['BRICK']),
    );
    const ranked = hits.filter(({ strategy }) => strategy === 'momentum_rank');
    expect(ranked.length, 'one of two is first, the other last').toBeGreaterThan(0);
    const buyers = { set: 'high_tight_flag.buyers=1,high_tight_flag.rise=1', date: LAST };
    expect(await ask(desk, buyers)).toMatchObject({ counts: { hits: 0, passedOver: 0 } });
  });

  it('reads a file of bars, and tells what cannot be asked of it', async () => {
    const desk = await analysisDesk(undefined, ['ACME']);
    const rows = (desk.bars.get('ACME') ?? []).map((bar) =>
      [
        bar.session,
        ...[bar.openPaise, bar.highPaise, bar.lowPaise, bar.closePaise].map((price) => price / 100),
        bar.volume,
      ].join(),
    );
    const text = ['date,open,high,low,close,volume', ...rows].join('\n');
    const ctx = { ...desk.ctx, files: { ...desk.ctx.files, read: async () => text } };
    const raw = { input: 'acme.csv', strategies: 'turtle,momentum_rank' };
    const found = await run(ctx, readOptions(options, raw));
    const hits = found.result as { session: string; action: string }[];
    expect(hits.map(({ session, action }) => `${session} ${action}`)).toEqual(
      said(desk, 'ACME', 'turtle'),
    );
    expect(desk.warnings).toEqual([
      'momentum_rank is passed over: nothing kept tells momentumRank',
    ]);
  });

  it.each([
    [{ strategies: 'opening_range_breakout' }, /needs bars inside sessions/],
    [{ set: 'turtle' }, /a number like turtle.days=20, found "turtle"/],
    [{ set: 'turtle.day=20' }, /did you mean "days"/],
    [{ set: 'turtles.days=20' }, /did you mean "turtle"/],
    [{ set: 'turtle.days=0' }, /turtle.days, found "0"/],
    [
      { set: 'turtle.days=20', strategies: 'donchian' },
      /strategies that are asked, found "turtle"/,
    ],
    [{ facts: 'nowhere.csv' }, /--facts: expected a CSV file/],
  ])('%o is refused', async (raw, words) => {
    const desk = await analysisDesk(undefined, ['ACME']);
    const failure: unknown = await ask(desk, raw).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'usage', message: expect.stringMatching(words) });
  });

  it('has nothing to do without bars, and is partial for a symbol that nobody knows', async () => {
    const desk = await analysisDesk(undefined, ['ACME']);
    expect(await ask(desk, { date: '2026-01-04' })).toMatchObject({ status: 'noop' });
    expect(await ask(desk, { symbols: 'ACME,NOPE' })).toMatchObject({ status: 'partial' });
  });
});
