import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { adjustedSeries, shareFactorsUntil } from '../../src/feed/adjusted-series.ts';
import type { AnalysedSeries } from '../../src/feed/adjusted-series.ts';
import { ANALYSIS_OPTIONS } from '../../src/feed/analysis-options.ts';
import { analysisFile, selectAnalysis } from '../../src/feed/analysis-selection.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import type { PriceFactor } from '../../src/core/corporate-actions/price-factor.ts';
import { member, members } from '../core/indices/members.ts';
import { bench } from '../support/bench.ts';
import { dailyBars } from '../support/bars.ts';
import { NOW, learnt, openedStore, share } from '../support/opened-store.ts';

const SPLIT: PriceFactor = {
  security: 'INE000A01001',
  isin: 'INE000A01001',
  symbol: 'ACME',
  exDate: sessionDate('2026-01-07'),
  shares: 0.5,
  rights: 1,
  specialDividend: 1,
  kinds: ['split'],
};

const ISINS = { ACME: 'INE000A01001', BRICK: 'INE000B01001', GONE: 'INE000C01001' } as const;

/** Two shares and a bond; BRICK was last dealt in on 6 January, the others two days later. */
async function desk(now = '2026-01-08T20:00') {
  const opened = await openedStore();
  const { store } = opened;
  await learnt(opened, [
    share('ACME', { isin: 'INE000A01001' }),
    share('BRICK', { isin: 'INE000B01001' }),
    share('LOAN', { isin: 'IN0000D01001', kind: 'bond', series: 'GS' }),
  ]);
  const listings = await store.instruments.find('XNSE', ['ACME', 'BRICK', 'LOAN']);
  await store.write(async (books) => {
    for (const { symbol, listingId } of listings) {
      const last = symbol === 'BRICK' ? '2026-01-06' : '2026-01-08';
      books.candles.saveDaily(listingId, 'raw', 'nse', dailyBars('2026-01-01', last));
    }
    await books.priceFactors.apply([], [SPLIT, { ...SPLIT, exDate: sessionDate('2026-01-09') }]);
  });
  const { ctx, warnings } = bench({ now, store });
  const files = new Map([
    [
      '/bars/one.csv',
      'date,open,high,low,close,volume\n2026-01-01,1,1,1,1,0\n2026-01-02,2,2,2,2,0\n',
    ],
  ]);
  const reading = {
    ...ctx,
    files: { ...ctx.files, read: async (path: string) => files.get(path) },
  };
  const valuesOf = (raw: RawOptions) => readOptions(ANALYSIS_OPTIONS, raw);
  return {
    opened,
    store,
    warnings,
    select: (raw: RawOptions = {}) => selectAnalysis(ctx, valuesOf(raw)),
    async analysed(raw: RawOptions = {}): Promise<AnalysedSeries[]> {
      const all: AnalysedSeries[] = [];
      for await (const one of adjustedSeries(store, await selectAnalysis(ctx, valuesOf(raw)))) {
        all.push(one);
      }
      return all;
    },
    file: (input: string, raw: RawOptions = {}) =>
      analysisFile(reading, { ...valuesOf(raw), input }),
  };
}

const described = (all: readonly AnalysedSeries[]): string[] =>
  all.map(
    ({ instrument, series, places }) =>
      `${instrument.symbol} ${places.map((place) => series.sessions[place]).join(' ')}`,
  );

