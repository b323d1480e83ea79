import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { nseIndices } from '../../src/jobs/nse-indices/job.ts';
import { run } from '../../src/jobs/nse-indices/run.ts';
import type { IndexSource } from '../../src/ports/indices.ts';
import { members } from '../core/indices/members.ts';
import { bench } from '../support/bench.ts';
import { openedStore } from '../support/opened-store.ts';
import { sandboxDesk } from './sandbox-desk.ts';

const BOTH = { index: 'NIFTY50,NIFTYBANK' };
const BOTH_KEPT = { index: 'NIFTY50,NIFTY500' };

describe('nse-indices', () => {
  it('keeps the nine usual lists of the day; again it changes nothing', async () => {
    const desk = await sandboxDesk('2026-03-27T23:30');
    const first = await desk.run(nseIndices);
    expect(first, JSON.stringify(first)).toMatchObject({
      outcome: 'ok',
      counts: { lists: 9, changedLists: 9, joined: 0, left: 0, failed: 0 },
      warnings: [],
    });
    expect(desk.told()).toHaveLength(9);
    expect(await desk.opened.store.indexMembership.codes()).toHaveLength(9);
    const again = await desk.run(nseIndices, BOTH_KEPT);
    expect(again).toMatchObject({ outcome: 'noop', counts: { lists: 2, changed: 0 } });
  });

  it('tells who joined and who left on the day of a reshuffle, and remembers who was in before', async () => {
    const desk = await sandboxDesk('2026-03-27T23:30');
    await desk.run(nseIndices, { index: 'NIFTY50' });
    desk.moveTo('2026-03-30T23:30');
    const report = await desk.run(nseIndices, { index: 'NIFTY50' });
    expect(report.counts).toMatchObject({ changedLists: 1, joined: 1, left: 1 });
    expect(report.warnings).toEqual(['NIFTY50: joined FIREFLYLMP; left MANGOSOFT']);
    const { indexMembership } = desk.opened.store;
    const on = async (day: string) =>
      (await indexMembership.on('NIFTY50', sessionDate(day)))?.members.map(({ symbol }) => symbol);
    expect(await on('2026-03-29')).toContain('MANGOSOFT');
    expect(await on('2026-03-30')).toContain('FIREFLYLMP');
  });

  it('keeps place holders as such', async () => {
    const desk = await sandboxDesk('2026-06-16T23:30');
    const report = await desk.run(nseIndices, BOTH);
    expect(report.counts).toMatchObject({ members: 10, dummies: 2 });
  });

  it('keeps lists for the day that is asked for', async () => {
    const desk = await sandboxDesk('2026-06-16T23:30');
    await desk.run(nseIndices, { index: 'bank,BANK', date: '2026-06-15' });
    expect(desk.told()).toHaveLength(1);
    const index = await desk.opened.store.indexMembership.on(
      'NIFTYBANK',
      sessionDate('2026-06-20'),
    );
    expect(index?.seenOn).toBe('2026-06-15');
    const ahead = await desk.run(nseIndices, { index: 'bank', date: '2026-06-17' });
    expect(ahead).toMatchObject({ outcome: 'usage' });
  });

  it.each(['html', 'columns', 'empty'])(
    'leaves members alone when lists come as %s',
    async (kind) => {
      const desk = await sandboxDesk('2026-06-16T23:30', `${kind}:nse`);
      const report = await desk.run(nseIndices, BOTH);
      expect(report.outcome, JSON.stringify(report)).toBe('bad-data');
      expect(report.warnings).toHaveLength(2);
      expect(await desk.opened.store.indexMembership.codes()).toEqual([]);
      expect(await desk.opened.store.syncHistory.failedSince(desk.ctx.wall.now())).toBe(2);
    },
  );

  it('takes from the second host what the first does not give', async () => {
    const desk = await sandboxDesk('2026-06-16T23:30', 'columns*1:nse');
    expect(await desk.run(nseIndices, BOTH)).toMatchObject({ outcome: 'ok' });
    expect(desk.told()).toEqual([
      '/content/indices/ind_nifty50list.csv',
      '/IndexConstituent/ind_nifty50list.csv',
      '/content/indices/ind_niftybanklist.csv',
    ]);
    const index = await desk.opened.store.indexMembership.on('NIFTY50', sessionDate('2026-06-16'));
    expect(index?.source).toBe('niftyindices');
  });

  it('is partial when one list is not to be had, and keeps the other', async () => {
    const desk = await sandboxDesk('2026-06-16T23:30', 'columns*2:nse');
    const report = await desk.run(nseIndices, BOTH);
    expect(report).toMatchObject({ outcome: 'partial', counts: { failed: 1, lists: 2 } });
    expect(report.summary).toMatch(/not to be had: NIFTY50$/);
    expect(await desk.opened.store.indexMembership.codes()).toEqual(['NIFTYBANK']);
    expect((await desk.run(nseIndices, BOTH)).outcome).toBe('ok');
  });
});

describe('on the real exchange', () => {
  const many = (count: number) => members(...Array.from({ length: count }, (_, at) => `S${at}`));

  async function desk(list: ReturnType<typeof many>, stale = false) {
    const { store } = await openedStore();
    const indices: IndexSource = {
      name: 'nse',
      codes: [],
      members: async () => [],
      async constituents(_, doubt) {
        const reason = doubt?.(list);
        if (reason !== undefined) throw new Failure('bad-data', reason);
        return { members: list, source: 'nse', stale };
      },
    };
    return bench({ store, now: '2026-06-12T23:30', sources: { indices } });
  }

  const values = { index: ['NIFTY50'], date: undefined };

  it('a list far from its size is refused', async () => {
    const { ctx, warnings } = await desk(many(25));
    await expect(run(ctx, values)).rejects.toMatchObject({ code: 'bad-data' });
    expect(warnings).toEqual(['NIFTY50: expected about 50 members of NIFTY50, found 25']);
    expect(await ctx.store.indexMembership.codes()).toEqual([]);
  });

  it('a kept answer of an earlier day is not this day’s', async () => {
    const { ctx } = await desk(many(50), true);
    await expect(run(ctx, values)).rejects.toMatchObject({ code: 'not-yet' });
    expect(await ctx.store.indexMembership.codes()).toEqual([]);
  });

  it('today’s lists are not kept for a past day, whether as of it or by date', async () => {
    const { ctx, moveTo } = await desk(many(50));
    const past = { ...values, date: sessionDate('2026-06-11') };
    await expect(run(ctx, past)).rejects.toMatchObject({ code: 'usage' });
    moveTo('2026-06-11T23:30', '2026-06-12T23:30');
    await expect(run(ctx, values)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/show index CODE --on DAY/) as string,
    });
  });
});
