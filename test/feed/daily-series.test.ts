import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { dailyBars, dailyBar, sessionsOf } from '../support/bars.ts';
import { share } from '../support/opened-store.ts';
import { scriptedSource } from '../support/scripted-source.ts';
import { feeding } from './feeding.ts';

const NOW = '2026-06-12T18:00';
const JUNE = { from: '2026-06-01', to: '2026-06-12' };

/** Serves a bar for every session asked, but for the ones left out. */
function serving(without: readonly string[] = [], offers = {}) {
  return scriptedSource(
    'upstox',
    { daily: ({ from, to }) => dailyBars(from, to, { without }) },
    offers,
  );
}

describe('a daily series', () => {
  it('is filled over as many windows as the source needs, and left alone afterwards', async () => {
    const intervals = [{ interval: '1d' as const, windowDays: 60 }];
    const source = serving([], { intervals });
    const desk = await feeding([source], { now: NOW });
    const wish = { from: '2026-01-01', to: '2026-06-12' };
    const first = await desk.daily('ACME', wish);
    const windows = source.told();
    expect(windows.length, 'five months in windows of sixty days').toBeGreaterThan(2);
    expect(first).toMatchObject({ status: 'done', openSlots: 0 });
    expect(await desk.rows('ACME')).toEqual(
      sessionsOf(wish.from, wish.to).map((session) => `${session} 10000 upstox`),
    );
    const second = await desk.daily('ACME', wish);
    expect(source.told(), 'nothing is missing').toEqual([]);
    expect(second).toMatchObject({ status: 'nothing', changed: 0, note: 'nothing missing' });
  });

  it('takes the running session only once its close is settled', async () => {
    const source = serving();
    const desk = await feeding([source], { now: '2026-06-12T15:35' });
    await desk.daily('ACME', JUNE);
    expect((await desk.rows('ACME')).at(-1)).toBe('2026-06-11 10000 upstox');
    desk.moveTo('2026-06-12T16:15');
    await desk.daily('ACME', JUNE);
    expect((await desk.rows('ACME')).at(-1)).toBe('2026-06-12 10000 upstox');
    expect(await desk.gaps()).toEqual([]);
  });

  it('has a Muhurat afternoon of a weekday for a session like any other', async () => {
    const source = serving();
    const desk = await feeding([source], { now: '2025-10-24T18:00' });
    await desk.daily('ACME', { from: '2025-10-20', to: '2025-10-24' });
    expect(await desk.rows('ACME')).toContain('2025-10-21 10000 upstox');
    expect(await desk.gaps(), 'neither Diwali nor the holiday after it is a hole').toEqual([]);
  });

  it('tells holes of one session and of two apart', async () => {
    const desk = await feeding([serving(['2026-06-02', '2026-06-05', '2026-06-08'])], { now: NOW });
    const result = await desk.daily('ACME', JUNE);
    expect(result).toMatchObject({ status: 'done', openSlots: 3 });
    expect(await desk.gaps()).toEqual([
      '2026-06-02..2026-06-02 open×1: upstox answered without it',
      '2026-06-05..2026-06-08 open×1: upstox answered without it',
    ]);
  });

  it('refuses a bar of a day on which the exchange was shut', async () => {
    const source = scriptedSource('upstox', {
      daily: ({ from, to }) => [...dailyBars(from, to), dailyBar('2026-06-07')],
    });
    const desk = await feeding([source], { now: NOW });
    expect(await desk.daily('ACME', JUNE)).toMatchObject({ refused: 1 });
    expect(await desk.rows('ACME')).not.toContain('2026-06-07 10000 upstox');
  });

  it('counts the rows that the source itself refused and keeps the others', async () => {
    const refused = [{ row: 'candles[3]', reason: 'high is below low' }];
    const source = scriptedSource('upstox', {
      daily: ({ from, to }) => ({
        bars: dailyBars(from, to, { without: ['2026-06-03'] }),
        refused,
      }),
    });
    const desk = await feeding([source], { now: NOW });
    expect(await desk.daily('ACME', JUNE)).toMatchObject({ refused: 1, openSlots: 1 });
    expect(await desk.rows('ACME')).toHaveLength(sessionsOf(JUNE.from, JUNE.to).length - 1);
  });

  it('explains sessions before a listing date that the list tells', async () => {
    const listed = [share('NEWCO', { listedOn: sessionDate('2026-06-08') })];
    const source = scriptedSource('upstox', {
      daily: ({ to }) => dailyBars('2026-06-08', to),
    });
    const desk = await feeding([source], { now: NOW, listed });
    expect(await desk.daily('NEWCO', JUNE)).toMatchObject({ openSlots: 0 });
    expect(await desk.gaps()).toEqual([
      '2026-06-01..2026-06-05 explained×1: not listed: listed on 2026-06-08',
    ]);
  });

  it('takes in a stranger with its first bars, and explains what was before them', async () => {
    const source = scriptedSource('yahoo', { daily: ({ to }) => dailyBars('2026-06-08', to) });
    const desk = await feeding([source], { now: NOW });
    expect(await desk.daily('STRANGER', JUNE)).toMatchObject({ status: 'done', openSlots: 0 });
    const [listing] = await desk.opened.store.instruments.find('XNSE', ['STRANGER']);
    expect(listing).toMatchObject({ provisional: true });
    expect(await desk.gaps()).toEqual([
      '2026-06-01..2026-06-05 explained×1: not listed yet, as far as yahoo tells: its first candle is of 2026-06-08',
    ]);
    source.told();
    desk.moveTo('2026-06-14T12:00');
    await desk.daily('STRANGER', JUNE);
    expect(source.told(), 'what is explained is not asked for again').toEqual([]);
  });

  it('makes no instrument of a symbol that nobody has bars of', async () => {
    const unknown = scriptedSource('yahoo', {});
    const desk = await feeding([unknown], { now: NOW });
    expect(await desk.daily('NOBODY', JUNE)).toMatchObject({ status: 'unknown', asks: 1 });
    expect(await desk.opened.store.instruments.find('XNSE', ['NOBODY'])).toEqual([]);
  });

  it('does not call a hole unlisted because the run looks at a short range only', async () => {
    const desk = await feeding([serving(['2026-06-10'])], { now: NOW });
    await desk.daily('ACME', { from: '2026-06-01', to: '2026-06-09' });
    await desk.daily('ACME', { from: '2026-06-10', to: '2026-06-12' });
    expect(await desk.gaps()).toEqual([
      '2026-06-10..2026-06-10 open×1: upstox answered without it',
    ]);
  });
});
