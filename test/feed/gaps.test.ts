import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { dailyBars } from '../support/bars.ts';
import { scriptedSource } from '../support/scripted-source.ts';
import { feeding } from './feeding.ts';

const JUNE = { from: '2026-06-01', to: '2026-06-12' };
/** Four evenings, each a little more than a day after the one before. */
const EVENINGS = ['14T18:00', '15T18:01', '16T18:02', '17T18:03'].map((text) => `2026-06-${text}`);

/** A source that lacks some sessions; the test changes which. */
function lacking(...without: string[]) {
  const missing = new Set(without);
  const source = scriptedSource('upstox', {
    daily: ({ from, to }) => dailyBars(from, to, { without: [...missing] }),
  });
  return { source, missing };
}

describe('a gap', () => {
  it('is not asked for twice within a day', async () => {
    const { source } = lacking('2026-06-03');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    await desk.daily('ACME', JUNE);
    source.told();
    desk.moveTo('2026-06-13T17:00');
    expect(await desk.daily('ACME', JUNE)).toMatchObject({
      openSlots: 1,
      note: 'asked for within a day; still without some',
    });
    expect(source.told()).toEqual([]);
    desk.moveTo('2026-06-13T19:00');
    await desk.daily('ACME', JUNE);
    expect(source.told()).toHaveLength(1);
  });

  it('is given up after three vain answers on three days', async () => {
    const { source } = lacking('2026-06-03');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    const seen: string[] = [];
    for (const moment of EVENINGS) {
      desk.moveTo(moment);
      await desk.daily('ACME', JUNE);
      seen.push(...(await desk.gaps()));
    }
    expect(seen).toEqual([
      '2026-06-03..2026-06-03 open×1: upstox answered without it',
      '2026-06-03..2026-06-03 open×2: upstox answered without it, 2 times',
      '2026-06-03..2026-06-03 explained×3: source-empty: upstox answered without it, asked 3 times',
      '2026-06-03..2026-06-03 explained×3: source-empty: upstox answered without it, asked 3 times',
    ]);
    expect(source.asks, 'the fourth day asks nothing').toHaveLength(3);
  });

  it('that one source has nothing of is asked for again at another that is named', async () => {
    const { source } = lacking('2026-06-03');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    for (const moment of EVENINGS) {
      desk.moveTo(moment);
      await desk.daily('ACME', JUNE);
    }
    source.told();
    const other = scriptedSource('yahoo', { daily: ({ from, to }) => dailyBars(from, to) });
    await desk.daily('ACME', { ...JUNE, chain: [source, other] });
    expect(other.asks, 'nobody named it').toEqual([]);
    await desk.daily('ACME', { ...JUNE, chain: [source], forced: 'upstox' });
    expect(source.told(), 'it has said so three times').toEqual([]);
    await desk.daily('ACME', { ...JUNE, chain: [other], forced: 'yahoo' });
    expect(other.asks).toHaveLength(1);
    expect(await desk.rows('ACME')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^2026-06-03 .* yahoo$/)]),
    );
    expect(await desk.gaps()).toEqual([expect.stringMatching(/ filled×\d: filled$/)]);
  });

  it('that a stand-in had nothing of is asked for once more when the first source answers', async () => {
    const { source: standIn } = lacking('2026-06-03', '2026-06-04');
    let up = false;
    const first = scriptedSource('upstox', {
      daily: ({ from, to }) => {
        if (!up) throw new Failure('not-yet', 'down');
        return dailyBars(from, to, { without: ['2026-06-04'] });
      },
    });
    const chain = [first, { ...standIn, name: 'yahoo' as const }];
    const desk = await feeding(chain, { now: '2026-06-12T18:00' });
    for (const moment of EVENINGS) {
      desk.moveTo(moment);
      await desk.daily('ACME', JUNE);
    }
    expect(await desk.gaps()).toEqual([
      expect.stringMatching(/^2026-06-03\.\.2026-06-04 explained.*source-empty: yahoo /),
    ]);
    up = true;
    desk.moveTo('2026-06-18T18:04');
    await desk.daily('ACME', JUNE);
    expect(await desk.rows('ACME')).toContain('2026-06-03 10000 upstox');
    expect(await desk.gaps()).toContainEqual(
      expect.stringMatching(/^2026-06-04\.\.2026-06-04 explained.*source-empty: upstox answered/),
    );
    first.told();
    desk.moveTo('2026-06-19T18:05');
    await desk.daily('ACME', JUNE);
    expect(first.told(), 'it has the last word').toEqual([]);
  });

  it('is filled by a later answer and remembered as that', async () => {
    const { source, missing } = lacking('2026-06-03');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    await desk.daily('ACME', JUNE);
    missing.clear();
    desk.moveTo('2026-06-14T18:00');
    expect(await desk.daily('ACME', JUNE)).toMatchObject({ openSlots: 0 });
    expect(await desk.gaps()).toEqual(['2026-06-03..2026-06-03 filled×1: filled']);
  });

  it('keeps its attempts apart from those of the gap that grows beside it', async () => {
    const { source, missing } = lacking('2026-06-08', '2026-06-09', '2026-06-10', '2026-06-11');
    const desk = await feeding([source], { now: '2026-06-08T18:00' });
    for (const day of ['08', '09', '10', '11']) {
      desk.moveTo(`2026-06-${day}T18:01`);
      await desk.daily('ACME', { from: '2026-06-01', to: `2026-06-${day}` });
    }
    const gaps = await desk.gaps();
    expect(gaps[0], 'the oldest session was asked for often enough').toMatch(
      /^2026-06-08\.\.2026-06-\d\d explained/,
    );
    expect(gaps.at(-1), 'the newest was asked for once').toBe(
      '2026-06-11..2026-06-11 open×1: upstox answered without it',
    );
    missing.clear();
    desk.moveTo('2026-06-13T18:00');
    await desk.daily('ACME', JUNE);
    expect(await desk.rows('ACME'), 'so it is had when it comes late').toContain(
      '2026-06-11 10000 upstox',
    );
  });

  it('is not charged with attempts for windows in which it did not lie', async () => {
    const { source } = lacking('2026-06-03');
    const desk = await feeding([source], { now: '2026-06-08T18:00' });
    await desk.daily('ACME', { ...JUNE, to: '2026-06-08' });
    desk.moveTo('2026-06-09T17:00');
    await desk.daily('ACME', { ...JUNE, to: '2026-06-09', missingOnly: true });
    expect(source.told().at(-1)).toBe('ACME 1d 2026-06-09..2026-06-09 today');
    expect(await desk.gaps()).toEqual([
      '2026-06-03..2026-06-03 open×1: upstox answered without it',
    ]);
  });

  it('outside of the sessions asked for stays as it was remembered', async () => {
    const { source } = lacking('2026-06-03', '2026-06-05', '2026-06-09');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    await desk.daily('ACME', JUNE);
    const before = await desk.gaps();
    desk.moveTo('2026-06-14T18:00');
    await desk.daily('ACME', { ...JUNE, only: ['2026-06-02', '2026-06-10'] });
    expect(await desk.gaps()).toEqual(before);
  });

  it('never spans a session that was not asked for', async () => {
    const { source } = lacking('2026-06-02', '2026-06-04');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    const dates = ['2026-06-02', '2026-06-04'];
    await desk.daily('ACME', { from: '2026-06-02', to: '2026-06-04', only: dates });
    expect((await desk.gaps()).map((gap) => gap.slice(0, 22))).toEqual([
      '2026-06-02..2026-06-02',
      '2026-06-04..2026-06-04',
    ]);
  });

  it('survives a run as of a moment in its middle', async () => {
    const { source } = lacking('2026-06-09', '2026-06-10', '2026-06-11');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    await desk.daily('ACME', JUNE);
    desk.moveTo('2026-06-10T18:00', '2026-06-12T19:00');
    await desk.daily('ACME', { ...JUNE, to: '2026-06-10' });
    expect((await desk.gaps()).map((gap) => gap.slice(0, 30))).toEqual([
      '2026-06-09..2026-06-11 open×1:',
    ]);
  });

  it('stays explained while the sources are down', async () => {
    const { source } = lacking('2026-06-11');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    for (const moment of EVENINGS) {
      desk.moveTo(moment);
      await desk.daily('ACME', JUNE);
    }
    const before = await desk.gaps();
    const down = scriptedSource('upstox', {
      daily: () => {
        throw new Failure('not-yet', 'down');
      },
    });
    desk.moveTo('2026-06-19T18:00');
    await desk.daily('ACME', { from: '2026-06-01', to: '2026-06-19', chain: [down] });
    expect(await desk.gaps()).toEqual([
      ...before,
      '2026-06-15..2026-06-19 open×0: no source could answer (not-yet)',
    ]);
  });

  it('left open by a run that was cut off is closed although nothing is missing any more', async () => {
    const { source } = lacking('2026-06-03');
    const desk = await feeding([source], { now: '2026-06-12T18:00' });
    await desk.daily('ACME', JUNE);
    const [listing] = await desk.opened.store.instruments.find('XNSE', ['ACME']);
    const listingId = listing?.listingId ?? 0;
    await desk.opened.store.write(async (books) =>
      books.candles.saveDaily(listingId, 'raw', 'nse', dailyBars('2026-06-03', '2026-06-03')),
    );
    await desk.daily('ACME', JUNE);
    expect(await desk.gaps()).toEqual(['2026-06-03..2026-06-03 filled×1: filled']);
  });

  it('explained by one answer is not opened again by a failure', async () => {
    const nse = scriptedSource('nse', {
      session: (session) => ({
        rows: dailyBars(session, session, { without: ['2026-06-10'] }).map((bar) => ({
          symbol: 'ACME',
          series: 'EQ',
          bar,
        })),
        refused: [],
        format: 'udiff',
      }),
    });
    const desk = await feeding([nse], { now: '2026-06-12T20:00' });
    await desk.whole(['ACME'], JUNE);
    const before = await desk.gaps();
    const down = scriptedSource('upstox', {
      daily: () => {
        throw new Failure('not-yet', 'down');
      },
    });
    desk.moveTo('2026-06-15T18:00');
    await desk.daily('ACME', { from: '2026-06-01', to: '2026-06-15', chain: [down] });
    expect(down.asks[0]?.from, 'the window holds the explained session').toBe('2026-06-08');
    expect((await desk.gaps())[0]).toBe(before[0]);
  });
});
