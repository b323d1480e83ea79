import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { eod } from '../../src/jobs/eod/job.ts';
import { marketSync } from '../../src/jobs/market-sync/job.ts';
import { sandboxDesk } from './sandbox-desk.ts';
import type { SandboxDesk } from './sandbox-desk.ts';

/** After the files of Friday, 12 June 2026. */
const EVENING = '2026-06-12T18:30';

async function symbolsOn({ opened }: SandboxDesk, day: string): Promise<string[]> {
  const [from, to] = [sessionDate(day), sessionDate(day)];
  const candles = await opened.store.shownCandles.list({ interval: '1d', from, to });
  return candles.map(({ symbol, series }) => `${symbol} ${series}`);
}

const files = (desk: SandboxDesk): string[] =>
  desk.told().flatMap((path) => /\/((?:BhavCopy|sec_|ind_close|cm)[^/]*)$/.exec(path)?.[1] ?? []);

describe('eod', () => {
  it('keeps the whole market of every session still missing; a second run asks nothing', async () => {
    const desk = await sandboxDesk(EVENING);
    const first = await desk.run(eod);
    expect(first).toMatchObject({ outcome: 'ok', counts: { sessions: 9, refused: 0, failed: 0 } });
    expect(await symbolsOn(desk, '2026-06-12')).toEqual([
      '777GS2091 GS',
      '888GS2094 GS',
      '999PTIL90 N1',
      'BANKNIFTY INDEX',
      'BANYANBANK EQ',
      'FIREFLYLMP EQ',
      'KITE&KIN EQ',
      'LOTUS-AUTO EQ',
      'MANGOSOFT EQ',
      'MONSOONTEA EQ',
      'NIFTY INDEX',
      'PAPERTIGER EQ',
      'PAUSEPHARM EQ',
      'SLEEPYCEM EQ',
      'SPICEROUTE EQ',
      'TEMPLEBELL BE',
      'TINYKITES SM',
    ]);
    desk.told();
    const rows = desk.opened.rowsWritten();
    expect(await desk.run(eod)).toMatchObject({ outcome: 'noop', counts: { sessions: 0 } });
    expect(desk.told()).toEqual([]);
    expect(desk.opened.rowsWritten() - rows, 'the ledger row alone').toBeLessThan(5);
  });

  it('asks for each file of a session once', async () => {
    const desk = await sandboxDesk(EVENING);
    await desk.run(eod, { date: '2026-06-11' });
    expect(files(desk).toSorted()).toEqual([
      'BhavCopy_NSE_CM_0_0_0_20260611_F_0000.csv.zip',
      'ind_close_all_11062026.csv',
      'sec_bhavdata_full_11062026.csv',
      'sec_list_11062026.csv',
    ]);
    const [record] = await desk.opened.store.sessionFiles.between(
      'XNSE',
      sessionDate('2026-06-11'),
      sessionDate('2026-06-11'),
    );
    expect(record).toMatchObject({ kind: 'bands', state: 'done', refused: 0 });
  });

  it('has the format that was published then, and the symbols of then', async () => {
    const desk = await sandboxDesk(EVENING);
    await desk.run(eod, { dates: '2021-06-11,2023-05-22' });
    expect(files(desk).filter((name) => name.startsWith('cm'))).toHaveLength(2);
    expect(await symbolsOn(desk, '2021-06-11')).toContain('TBFOUNDRY BE');
    expect(await symbolsOn(desk, '2023-05-22')).toContain('TEMPLEFDRY BE');
    const [bell, ...others] = await desk.opened.store.instrumentStories.of('TBFOUNDRY');
    expect(others).toEqual([]);
    expect(bell?.symbols.map(({ symbol, from }) => `${from} ${symbol}`)).toEqual([
      '1900-01-01 TBFOUNDRY',
      '2022-03-01 TEMPLEFDRY',
      '2023-08-01 TEMPLEBELL',
    ]);
    expect(bell?.names.map(({ value }) => value)).toEqual([
      'Temple Foundry Limited',
      'Temple Bell Foundry Limited',
    ]);
  });

  it('waits for files that are not due yet, and calls them late after that', async () => {
    const desk = await sandboxDesk('2026-06-12T18:00');
    const early = await desk.run(eod, { date: '2026-06-12' });
    expect(early).toMatchObject({ outcome: 'not-yet', error: { code: 'not-yet' } });
    expect(early.summary).toContain('due by 2026-06-12 21:00 IST');
    const tardy = await sandboxDesk('2026-06-12T21:30', 'late:nse');
    expect(await tardy.run(eod, { date: '2026-06-12' })).toMatchObject({ outcome: 'late' });
  });

  it('keeps the other sessions when one is not there, names it, and heals with the next run', async () => {
    const desk = await sandboxDesk('2026-06-12T18:00');
    const first = await desk.run(eod, { from: '2026-06-10' });
    expect(first).toMatchObject({ outcome: 'partial', counts: { sessions: 3, failed: 1 } });
    expect(first.summary).toContain('failed: 2026-06-12');
    expect(await symbolsOn(desk, '2026-06-11')).toContain('PAPERTIGER EQ');
    desk.moveTo(EVENING);
    const second = await desk.run(eod, { from: '2026-06-10' });
    expect(second).toMatchObject({ outcome: 'ok', counts: { sessions: 1 } });
    expect(await symbolsOn(desk, '2026-06-12')).toContain('PAPERTIGER EQ');
  });

  it('refuses a file with changed columns whole, and an impossible row alone', async () => {
    const changed = await sandboxDesk(EVENING, 'columns:nse');
    const report = await changed.run(eod, { date: '2026-06-11' });
    expect(report).toMatchObject({ outcome: 'bad-data' });
    expect(report.summary).toContain('expected a column "ClsPric"');
    expect(await symbolsOn(changed, '2026-06-11')).toEqual([]);
    const garbled = await sandboxDesk(EVENING, 'garbage-row:nse');
    const partly = await garbled.run(eod, { date: '2026-06-11' });
    expect(partly).toMatchObject({ outcome: 'partial' });
    expect(partly.counts['refused']).toBeGreaterThan(0);
    expect(partly.warnings.join()).toMatch(/rows refused; the first, line \d+/);
    expect(await symbolsOn(garbled, '2026-06-11')).toContain('TINYKITES SM');
    garbled.told();
    const again = await garbled.run(eod, { date: '2026-06-11' });
    expect(again, 'it may have been spoilt on the way').toMatchObject({ outcome: 'partial' });
    expect(garbled.told().join()).toContain('BhavCopy_NSE_CM_0_0_0_20260611');
    await garbled.run(eod, { date: '2026-06-11' });
    const asked = garbled.told().filter((path) => path.includes('2026'));
    // The list of indices was refused whole: nothing of it is had.
    expect(asked, 'the exchange made it so').toEqual([
      expect.stringContaining('ind_close_all_11062026'),
    ]);
  });

  it.each([
    [{ date: '2026-06-07' }, 'noop', 'no session on 2026-06-07'],
    [{ date: '2026-06-12', from: '2026-06-01' }, 'usage', 'expected either'],
    [{ date: '2026-06-12', backfillDays: '3' }, 'usage', 'expected either'],
  ])('asked for %j ends with %s', async (raw, outcome, words) => {
    const desk = await sandboxDesk(EVENING);
    const report = await desk.run(eod, raw);
    expect(report.outcome).toBe(outcome);
    expect(report.summary).toContain(words);
    expect(desk.told()).toEqual([]);
  });

  it('says when the session that was asked for will be over', async () => {
    const desk = await sandboxDesk('2026-06-12T11:00');
    const report = await desk.run(eod, { date: '2026-06-12' });
    expect(report).toMatchObject({ outcome: 'not-yet' });
    expect(report.summary).toContain('settled at 16:10 IST');
    expect((await desk.run(eod, { backfillDays: '1' })).counts['sessions']).toBe(1);
  });

  it('explains the holes of series that market-sync keeps', async () => {
    const desk = await sandboxDesk(EVENING, '500:upstox');
    const raw = { symbols: 'PAUSEPHARM', interval: '1d', from: '2026-05-18', to: '2026-05-26' };
    await desk.run(marketSync, { ...raw, source: 'yahoo' });
    const open = async () =>
      (await desk.opened.store.gaps.list('open')).map(({ from, to }) => `${from}..${to}`);
    expect(await open()).toEqual(['2026-05-18..2026-05-22']);
    const report = await desk.run(eod, { from: '2026-05-18', to: '2026-05-20' });
    expect(report.counts['explainedGaps']).toBe(1);
    expect(await open()).toEqual(['2026-05-21..2026-05-22']);
    const [explained] = await desk.opened.store.gaps.list('explained');
    expect(explained).toMatchObject({ from: '2026-05-18', to: '2026-05-20' });
    expect(explained?.reason).toContain("the exchange's file of the session has no row");
  });
});