describe('what is computed', () => {
  it('is the newest kept session of every share that was dealt in on it', async () => {
    const { analysed } = await desk();
    expect(described(await analysed())).toEqual(['ACME 2026-01-08']);
  });

  it('is what dates, symbols and all history ask for', async () => {
    const { analysed } = await desk();
    const all = '2026-01-01 2026-01-02 2026-01-05 2026-01-06';
    expect(described(await analysed({ date: '2026-01-06' }))).toEqual([
      'ACME 2026-01-06',
      'BRICK 2026-01-06',
    ]);
    expect(described(await analysed({ allHistory: true, symbols: 'brick' }))).toEqual([
      `BRICK ${all}`,
    ]);
    expect(described(await analysed({ from: '2026-01-06', symbols: 'LOAN,BRICK' }))).toEqual([
      'BRICK 2026-01-06',
      'LOAN 2026-01-06 2026-01-07 2026-01-08',
    ]);
    expect(await analysed({ date: '2026-01-04' })).toEqual([]);
  });

  it('sees nothing of a session that is not over at the run’s moment', async () => {
    const { analysed } = await desk('2026-01-07T12:00');
    const [acme] = await analysed({ to: '2026-01-31', symbols: 'ACME' });
    expect(acme?.series.sessions.at(-1)).toBe('2026-01-06');
    expect(acme?.series.close[0], 'the split is still to come').toBe(100);
  });

  it('is in shares of the last session that is looked at', async () => {
    const { analysed } = await desk();
    const [acme] = await analysed();
    expect([...(acme?.series.close ?? [])]).toEqual([50, 50, 50, 50, 100, 100]);
    const [before] = await analysed({ date: '2026-01-06' });
    expect([...(before?.series.close ?? [])]).toEqual([100, 100, 100, 100]);
  });

  it('counts with what a person entered, in the price only and beside a split of the same day', async () => {
    const { analysed, store } = await desk();
    const demerger: PriceFactor = {
      ...SPLIT,
      exDate: sessionDate('2026-01-05'),
      shares: 1,
      rights: 0.9,
      manual: 0.8,
      reason: 'cost apportioned',
      kinds: ['rights', 'demerger'],
    };
    await store.write(async (books) => books.priceFactors.apply([], [demerger]));
    const [acme] = await analysed();
    expect(
      [...(acme?.series.close ?? [])],
      'no fall on the ex-date; rights by words stay out',
    ).toEqual([40, 40, 50, 50, 100, 100]);
    const [before] = await analysed({ date: '2026-01-02' });
    expect([...(before?.series.close ?? [])], 'nothing of it is known yet').toEqual([100, 100]);
    const shares = await shareFactorsUntil(store, sessionDate('2026-01-08'));
    expect([...shares.values()]).toEqual([[{ exDate: sessionDate('2026-01-07'), factor: 0.5 }]]);
  });

  it('names symbols that nothing is known of', async () => {
    const { select } = await desk();
    const { unknown, instruments } = await select({ symbols: 'ACME,BRICKS' });
    expect(instruments).toHaveLength(1);
    expect(unknown).toEqual(['nothing is known of "BRICKS"; did you mean "BRICK"?']);
    await expect(select({ symbols: 'NOPE' })).rejects.toThrow(/nothing is known of "NOPE"/);
  });

  it('is the members of an index as it was kept', async () => {
    const { select, store } = await desk();
    await expect(select({ index: 'NIFTY50' })).rejects.toMatchObject({ code: 'not-yet' });
    const learned = {
      code: 'NIFTY50',
      day: sessionDate('2026-01-02'),
      members: members('ACME', 'DUMMYBRICK'),
      source: 'nse',
    };
    await store.write((books) => books.indexMembership.learn(learned, NOW));
    const { instruments } = await select({ index: 'nifty50' });
    expect(instruments.map(({ symbol }) => symbol)).toEqual(['ACME']);
  });

  it('is the members of each session, whoever is one today', async () => {
    const { analysed, select, store, warnings } = await desk();
    const lists = [
      ['2026-01-02', ['ACME', 'BRICK']],
      ['2026-01-05', ['BRICK', 'GONE']],
      ['2026-01-07', ['ACME']],
    ] as const;
    for (const [day, symbols] of lists) {
      const learned = { code: 'NIFTY50', day: sessionDate(day), source: 'nse' };
      await store.write((books) =>
        books.indexMembership.learn(
          { ...learned, members: symbols.map((symbol) => member(symbol, { isin: ISINS[symbol] })) },
          NOW,
        ),
      );
    }
    expect(described(await analysed({ index: 'NIFTY50', from: '2026-01-02' }))).toEqual([
      'ACME 2026-01-02 2026-01-07 2026-01-08',
      'BRICK 2026-01-02 2026-01-05 2026-01-06',
    ]);
    expect(described(await analysed({ index: 'NIFTY50', date: '2026-01-05' }))).toEqual([
      'BRICK 2026-01-05',
    ]);
    expect(described(await analysed({ index: 'NIFTY50' }))).toEqual(['ACME 2026-01-08']);
    expect(warnings).toEqual([]);
    const all = await select({ index: 'NIFTY50', from: '2026-01-02' });
    expect(all.unknown).toEqual(['nothing is known of "GONE", a member of NIFTY50']);
    expect((await select({ index: 'NIFTY50', from: '2026-01-07' })).unknown).toEqual([]);
    expect(described(await analysed({ index: 'NIFTY50', allHistory: true })).at(0)).toBe(
      'ACME 2026-01-01 2026-01-02 2026-01-07 2026-01-08',
    );
    expect(warnings, 'the first list stands in').toEqual([expect.stringContaining('2026-01-02')]);
  });

  it('looks at no list that came after the run’s moment', async () => {
    const { select, store } = await desk('2026-01-05T20:00');
    const learned = {
      code: 'NIFTY50',
      day: sessionDate('2026-01-06'),
      members: members('ACME'),
      source: 'nse',
    };
    await store.write((books) => books.indexMembership.learn(learned, NOW));
    await expect(select({ index: 'NIFTY50' })).rejects.toMatchObject({ code: 'not-yet' });
  });

  it.each([
    [{ symbols: 'ACME', index: 'NIFTY50' }, /either --symbols or --index/],
    [{ allHistory: true, date: '2026-01-06' }, /either --all-history or dates/],
    [{ from: '2026-01-06', to: '2026-01-05' }, /--from not after --to/],
  ])('%o contradicts itself', async (raw, words) => {
    const { select } = await desk();
    const failure: unknown = await select(raw).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'usage', message: expect.stringMatching(words) });
  });

  it('may be a file, all of it unless dates are asked for', async () => {
    const { file } = await desk();
    const whole = await file('/bars/one.csv');
    expect(whole).toMatchObject({ symbol: 'one', places: [0, 1] });
    expect((await file('/bars/one.csv', { date: '2026-01-02' })).places).toEqual([1]);
    await expect(file('/bars/none.csv')).rejects.toThrow(/found none at "\/bars\/none.csv"/);
    await expect(file('/bars/one.csv', { symbols: 'ACME' })).rejects.toThrow(/--input without/);
  });
});
