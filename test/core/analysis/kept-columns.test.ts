import { describe, expect, it } from 'vitest';
import { placeFrom, sliceSeries, wantedPlaces } from '../../../src/core/analysis/daily-series.ts';
import { dailySeries } from '../../../src/core/analysis/kept-columns.ts';
import type { KeptColumns } from '../../../src/core/analysis/kept-columns.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

/** Rows as `session basis close`, the close in paise; the other prices stand around the close. */
function kept(series: string, rows: readonly string[]): KeptColumns {
  const cells = rows.map((row) => row.split(' '));
  const closes = cells.map(([, , close]) => Number(close));
  const bases = cells.map(([, basis]) => (basis === 'adjusted' ? 1 : 0));
  return {
    series,
    sessions: cells.map(([session = '']) => sessionDate(session)),
    open: Float64Array.from(closes, (close) => (close - 1) / 100),
    high: Float64Array.from(closes, (close) => (close + 3) / 100),
    low: Float64Array.from(closes, (close) => (close - 2) / 100),
    close: Float64Array.from(closes, (close) => close / 100),
    volume: Float64Array.from(closes, () => 600),
    ...(bases.includes(1) ? { basis: Uint8Array.from(bases) } : {}),
  };
}

const split = (exDate: string, factor: number) => ({ exDate: sessionDate(exDate), factor });

describe('daily bars for computing', () => {
  it('are rupees as kept where nothing was split', () => {
    const series = dailySeries([kept('EQ', ['2026-01-01 raw 30255', '2026-01-02 raw 30303'])], []);
    expect([...series.close]).toEqual([302.55, 303.03]);
    expect([...series.open]).toEqual([302.54, 303.02]);
    expect([...series.high]).toEqual([302.58, 303.06]);
    expect([...series.low]).toEqual([302.53, 303.01]);
    expect([...series.volume]).toEqual([600, 600]);
  });

  it('are in shares of today: every factor after a session counts, and nothing is rounded', () => {
    const rows = ['2026-01-01 raw 30255', '2026-01-02 raw 15130', '2026-01-05 raw 5050'];
    const series = dailySeries(
      [kept('EQ', rows)],
      [split('2026-01-05', 1 / 3), split('2026-01-02', 0.5)],
    );
    expect(series.close[0]).toBeCloseTo(302.55 / 6, 12);
    expect(series.close[1]).toBeCloseTo(151.3 / 3, 12);
    expect(series.close[2]).toBe(50.5);
    expect([...series.volume]).toEqual([3600, 1800, 600]);
  });

  it('take the raw row of a session that is kept in both bases', () => {
    const rows = ['2026-01-01 raw 200', '2026-01-01 adjusted 100', '2026-01-02 raw 110'];
    const series = dailySeries([kept('EQ', rows)], [split('2026-01-02', 0.5)]);
    expect(series.sessions).toEqual(['2026-01-01', '2026-01-02']);
    expect([...series.close]).toEqual([1, 1.1]);
  });

  it('leave a split out of rows whose source had it in already, and only there', () => {
    const done = ['2026-01-01 adjusted 10000', '2026-01-02 adjusted 10010'];
    expect([...dailySeries([kept('EQ', done)], [split('2026-01-02', 0.5)]).close]).toEqual([
      100, 100.1,
    ]);
    const undone = ['2026-01-01 adjusted 20000', '2026-01-02 adjusted 10010'];
    expect([...dailySeries([kept('EQ', undone)], [split('2026-01-02', 0.5)]).close]).toEqual([
      100, 100.1,
    ]);
    expect(
      [...dailySeries([kept('EQ', done)], [split('2025-12-01', 0.5)]).close],
      'no row before the ex-date',
    ).toEqual([100, 100.1]);
  });

  it('have what a person entered in rows of a source too, but where the prices show it was done', () => {
    const demerger = (exDate: string, factor: number) =>
      [{ ...split(exDate, factor), byHand: true }] as const;
    const fell = ['2026-01-01 adjusted 1000', '2026-01-02 adjusted 915'];
    const [before] = dailySeries([kept('EQ', fell)], demerger('2026-01-02', 0.91)).close;
    expect(before, 'too small to be seen: whoever entered it is believed').toBeCloseTo(9.1, 12);
    const small = dailySeries([kept('EQ', fell)], [split('2026-01-02', 0.91)]).close;
    expect(small[0], 'of a bonus so small the source is').toBe(10);
    const level = ['2026-01-01 adjusted 1000', '2026-01-02 adjusted 1001'];
    const done = dailySeries([kept('EQ', level)], demerger('2026-01-02', 0.6)).close;
    expect(done[0], 'nothing fell by two fifths').toBe(10);
  });

  it('go from series to series of a share, the usual one first', () => {
    const series = dailySeries(
      [
        kept('BE', ['2026-01-02 raw 200', '2026-01-05 raw 300', '2026-01-07 raw 500']),
        kept('ZZ', []),
        kept('EQ', ['2026-01-01 raw 100', '2026-01-05 raw 999', '2026-01-06 raw 400']),
      ],
      [],
    );
    const days = ['2026-01-01', '2026-01-02', '2026-01-05', '2026-01-06', '2026-01-07'];
    expect(series.sessions).toEqual(days);
    expect([...series.close]).toEqual([1, 2, 9.99, 4, 5]);
    expect([...series.low]).toEqual([0.98, 1.98, 9.97, 3.98, 4.98]);
  });

  it('of an instrument without any are none', () => {
    const series = dailySeries([kept('EQ', [])], [split('2026-01-02', 0.5)]);
    expect(series.sessions).toEqual([]);
    expect(series.close).toHaveLength(0);
  });
});

describe('places in a series', () => {
  const days = ['2026-01-01', '2026-01-02', '2026-01-05', '2026-01-07'].map(sessionDate);
  it.each([
    ['2025-12-31', 0],
    ['2026-01-01', 0],
    ['2026-01-03', 2],
    ['2026-01-07', 3],
    ['2026-01-08', 4],
  ])('the first session from %s on is at %i', (date, place) => {
    expect(placeFrom(days, sessionDate(date))).toBe(place);
  });

  it('wanted ones are those of the range and of the list', () => {
    const [from, to] = [sessionDate('2026-01-02'), sessionDate('2026-01-06')];
    expect(wantedPlaces(days, {})).toEqual([0, 1, 2, 3]);
    expect(wantedPlaces(days, { from, to })).toEqual([1, 2]);
    const only = new Set(['2026-01-01', '2026-01-06', '2026-01-07'].map(sessionDate));
    expect(wantedPlaces(days, { only })).toEqual([0, 3]);
    expect(wantedPlaces(days, { from: sessionDate('2027-01-01') })).toEqual([]);
  });

  it('a part of a series has the same bars', () => {
    const rows = days.map((day, place) => `${day} raw ${100 * (place + 1)}`);
    const part = sliceSeries(dailySeries([kept('EQ', rows)], []), 1, 3);
    expect(part.sessions).toEqual(['2026-01-02', '2026-01-05']);
    expect([...part.close]).toEqual([2, 3]);
    expect([...part.volume]).toEqual([600, 600]);
  });
});
