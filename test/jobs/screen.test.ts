import { describe, expect, it } from 'vitest';
import type { DailySeries } from '../../src/core/analysis/daily-series.ts';
import { millionths } from '../../src/core/corporate-actions/millionths.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { BAR_COLUMNS, barValues } from '../../src/core/screen/columns.ts';
import { SCREEN_NAMES } from '../../src/core/screen/names.ts';
import type { ScreenName } from '../../src/core/screen/names.ts';
import { options as indicatorOptions } from '../../src/jobs/indicators/job.ts';
import { run as runIndicators } from '../../src/jobs/indicators/run.ts';
import { options } from '../../src/jobs/screen/job.ts';
import { run } from '../../src/jobs/screen/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import { NOW, share } from '../support/opened-store.ts';
import { analysisDesk } from './analysis-desk.ts';
import type { AnalysisDesk } from './analysis-desk.ts';

const LAST = sessionDate('2026-01-08');
const ALL = { from: sessionDate('2000-01-01'), to: sessionDate('2099-01-01') };

const screen = ({ ctx }: Pick<AnalysisDesk, 'ctx'>, raw: RawOptions = {}) =>
  run(ctx, readOptions(options, raw));

/** A symbol's bars as the screener reads them. */
function seriesOf({ bars }: AnalysisDesk, symbol: string): DailySeries {
  const own = bars.get(symbol) ?? [];
  const rupees = (of: (bar: (typeof own)[number]) => number): Float64Array =>
    Float64Array.from(own, (bar) => of(bar) / 100);
  return {
    sessions: own.map(({ session }) => session),
    open: rupees(({ openPaise }) => openPaise),
    high: rupees(({ highPaise }) => highPaise),
    low: rupees(({ lowPaise }) => lowPaise),
    close: rupees(({ closePaise }) => closePaise),
    volume: Float64Array.from(own, ({ volume }) => volume),
  };
}

async function valueOf(
  { opened, ids }: AnalysisDesk,
  symbol: string,
  name: ScreenName,
  session = LAST,
): Promise<number | undefined> {
  const rows = await opened.store.screen.between({ from: session, to: session });
  const row = rows.find(({ instrumentId }) => instrumentId === ids.get(symbol));
  return row?.values[SCREEN_NAMES.indexOf(name)];
}

/** Symbols of an answer, in its order. */
const symbolsIn = (result: unknown): string[] =>
  (result as { symbol: string }[]).map(({ symbol }) => symbol);

const THREE = ['ACME', 'BRICK', 'CLAY'];

