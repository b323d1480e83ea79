import { describe, expect, it } from 'vitest';
import type { CorporateAction } from '../../src/core/corporate-actions/corporate-action.ts';
import { instant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { corpActions, options } from '../../src/jobs/corp-actions/job.ts';
import { run } from '../../src/jobs/corp-actions/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import { marketSync } from '../../src/jobs/market-sync/job.ts';
import type { AskedDays } from '../../src/ports/corporate-actions.ts';
import { sandboxDesk } from './sandbox-desk.ts';
import type { SandboxDesk } from './sandbox-desk.ts';

const NOW = '2026-11-25T15:20';
const YEAR = { from: '2025-11-01', to: '2026-11-30' };

async function actions(desk: SandboxDesk): Promise<string[]> {
  const kept = await desk.opened.store.corporateActions.list();
  return kept.map(({ exDate, symbol, kind, nseSymbol, bseCode }) =>
    [exDate, symbol, kind, nseSymbol ? 'nse' : '', bseCode ? 'bse' : ''].filter(Boolean).join(' '),
  );
}

async function factors(desk: SandboxDesk): Promise<string[]> {
  const kept = await desk.opened.store.priceFactors.list();
  return kept.map(({ symbol, exDate, shares, rights, checked }) =>
    [symbol, exDate, shares, rights.toFixed(3), checked ?? 'unchecked'].join(' '),
  );
}

describe('corp-actions', () => {
  it('keeps what both exchanges tell once, and a second run changes nothing', async () => {
    const desk = await sandboxDesk(NOW);
    const first = await desk.run(corpActions);
    expect(first).toMatchObject({ outcome: 'ok', counts: { actions: 4, new: 4, changed: 0 } });
    expect(first.counts['announcements']).toBeGreaterThan(5);
    expect(await actions(desk)).toEqual([
      '2026-10-28 LOTUS-AUTO buyback nse bse',
      '2026-11-12 PAPERTIGER dividend nse bse',
      '2026-11-17 MONSOONTEA dividend nse bse',
      '2026-11-17 MONSOONTEA dividend nse bse',
    ]);
    const again = await desk.run(corpActions);
    expect(again).toMatchObject({ outcome: 'noop', counts: { new: 0, changed: 0, removed: 0 } });
  });

  it('keeps what a row that cannot be read may have been about, and tells the reason', async () => {
    const desk = await sandboxDesk(NOW);
    await desk.run(corpActions);
    const before = await actions(desk);
    const damaged = desk.ctx.sources.corporateActions.map((source) => ({
      ...source,
      async actions(days: AskedDays) {
        const { rows } = await source.actions(days);
        if (source.exchange !== 'nse' || !source.whole) return { rows, refused: [] };
        return { rows: rows.slice(1), refused: [{ row: '[0]', reason: 'its ex-date is no day' }] };
      },
    }));
    const ctx = { ...desk.ctx, sources: { ...desk.ctx.sources, corporateActions: damaged } };
    const outcome = await run(
      ctx,
      readOptions(options, { from: '2026-11-01', to: '2026-11-20', what: 'actions' }),
    );
    expect(outcome).toMatchObject({ status: 'partial', counts: { removed: 0, refused: 1 } });
    expect(outcome.summary).toMatch(/; 1 rows refused$/);
    expect(desk.warnings.join()).toMatch(
      /corporate actions of nse .* 1 rows refused; the first, \[0\]: its ex-date is no day/,
    );
    expect(await actions(desk)).toEqual(before);
  });

  it('asks for announcements once: afterwards only for yesterday and today', async () => {
    const desk = await sandboxDesk(NOW);
    const asked = () => desk.told().filter((path) => path.includes('announcements'));
    await desk.run(corpActions);
    expect(asked()).toHaveLength(5);
    await desk.run(corpActions);
    expect(asked()).toHaveLength(1);
  });

  it('keeps a factor that was entered by hand, beside those of actions and alone', async () => {
    const desk = await sandboxDesk(NOW);
    const what = { ...YEAR, what: 'actions' };
    await desk.run(corpActions, what);
    const split = (await desk.opened.store.priceFactors.list())[0];
    const entered = { kind: 'demerger', reason: 'by hand', enteredAt: instant(0) } as const;
    const alone = { security: 'PAPERTIGER', symbol: 'PAPERTIGER' };
    await desk.opened.store.write(async (books) => {
      if (!split) throw new Error('expected a factor of MANGOSOFT');
      const { security, symbol, exDate, isin } = split;
      const share = { security, symbol, ...(isin === undefined ? {} : { isin }) };
      await books.manualFactors.save({ ...share, exDate, factor: 0.9, ...entered });
      const day = sessionDate('2026-03-02');
      await books.manualFactors.save({ ...alone, exDate: day, factor: 0.8, ...entered });
    });
    const told = async () =>
      (await desk.opened.store.priceFactors.list()).map((factor) =>
        [factor.symbol, factor.shares, factor.manual ?? 'none', factor.kinds.join(' ')].join(' '),
      );
    await desk.run(corpActions, what);
    expect(await told()).toEqual([
      'MANGOSOFT 0.5 0.9 bonus demerger',
      'PAPERTIGER 1 0.8 demerger',
      'SPICEROUTE 0.2 none split',
    ]);
    expect((await desk.run(corpActions, what)).outcome).toBe('noop');
    await desk.opened.store.write(async (books) => {
      for (const { security, exDate } of await books.manualFactors.list()) {
        await books.manualFactors.remove(security, exDate);
      }
    });
    await desk.run(corpActions, what);
    expect(await told()).toEqual(['MANGOSOFT 0.5 none bonus', 'SPICEROUTE 0.2 none split']);
  });

  it('makes factors, and checks them once prices are there', async () => {
    const desk = await sandboxDesk(NOW);
    const what = { ...YEAR, what: 'actions' };
    await desk.run(corpActions, what);
    expect(await factors(desk)).toEqual([
      'MANGOSOFT 2025-11-06 0.5 1.000 unchecked',
      'SPICEROUTE 2026-02-18 0.2 1.000 unchecked',
    ]);
    const symbols = 'MANGOSOFT,SPICEROUTE,BANYANBANK';
    const prices = { symbols, interval: '1d', from: '2025-10-27', to: '2026-09-15', source: 'nse' };
    await desk.run(marketSync, { ...prices, to: '2025-11-14' });
    await desk.run(marketSync, { ...prices, from: '2026-02-16', to: '2026-02-19' });
    await desk.run(marketSync, { ...prices, from: '2026-09-07', to: '2026-09-10' });
    const run = await desk.run(corpActions, what);
    expect(run.counts).toMatchObject({ new: 0, changed: 0, factors: 3, contradicted: 0 });
    const [rights = '', ...others] = await factors(desk);
    expect(rights).toMatch(/^BANYANBANK 2026-09-09 1 0\.9\d\d true$/);
    expect(others).toEqual([
      'MANGOSOFT 2025-11-06 0.5 1.000 true',
      'SPICEROUTE 2026-02-18 0.2 1.000 true',
    ]);
  });

  it('finds the price before rights in a split-adjusted series too', async () => {
    const desk = await sandboxDesk(NOW);
    const dates = { from: '2026-09-01', to: '2026-09-15', interval: '1d' };
    await desk.run(marketSync, { symbols: 'BANYANBANK', ...dates, source: 'upstox' });
    await desk.run(corpActions, { date: '2026-09-09', what: 'actions' });
    expect((await factors(desk)).join()).toMatch(/^BANYANBANK 2026-09-09 1 0\.9\d\d true$/);
  });

  it('takes back a factor whose action was withdrawn', async () => {
    const desk = await sandboxDesk(NOW);
    await desk.run(corpActions, { date: '2026-02-18', what: 'actions' });
    const [split] = await desk.opened.store.corporateActions.list();
    const invented = split && {
      ...split,
      security: 'GHOST',
      symbol: 'GHOST',
      isin: 'INE999Z01011',
    };
    await desk.opened.store.write(({ corporateActions }) =>
      corporateActions.apply([], invented ? [invented] : []),
    );
    const run = await desk.run(corpActions, { date: '2026-02-18', what: 'actions' });
    expect(run.counts).toMatchObject({ removed: 1, new: 0 });
    expect(await factors(desk)).toEqual(['SPICEROUTE 2026-02-18 0.2 1.000 unchecked']);
  });

  it('confirms and reports days of results, and invents none', async () => {
    const desk = await sandboxDesk(NOW);
    await desk.run(corpActions);
    const days = await desk.opened.store.earningsCalendar.list();
    expect(days.length).toBeGreaterThan(5);
    expect(
      days.every(({ state, reportedBy }) => (state === 'reported') === (reportedBy !== undefined)),
    ).toBe(true);
    expect(days.every(({ date }) => date <= sessionDate('2026-12-25'))).toBe(true);
  });

  it('sees nothing that was told later than its moment', async () => {
    const desk = await sandboxDesk('2026-10-20T12:00');
    await desk.run(corpActions, { from: '2026-10-01', to: '2026-11-30' });
    const filings = await desk.opened.store.corporateAnnouncements.list();
    expect(filings.every(({ at }) => at <= desk.ctx.clock.now())).toBe(true);
    const days = await desk.opened.store.earningsCalendar.list();
    expect(days.filter(({ state }) => state === 'reported')).toEqual([]);
  });

  it('narrows to symbols and leaves the others alone', async () => {
    const desk = await sandboxDesk(NOW);
    await desk.run(corpActions, { ...YEAR, what: 'actions' });
    const before = await actions(desk);
    const run = await desk.run(corpActions, { ...YEAR, what: 'actions', symbols: 'papertiger' });
    expect(run).toMatchObject({ outcome: 'noop', counts: { actions: 4 } });
    expect(await actions(desk)).toEqual(before);
  });
});

describe('corp-actions for watched symbols', () => {
  const titles = async (desk: SandboxDesk): Promise<string[]> =>
    (await desk.opened.store.notifications.newest(99)).map(({ title }) => title).toReversed();
  const watch = (desk: SandboxDesk, ...symbols: readonly string[]) =>
    desk.opened.store.write(async ({ watchlist }) => {
      for (const symbol of symbols) await watchlist.add(symbol, 'XNSE', desk.ctx.wall.now());
    });

  it('tells what comes, once, and again on the eve of it', async () => {
    const desk = await sandboxDesk('2026-11-10T15:20');
    await watch(desk, 'PAPERTIGER', 'MONSOONTEA');
    await desk.run(corpActions, { what: 'actions' });
    const first = await titles(desk);
    expect(first).toContainEqual(expect.stringMatching(/^PAPERTIGER: dividend of ₹.*2026-11-12$/));
    expect(first).toContainEqual(expect.stringMatching(/^MONSOONTEA: dividend of .*2026-11-17$/));
    await desk.run(corpActions, { what: 'actions' });
    expect(await titles(desk)).toEqual(first);
    desk.moveTo('2026-11-11T15:20');
    await desk.run(corpActions, { what: 'actions' });
    await desk.run(corpActions, { what: 'actions' });
    expect(await titles(desk)).toEqual([...first, 'PAPERTIGER trades ex dividend on 2026-11-12']);
  });

  it('tells days of results, and nothing of symbols that nobody watches', async () => {
    const desk = await sandboxDesk('2026-11-10T15:20');
    await watch(desk, 'SOMETHINGELSE');
    await desk.run(corpActions);
    expect(await titles(desk), 'the watchlist names none of these companies').toEqual([]);
    const days = await desk.opened.store.earningsCalendar.list({ from: sessionDate('2026-11-10') });
    const coming = days.find(({ state }) => state !== 'reported');
    const { symbol = '', date = '' } = coming ?? {};
    const other = await sandboxDesk('2026-11-10T15:20');
    await watch(other, symbol);
    const { runId } = await other.run(corpActions);
    const told = await other.opened.store.notifications.newest(99);
    expect(told.map(({ title }) => title)).toContainEqual(
      expect.stringMatching(
        new RegExp(`^${symbol}: results (?:expected on|confirmed for) ${date}$`),
      ),
    );
    expect(told.filter(({ title }) => !title.startsWith(symbol))).toEqual([]);
    expect(new Set(told.map((one) => one.runId))).toEqual(new Set([runId]));
  });
});

describe('corp-actions where something fails', () => {
  it('keeps what BSE tells while NSE refuses, is partial, and heals', async () => {
    const desk = await sandboxDesk(NOW, '503*4:nse');
    const run = await desk.run(corpActions, { date: '2026-11-12' });
    expect(run.outcome).toBe('partial');
    expect(run.warnings.join()).toContain('corporate actions of nse 2026-11-12..2026-11-12');
    expect(await actions(desk)).toEqual(['2026-11-12 PAPERTIGER dividend bse']);
    const healed = await desk.run(corpActions, { date: '2026-11-12' });
    expect(healed.outcome, healed.warnings.join()).toBe('ok');
    expect(await actions(desk)).toEqual(['2026-11-12 PAPERTIGER dividend nse bse']);
  });

  it('leaves the other windows alone when one fails, and heals it', async () => {
    const desk = await sandboxDesk(NOW, 'truncated*1:bse');
    const run = await desk.run(corpActions, { ...YEAR, what: 'actions' });
    expect(run).toMatchObject({ outcome: 'partial', counts: { failed: 1 } });
    const again = await desk.run(corpActions, { ...YEAR, what: 'actions' });
    expect(again.outcome).toBe('ok');
    expect(again.counts['changed']).toBeGreaterThan(0);
  });

  it('stores nothing from an answer with renamed fields, and forgets nothing', async () => {
    const desk = await sandboxDesk(NOW, 'columns*1:bse');
    const run = await desk.run(corpActions, { date: '2026-11-12', what: 'actions' });
    expect(run).toMatchObject({ outcome: 'partial', counts: { new: 1 } });
    expect(run.warnings.join()).toContain('Ex_date');
    expect(await actions(desk)).toEqual(['2026-11-12 PAPERTIGER dividend nse']);
  });

  it('takes a list with next to nothing for a refusal where much was told before', async () => {
    const desk = await sandboxDesk(NOW);
    const day = { date: '2026-11-12', what: 'actions' };
    await desk.run(corpActions, day);
    const [known] = await desk.opened.store.corporateActions.list();
    const many = Array.from({ length: 15 }, (_, at) => ({
      ...known,
      security: `S${at}`,
      symbol: `S${at}`,
    }));
    await desk.opened.store.write(({ corporateActions }) =>
      corporateActions.apply([], many as readonly CorporateAction[]),
    );
    const run = await desk.run(corpActions, day);
    expect(run).toMatchObject({ outcome: 'not-yet', error: { code: 'not-yet' } });
    expect(run.error?.message).toContain('taken for a refusal');
    expect(await actions(desk)).toHaveLength(16);
  });

  it('tells the reason when nothing could be had', async () => {
    const desk = await sandboxDesk(NOW, '403');
    const run = await desk.run(corpActions);
    expect(run).toMatchObject({ outcome: 'blocked', error: { code: 'blocked' } });
  });

  it.each([[{ from: '2026-02-01', to: '2026-01-01' }], [{ date: '2026-02-01', to: '2026-03-01' }]])(
    'refuses %o',
    async (raw) => {
      const desk = await sandboxDesk(NOW);
      expect(await desk.run(corpActions, raw)).toMatchObject({ outcome: 'usage' });
    },
  );
});
