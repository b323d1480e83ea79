import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { flows } from '../../src/jobs/flows/job.ts';
import { sandboxDesk } from './sandbox-desk.ts';
import type { SandboxDesk } from './sandbox-desk.ts';

/** A Friday of the calendar's second week: 52 weeks of prices are few days then, and made quickly. */
const NOW = '2015-01-09T11:00';
const RANGE = { from: '2015-01-07', to: '2015-01-08' };
const DAYS = ['07', '08'].map((day) => sessionDate(`2015-01-${day}`));

/** Kept lists as `session list`. */
async function lists(desk: SandboxDesk): Promise<string[]> {
  const [from, to] = [sessionDate('2015-01-01'), sessionDate('2015-01-31')];
  const kept = await desk.opened.store.flowLists.between(from, to);
  return kept.map(({ session, list }) => `${session} ${list}`);
}

/** Rows of deals, figures and 52-week prices. */
async function rows(desk: SandboxDesk): Promise<readonly number[]> {
  const { deals, fiiDii, yearExtremes } = desk.opened.store;
  const extremes = await Promise.all(DAYS.map((day) => yearExtremes.of(day)));
  return [(await deals.shown({})).length, (await fiiDii.shown()).length, extremes.flat().length];
}

describe('flows', () => {
  it('keeps every list of the sessions asked for, and a second run asks nothing', async () => {
    const desk = await sandboxDesk(NOW);
    const first = await desk.run(flows, RANGE);
    expect(first).toMatchObject({ outcome: 'ok', counts: { sessions: 2, lists: 9, failed: 0 } });
    const kept = await rows(desk);
    expect(kept.every((count) => count > 0)).toBe(true);
    expect(kept.reduce((sum, count) => sum + count, 0)).toBe(first.counts['changed']);
    const deals = await desk.opened.store.deals.shown({});
    const shorts = deals.filter(({ kind }) => kind === 'short');
    const sold = new Set(shorts.map(({ session }) => session));
    expect([...sold], 'those of the days before').toEqual(['2015-01-06', '2015-01-07']);
    expect(
      deals.some(({ ordinal }) => ordinal > 0),
      'a client twice alike',
    ).toBe(true);

    const asked = desk.told();
    const told = (part: string): string[] => asked.filter((path) => path.includes(part));
    const question = 'optionType=bulk_deals&from=07-01-2015&to=07-01-2015&csv=true';
    expect(told('bulk_deals')[0]).toContain(question);
    expect(told('shortselling_')).toHaveLength(2);
    expect(told('CM_52_wk')).toHaveLength(2);
    expect([...told('bulk.csv'), ...told('block.csv'), ...told('fiidii')]).toHaveLength(3);

    expect(await desk.run(flows, RANGE)).toMatchObject({ outcome: 'noop', counts: {} });
    expect(await desk.run(flows, { backfillDays: '2' })).toMatchObject({ outcome: 'noop' });
    expect(await desk.run(flows, { date: '2015-01-11' })).toMatchObject({ outcome: 'noop' });
    expect(desk.told()).toEqual([]);
    expect(await rows(desk)).toEqual(kept);
  });

  it('is partial when the files of the newest session are late, and heals', async () => {
    const desk = await sandboxDesk(NOW, 'late*5:nse');
    const report = await desk.run(flows, { date: '2015-01-08' });
    expect(report).toMatchObject({ outcome: 'partial', counts: { failed: 2 } });
    expect(report.warnings).toEqual([
      expect.stringMatching(/^2015-01-08: 52-week prices, FII\/DII figures: /) as string,
    ]);
    expect(await lists(desk)).toContain('2015-01-08 bulk');
    expect(await desk.run(flows, { date: '2015-01-08' })).toMatchObject({ outcome: 'ok' });
    expect((await lists(desk)).filter((list) => list.startsWith('2015-01-08'))).toHaveLength(5);
  });

  it.each([
    ['403', 'blocked'],
    ['columns', 'bad-data'],
  ])('%s from everywhere ends as %s, and keeps nothing', async (fault, outcome) => {
    const desk = await sandboxDesk(NOW, fault);
    expect(await desk.run(flows, { date: '2015-01-08' })).toMatchObject({ outcome });
    expect(await rows(desk)).toEqual([0, 0, 0]);
    expect(await lists(desk)).toEqual([]);
  });

  it('has from the dated report what the list of the day did not give', async () => {
    const desk = await sandboxDesk(NOW, '500*1:nse');
    expect(await desk.run(flows, { date: '2015-01-08' })).toMatchObject({
      outcome: 'ok',
      counts: { lists: 5 },
    });
    expect(desk.told().join()).toContain('optionType=bulk_deals&from=08-01-2015&to=08-01-2015');
  });
});
