import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { istTime } from '../../src/core/market/instant.ts';
import type { IntradayInterval } from '../../src/core/market/bar.ts';
import { INTERVAL_MINUTES } from '../../src/core/market/bar.ts';
import { istInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { intradayBars, sessionsOf } from '../support/bars.ts';
import { scriptedSource } from '../support/scripted-source.ts';
import { feeding } from './feeding.ts';
import type { Feeding } from './feeding.ts';

const FRIDAY = '2026-06-12';
const THURSDAY = '2026-06-11';
const ONE_DAY = { from: FRIDAY, to: FRIDAY };

/** Serves every bar, future ones too, but for the starts left out (`HH:MM`, or whole sessions). */
function serving(without: readonly string[] = []) {
  const left = new Set(without);
  const source = scriptedSource('upstox', {
    intraday: ({ interval, from, to }) => {
      const minutes = INTERVAL_MINUTES[interval as IntradayInterval];
      return sessionsOf(from, to)
        .filter((session) => !left.has(session))
        .flatMap((session) => intradayBars(session, minutes, (start) => !left.has(istTime(start))));
    },
  });
  return { source, left };
}

async function kept(desk: Feeding, interval: IntradayInterval, session = FRIDAY) {
  const [listing] = await desk.opened.store.instruments.find('XNSE', ['ACME']);
  const [from, to] = [
    istInstant(sessionDate(session), '00:00'),
    istInstant(sessionDate(session), '24:00'),
  ];
  const bars = await desk.opened.store.candles.intraday(
    interval,
    listing?.listingId ?? 0,
    from,
    to,
  );
  return bars.map(({ start, source }) => `${istTime(start)} ${source}`);
}

describe('a series inside sessions', () => {
  it('holds closed bars only, and grows with the running day', async () => {
    const { source } = serving();
    const desk = await feeding([source], { now: `${FRIDAY}T09:20:03` });
    await desk.intraday('ACME', '1m', ONE_DAY);
    expect(source.told()).toEqual([`ACME 1m ${FRIDAY}..${FRIDAY} today`]);
    expect((await kept(desk, '1m')).at(-1), 'the bar of 09:19 needs a moment').toBe('09:18 upstox');
    desk.moveTo(`${FRIDAY}T09:20:06`);
    await desk.intraday('ACME', '1m', ONE_DAY);
    expect((await kept(desk, '1m')).at(-1)).toBe('09:19 upstox');
    desk.moveTo(`${FRIDAY}T16:00`);
    await desk.intraday('ACME', '1m', ONE_DAY);
    expect(await kept(desk, '1m')).toHaveLength(375);
    source.told();
    await desk.intraday('ACME', '1m', ONE_DAY);
    expect(source.told()).toEqual([]);
    expect(await desk.gaps()).toEqual([]);
  });

  it('asks for nothing before the session has a closed bar', async () => {
    const { source } = serving();
    const desk = await feeding([source], { now: `${FRIDAY}T09:15:30` });
    expect(await desk.intraday('ACME', '1m', ONE_DAY)).toMatchObject({ asks: 0 });
  });

  it('explains minutes without a trade, but not those that may still come', async () => {
    const { source } = serving(['09:20', '09:58', '09:59']);
    const desk = await feeding([source], { now: `${FRIDAY}T10:00:10` });
    expect(await desk.intraday('ACME', '1m', ONE_DAY)).toMatchObject({ openSlots: 0 });
    const noTrade = 'explained×1: source-empty: upstox served the session without them, no trade';
    expect(await desk.gaps()).toEqual([
      `${FRIDAY}T09:20:00+05:30..${FRIDAY}T09:20:00+05:30 ${noTrade}`,
    ]);
  });

  it('asks again for a minute whose row was refused, which is none without a trade', async () => {
    let spoilt = true;
    const source = scriptedSource('upstox', {
      intraday: ({ from }) => ({
        bars: intradayBars(from, 1, (start) => !spoilt || istTime(start) !== '09:21'),
        refused: spoilt ? [{ row: 'candles[6]', reason: 'high 1 is below low 2 paise' }] : [],
      }),
    });
    const desk = await feeding([source], { now: `${FRIDAY}T16:00` });
    expect(await desk.intraday('ACME', '1m', ONE_DAY)).toMatchObject({ openSlots: 1, refused: 1 });
    expect(await desk.gaps()).toEqual([
      expect.stringMatching(/T09:21:00.*open×1: upstox answered with impossible rows/),
    ]);
    spoilt = false;
    desk.moveTo('2026-06-13T17:00');
    expect(await desk.intraday('ACME', '1m', ONE_DAY)).toMatchObject({ openSlots: 0 });
    expect(await kept(desk, '1m')).toContain('09:21 upstox');
  });

  it('asks the first source for minutes that its stand-in took for ones without a trade', async () => {
    const standIn = { ...serving(['09:20', '09:21']).source, name: 'yahoo' as const };
    let up = false;
    const first = scriptedSource('upstox', {
      intraday: ({ from }) => {
        if (!up) throw new Failure('not-yet', 'down');
        return intradayBars(from, 1, (start) => istTime(start) !== '09:21');
      },
    });
    const desk = await feeding([first, standIn], { now: `${FRIDAY}T16:00` });
    await desk.intraday('ACME', '1m', ONE_DAY);
    expect((await desk.gaps())[0]).toMatch(/explained×1: source-empty: yahoo served/);
    up = true;
    desk.moveTo('2026-06-13T17:00');
    await desk.intraday('ACME', '1m', ONE_DAY);
    expect(await kept(desk, '1m')).toContain('09:20 upstox');
    expect(await desk.gaps()).toContainEqual(
      expect.stringMatching(/T09:21:00.*explained.*source-empty: upstox served/),
    );
    first.told();
    desk.moveTo('2026-06-14T18:00');
    await desk.intraday('ACME', '1m', ONE_DAY);
    expect(first.told(), 'it has said so itself').toEqual([]);
  });

  it('leaves a whole missing session open and fills it later', async () => {
    const { source, left } = serving([THURSDAY]);
    const desk = await feeding([source], { now: `${FRIDAY}T16:00` });
    const wish = { from: THURSDAY, to: FRIDAY };
    expect(await desk.intraday('ACME', '15m', wish)).toMatchObject({ openSlots: 25 });
    expect(await desk.gaps()).toEqual([
      `${THURSDAY}T09:15:00+05:30..${THURSDAY}T15:15:00+05:30 open×1: upstox answered without the session`,
    ]);
    left.clear();
    desk.moveTo('2026-06-13T17:00');
    await desk.intraday('ACME', '15m', wish);
    expect(await kept(desk, '15m', THURSDAY)).toHaveLength(25);
    expect((await desk.gaps())[0]).toMatch(/ filled×1/);
  });

  it('does not call minutes untraded because an earlier run kept the first half of the day', async () => {
    const { source, left } = serving();
    const desk = await feeding([source], { now: `${THURSDAY}T11:20:06` });
    await desk.intraday('ACME', '15m', { from: THURSDAY, to: THURSDAY });
    left.add(THURSDAY);
    desk.moveTo(`${FRIDAY}T08:00`);
    await desk.intraday('ACME', '15m', { from: THURSDAY, to: FRIDAY });
    expect(await desk.gaps(), 'the source has not moved the day to its history yet').toEqual([
      `${THURSDAY}T11:15:00+05:30..${THURSDAY}T15:15:00+05:30 open×1: upstox answered without the session`,
    ]);
    left.clear();
    desk.moveTo('2026-06-13T12:00');
    await desk.intraday('ACME', '15m', { from: THURSDAY, to: THURSDAY });
    expect(await kept(desk, '15m', THURSDAY)).toHaveLength(25);
  });

  it('charges an open session with no attempt while only the running day is asked for', async () => {
    const { source } = serving([THURSDAY]);
    const desk = await feeding([source], { now: `${FRIDAY}T09:20:06` });
    const wish = { from: THURSDAY, to: FRIDAY };
    for (const time of ['09:20:06', '10:20:06', '11:20:06', '12:20:06']) {
      desk.moveTo(`${FRIDAY}T${time}`);
      await desk.intraday('ACME', '1m', wish);
    }
    expect(source.asks.filter(({ today }) => today)).toHaveLength(4);
    expect((await desk.gaps())[0]).toMatch(/ open×1: upstox answered without the session$/);
  });

  it('leaves the gap of a session alone that was not asked for', async () => {
    const { source } = serving(['2026-06-10']);
    const desk = await feeding([source], { now: `${FRIDAY}T16:00` });
    await desk.intraday('ACME', '15m', { from: '2026-06-09', to: FRIDAY });
    const before = await desk.gaps();
    desk.moveTo('2026-06-14T16:00');
    await desk.intraday('ACME', '15m', {
      from: '2026-06-09',
      to: THURSDAY,
      only: ['2026-06-09', THURSDAY],
    });
    expect(await desk.gaps()).toEqual(before);
  });

  it('makes longer bars of complete minutes and asks for the others', async () => {
    const { source } = serving(['09:22', '10:02']);
    const desk = await feeding([source], { now: `${FRIDAY}T16:00` });
    await desk.intraday('ACME', '1m', ONE_DAY);
    source.told();
    await desk.intraday('ACME', '5m', ONE_DAY);
    expect(source.told()).toHaveLength(1);
    const five = await kept(desk, '5m');
    expect(five).toHaveLength(75);
    expect(five[1]).toBe('09:20 upstox');
    const desk2 = await feeding([serving().source], { now: `${FRIDAY}T16:00` });
    await desk2.intraday('ACME', '1m', ONE_DAY);
    const idle = scriptedSource('upstox', {});
    await desk2.intraday('ACME', '5m', { ...ONE_DAY, chain: [idle] });
    expect(idle.asks, 'every minute is there').toEqual([]);
    expect(new Set((await kept(desk2, '5m')).map((bar) => bar.slice(6)))).toEqual(
      new Set(['aggregated']),
    );
  });

  it('drops bars outside of continuous trading, between two stretches too', async () => {
    const split = '2024-03-02';
    const all = intradayBars(split, 1);
    const between = {
      ...all[0],
      start: istInstant(sessionDate(split), '11:00'),
    } as (typeof all)[0];
    const source = scriptedSource('upstox', { intraday: () => [...all, between] });
    const desk = await feeding([source], { now: `${split}T18:00` });
    await desk.intraday('ACME', '1m', { from: split, to: split });
    const minutes = await kept(desk, '1m', split);
    expect(minutes).toHaveLength(105);
    expect(minutes).not.toContain('11:00 upstox');
    expect(await desk.gaps()).toEqual([]);
  });
});