describe('screen', () => {
  it('keeps a row for every instrument of the newest session, and once', async () => {
    const desk = await analysisDesk();
    const outcome = await screen(desk);
    expect(outcome).toMatchObject({
      status: 'ok',
      counts: { instruments: 2, rows: 2, changed: 2, unknown: 0 },
    });
    expect(outcome.text).toBeUndefined();
    const series = seriesOf(desk, 'ACME');
    const expected = barValues(series, [series.sessions.length - 1]);
    const [row] = await desk.opened.store.screen.between(ALL);
    expect(row?.values.slice(0, BAR_COLUMNS.length)).toEqual(expected);
    expect(await screen(desk)).toMatchObject({ counts: { rows: 2, changed: 0 } });
    expect((await screen(desk, { date: '2026-01-04' })).status).toBe('noop');
  });

  it('of many sessions are those of each alone', async () => {
    const [range, day] = [await analysisDesk(), await analysisDesk()];
    const wide = await screen(range, { from: '2025-12-01' });
    const sessions = seriesOf(range, 'ACME').sessions.filter((session) => session >= '2025-12-01');
    expect(wide.counts).toMatchObject({ rows: 2 * sessions.length });
    await screen(day, { date: '2025-12-15' });
    const one = { from: sessionDate('2025-12-15'), to: sessionDate('2025-12-15') };
    expect(await day.opened.store.screen.between(one)).toEqual(
      await range.opened.store.screen.between(one),
    );
  });

  it('answers a condition, computing first what is not there', async () => {
    const desk = await analysisDesk('2026-01-08T20:00', THREE);
    const closes = new Map(
      THREE.map((symbol) => [symbol, seriesOf(desk, symbol).close.at(-1) ?? 0]),
    );
    const [low = '', middle = '', high = ''] = THREE.toSorted(
      (a, b) => (closes.get(a) ?? 0) - (closes.get(b) ?? 0),
    );
    const limit = closes.get(middle) ?? 0;
    const asked = await screen(desk, { where: `close >= ${limit}`, sort: 'close desc' });
    expect(symbolsIn(asked.result)).toEqual([high, middle]);
    expect(asked.counts).toMatchObject({ instruments: 3, matched: 2, rows: 3, changed: 3 });
    expect(asked.text).toMatch(
      /^symbol +sector +close .*\n.*\n.*\n2 of 3 instruments of 2026-01-08\n$/,
    );
    const again = await screen(desk, {
      where: `close < ${limit}`,
      on: LAST,
      columns: 'close',
      csv: true,
    });
    expect(again.counts).toMatchObject({ matched: 1, rows: 0, changed: 0 });
    expect(again.text).toBe(`symbol,sector,close\n${low},,${closes.get(low)}\n`);
    const limited = await screen(desk, { where: 'close > 0', sort: 'close', limit: '1' });
    expect(symbolsIn(limited.result)).toEqual([low]);
    expect(limited.counts['matched']).toBe(3);
  });

  it('answers from a row of before columns were added only once they are filled', async () => {
    const desk = await analysisDesk('2026-01-08T20:00', THREE);
    await screen(desk);
    const { store } = desk.opened;
    const added = ['since_high', 'since_low', 'yearly_return_kept', 'volatility_kept'].map((name) =>
      SCREEN_NAMES.findIndex((one) => one === name),
    );
    const rows = await store.screen.between({ from: LAST, to: LAST });
    await store.write(async (books) =>
      books.screen.save(
        rows.map((row, place) => ({
          ...row,
          values: row.values.map((value, at) =>
            place > 0 && added.includes(at) ? Number.NaN : value,
          ),
        })),
      ),
    );
    const asked = await screen(desk, { where: 'since_high >= 0', on: LAST });
    expect(asked.counts).toMatchObject({ matched: 3, rows: 2, changed: 2 });
    expect(await store.screen.between({ from: LAST, to: LAST })).toEqual(rows);
    const again = await screen(desk, { where: 'since_high >= 0', on: LAST });
    expect(again.counts).toMatchObject({ matched: 3, rows: 0 });
  });

  it('evaluates functions over the bars of each instrument, and says what is absent', async () => {
    const desk = await analysisDesk('2026-01-08T20:00', THREE);
    const above = THREE.filter((symbol) => {
      const { close } = seriesOf(desk, symbol);
      const last = close.subarray(-37);
      return (close.at(-1) ?? 0) > last.reduce((a, b) => a + b, 0) / 37;
    });
    const asked = await screen(desk, { where: 'close > sma(37) and sessions_kept > 1' });
    expect(symbolsIn(asked.result)).toEqual(above);
    expect(above.length).toBeGreaterThan(0);
    const unknown = await screen(desk, { where: 'kdjk >= 0' });
    expect(unknown.counts).toMatchObject({ matched: 0 });
    expect(unknown.summary).toContain('of 3 a figure is absent');
    expect(desk.warnings).toEqual([expect.stringContaining('paperjobs indicators')]);
    await runIndicators(desk.ctx, readOptions(indicatorOptions, {}));
    expect((await screen(desk, { where: 'kdjk >= 0' })).counts).toMatchObject({ matched: 3 });
    expect((await screen(desk)).summary).toMatch(
      /saved screens: extreme_momentum \d, washed_out \d$/,
    );
  });

  it('takes members of an index as of the session, and a later list with a warning', async () => {
    const desk = await analysisDesk();
    const member = (symbol: string) => ({
      symbol,
      isin: `INE00000${symbol === 'ACME' ? '00' : '01'}01`,
      company: symbol,
      industry: 'Pottery',
      dummy: false,
      series: 'EQ',
    });
    await expect(screen(desk, { where: 'index = NIFTY50' })).rejects.toThrow(
      'paperjobs nse-indices',
    );
    await desk.opened.store.write(async (books) => {
      const list = { code: 'NIFTY50', source: 'nse' };
      for (const [day, symbols] of [
        ['2025-11-03', ['ACME']],
        ['2026-01-05', ['BRICK']],
      ] as const) {
        await books.indexMembership.learn(
          {
            ...list,
            day: sessionDate(day),
            members: symbols.map(member),
          },
          NOW,
        );
      }
    });
    const now = await screen(desk, { where: 'index = nifty50' });
    expect(symbolsIn(now.result)).toEqual(['BRICK']);
    const then = await screen(desk, {
      where: 'index = NIFTY50 and sector = pottery',
      on: '2025-12-15',
    });
    expect(symbolsIn(then.result)).toEqual(['ACME']);
    expect(desk.warnings).toEqual([]);
    const before = await screen(desk, { where: 'index = NIFTY50', on: '2025-06-02' });
    expect(symbolsIn(before.result)).toEqual(['ACME']);
    expect(desk.warnings).toEqual([expect.stringContaining('that of 2025-11-03 stands in')]);
    const sectors = await screen(desk, { by: 'sector' });
    expect(sectors.result).toMatchObject([{ group: 'Pottery', instruments: 2 }]);
  });

  it('tells deals, dividends and results as they were known in the session', async () => {
    const desk = await analysisDesk();
    await desk.opened.store.write(async (books) => {
      await books.deals.replaceList('bulk', LAST, [
        {
          session: LAST,
          symbol: 'ACME',
          securityName: 'ACME',
          quantity: 10,
          client: 'SOMEBODY',
          side: 'BUY',
          pricePaise: paise(5000),
        },
      ]);
      await books.flowLists.mark({ session: LAST, list: 'bulk', rows: 1, answeredAt: NOW });
    });
    await screen(desk, { from: '2026-01-07' });
    expect(await valueOf(desk, 'ACME', 'deal_net_value')).toBe(500);
    expect(await valueOf(desk, 'ACME', 'deal_buyers_90d')).toBe(1);
    expect(await valueOf(desk, 'BRICK', 'deal_net_value')).toBe(0);
    const before = sessionDate('2026-01-07');
    expect(await valueOf(desk, 'ACME', 'deal_net_value', before)).toBeNaN();
    expect(await valueOf(desk, 'ACME', 'deal_buyers_90d', before)).toBe(0);
  });

  it('tells days since listing, and dividends in shares of today', async () => {
    const desk = await analysisDesk();
    const isin = 'INE000000001';
    await desk.opened.store.write(async (books) => {
      await books.instruments.learn(
        [
          share('ACME', { isin, listedOn: sessionDate('2026-01-02') }),
          share('BRICK', { isin: 'INE000000101' }),
        ],
        LAST,
        NOW,
      );
      // Four rupees on a share that is two from the same day on.
      const about = { security: isin, isin, symbol: 'ACME', exDate: sessionDate('2026-01-06') };
      const line = { ...about, company: 'ACME', nseSymbol: 'ACME', subject: 'Dividend and split' };
      await books.corporateActions.apply(
        [],
        [
          { ...line, part: 0, kind: 'dividend', amount: millionths(4_000_000) },
          { ...line, part: 1, kind: 'split' },
        ],
      );
      await books.priceFactors.apply(
        [],
        [{ ...about, shares: 0.5, rights: 1, specialDividend: 1, kinds: ['split'] }],
      );
    });
    await screen(desk, { from: '2026-01-01' });
    expect(await valueOf(desk, 'ACME', 'days_listed')).toBe(6);
    expect(await valueOf(desk, 'ACME', 'days_listed', sessionDate('2026-01-01'))).toBeNaN();
    expect(await valueOf(desk, 'BRICK', 'days_listed')).toBeNaN();
    expect(await valueOf(desk, 'ACME', 'dividend_12m')).toBe(2);
    expect(await valueOf(desk, 'ACME', 'shares_changed_12m')).toBe(1);
  });

  it('keeps what saved screens select beside the hits of strategies, once their tables are there', async () => {
    const desk = await analysisDesk('2026-01-08T20:00', THREE);
    const lastOf = (symbol: string): number => seriesOf(desk, symbol).close.at(-1) ?? 0;
    const [, middle = 0] = THREE.map(lastOf).toSorted((one, two) => one - two);
    const settings = { ...desk.ctx.settings, 'screen.saved': [`dear: close >= ${middle}`] };
    const own = { ctx: { ...desk.ctx, settings } };
    const hits = () => desk.opened.store.strategyHits.shown(ALL);
    await screen(own);
    expect(await hits(), 'the built-in ones need indicators').toEqual([]);
    await runIndicators(desk.ctx, readOptions(indicatorOptions, {}));
    const { summary } = await screen(own);
    const dear = THREE.filter((symbol) => lastOf(symbol) >= middle);
    expect(dear).toHaveLength(2);
    expect(summary).toContain('dear 2');
    expect((await hits()).filter(({ strategy }) => strategy === 'screen:dear')).toEqual(
      dear.map((symbol) => ({
        instrumentId: desk.ids.get(symbol),
        session: LAST,
        strategy: 'screen:dear',
        action: 'enter',
        reason: `close >= ${middle}`,
      })),
    );
  });

  it('refuses what contradicts itself', async () => {
    const desk = await analysisDesk();
    const refused = (raw: RawOptions) => expect(screen(desk, raw)).rejects;
    await refused({ where: 'close > 1', from: '2026-01-01' }).toThrow('about one session');
    await refused({ on: LAST, date: '2026-01-07' }).toThrow('either --on or --date');
    await refused({ where: 'close' }).toThrow('a condition');
    await refused({ columns: 'closs' }).toThrow('did you mean "close"?');
    await refused({ saved: 'washedout' }).toThrow('did you mean "washed_out"?');
  });
});
