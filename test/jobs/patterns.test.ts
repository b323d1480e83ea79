import { describe, expect, it } from 'vitest';
import { patternHits } from '../../src/core/patterns/registry.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { options } from '../../src/jobs/patterns/job.ts';
import { run } from '../../src/jobs/patterns/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import { analysisDesk } from './analysis-desk.ts';
import type { AnalysisDesk } from './analysis-desk.ts';

const ALL = { from: sessionDate('2000-01-01'), to: sessionDate('2099-01-01') };
const LAST = sessionDate('2026-01-08');

const find = ({ ctx }: AnalysisDesk, raw: RawOptions = {}) => run(ctx, readOptions(options, raw));

/** What is in the bars of a symbol, as `session pattern value`. */
function hitsIn({ bars }: AnalysisDesk, symbol: string): string[] {
  const own = bars.get(symbol) ?? [];
  const column = (of: (bar: (typeof own)[number]) => number): Float64Array =>
    Float64Array.from(own, (bar) => of(bar) / 100);
  return patternHits({
    open: column(({ openPaise }) => openPaise),
    high: column(({ highPaise }) => highPaise),
    low: column(({ lowPaise }) => lowPaise),
    close: column(({ closePaise }) => closePaise),
  }).map(({ place, pattern, value }) => `${own[place]?.session} ${pattern} ${value}`);
}

async function kept({ opened, ids }: AnalysisDesk, symbol?: string): Promise<string[]> {
  const rows = await opened.store.patterns.shown({
    ...ALL,
    ...(symbol === undefined ? {} : { instrumentIds: [ids.get(symbol) ?? 0] }),
  });
  return rows.map(({ session, pattern, value }) => `${session} ${pattern} ${value}`);
}

describe('patterns', () => {
  it('keeps those of the newest session of every share, and once', async () => {
    const desk = await analysisDesk();
    const expected = ['ACME', 'BRICK'].flatMap((symbol) =>
      hitsIn(desk, symbol).filter((hit) => hit.startsWith(LAST)),
    );
    expect(expected.length).toBeGreaterThan(0);
    const hits = expected.length;
    expect(await find(desk)).toMatchObject({
      status: 'ok',
      counts: { instruments: 2, sessions: 1, hits, changed: hits, unknown: 0 },
    });
    expect(await kept(desk)).toEqual(expected);
    expect(await find(desk)).toMatchObject({ counts: { hits, changed: 0 } });
  });

  it('finds the same in a day alone as in all history', async () => {
    const [day, all] = [await analysisDesk(), await analysisDesk()];
    await find(all, { allHistory: true });
    expect(await kept(all, 'ACME')).toEqual(hitsIn(all, 'ACME'));
    expect(await kept(all, 'BRICK')).toEqual(hitsIn(all, 'BRICK'));
    await find(day, { dates: '2025-06-02,2025-06-05', symbols: 'ACME' });
    const there = hitsIn(day, 'ACME').filter((hit) => /^2025-06-0[25]/.test(hit));
    expect(await kept(day)).toEqual(there);
  });

  it('removes what is no longer there, and leaves sessions alone that it did not look at', async () => {
    const desk = await analysisDesk();
    await find(desk, { allHistory: true });
    const before = await kept(desk, 'ACME');
    const [acme] = await desk.opened.store.instruments.find('XNSE', ['ACME']);
    const bars = desk.bars.get('ACME') ?? [];
    const last = bars.at(-1);
    if (!acme || !last) throw new Error('no bars');
    const flat = { ...last, highPaise: last.openPaise, lowPaise: last.openPaise };
    await desk.opened.store.write(async (books) =>
      books.candles.saveDaily(acme.listingId, 'raw', 'nse', [
        { ...flat, closePaise: last.openPaise },
      ]),
    );
    const again = await find(desk, { date: LAST, symbols: 'ACME' });
    const others = before.filter((hit) => !hit.startsWith(LAST));
    const now = await kept(desk, 'ACME');
    expect(now.filter((hit) => !hit.startsWith(LAST))).toEqual(others);
    expect(now.filter((hit) => hit.startsWith(LAST))).toContain(`${LAST} CDLDOJI 100`);
    expect(again.counts['changed']).toBeGreaterThan(0);
  });

  it('prints the hits where symbols or a file are named', async () => {
    const desk = await analysisDesk();
    const { result } = await find(desk, { symbols: 'BRICK', from: '2026-01-05' });
    const expected = hitsIn(desk, 'BRICK').filter((hit) => hit >= '2026-01-05');
    const printed = result as { symbol: string; session: string; pattern: string; value: number }[];
    expect(
      printed.map(
        ({ symbol, session, pattern, value }) => `${symbol} ${session} ${pattern} ${value}`,
      ),
    ).toEqual(expected.map((hit) => `BRICK ${hit}`));
    const rows = (desk.bars.get('BRICK') ?? []).map(
      ({ session, openPaise, highPaise, lowPaise, closePaise }) =>
        [
          session,
          ...[openPaise, highPaise, lowPaise, closePaise].map((price) => price / 100),
          5,
        ].join(),
    );
    const text = ['date,open,high,low,close,volume', ...rows].join('\n');
    const ctx = { ...desk.ctx, files: { ...desk.ctx.files, read: async () => text } };
    const ofFile = await run(ctx, readOptions(options, { input: 'x/brick.csv', date: LAST }));
    const last = hitsIn(desk, 'BRICK').filter((hit) => hit.startsWith(LAST));
    expect(
      (ofFile.result as typeof printed).map(({ pattern, value }) => `${LAST} ${pattern} ${value}`),
    ).toEqual(last);
    expect(ofFile.counts).toEqual({ sessions: 1, hits: last.length });
  });

  it('has nothing to do without bars, and is partial for a symbol that nobody knows', async () => {
    const desk = await analysisDesk();
    const none = await find(desk, { date: '2026-01-04' });
    expect(none).toMatchObject({ status: 'noop', counts: { instruments: 0 } });
    expect(none.summary).toContain('paperjobs eod');
    expect(await find(desk, { symbols: 'ACME,NOPE' })).toMatchObject({
      status: 'partial',
      counts: { unknown: 1 },
    });
    expect(desk.warnings).toEqual([expect.stringContaining('"NOPE"')]);
  });
});
