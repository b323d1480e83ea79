import { describe, expect, test } from 'vitest';
import { impossible } from '../../src/core/market/bar.ts';
import { instant, istText } from '../../src/core/market/instant.ts';
import { addDays } from '../../src/core/market/session-date.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import { sandboxCompanies, sandboxIndices } from '../../src/sandbox/companies.ts';
import { createMarket } from '../../src/sandbox/market.ts';
import { yearDays } from '../../src/sandbox/year-days.ts';
import { at, on, security } from './moments.ts';

const calendar = sandboxCalendar();
const market = createMarket(42, calendar);
const NOW = at('2026-11-25T15:20');
const everything = [...sandboxCompanies, ...sandboxIndices];

describe('createMarket', () => {
  test('makes the daily bar the sum of its minute bars', () => {
    for (const instrument of everything) {
      for (const { session } of calendar.sessions(on('2024-10-01'), on('2024-11-30'))) {
        const bars = market.minutes(instrument, session, NOW);
        const day = market.day(instrument, session, NOW);
        const label = `${instrument.symbol} ${session}`;
        expect(day?.openPaise, label).toBe(bars[0]?.openPaise);
        expect(day?.closePaise, label).toBe(bars.at(-1)?.closePaise);
        if (!day) continue;
        expect(day.highPaise, label).toBe(Math.max(...bars.map((bar) => bar.highPaise)));
        expect(day.lowPaise, label).toBe(Math.min(...bars.map((bar) => bar.lowPaise)));
        expect(day.volume, label).toBe(bars.reduce((sum, bar) => sum + bar.volume, 0));
      }
    }
  });

  test('deals at possible prices on the tick of 5 paise', () => {
    for (const instrument of everything) {
      for (const session of [on('2016-03-02'), on('2024-11-14'), on('2026-11-24')]) {
        for (const bar of market.minutes(instrument, session, NOW)) {
          expect(impossible(bar), `${instrument.symbol} ${istText(bar.start)}`).toBeUndefined();
          const off = [bar.openPaise, bar.highPaise, bar.lowPaise, bar.closePaise].filter(
            (price) => price % 5 !== 0,
          );
          expect(off).toEqual([]);
        }
      }
    }
  });

  test('gives the same bars for a seed and others for another', () => {
    const ask = (seed: number) =>
      createMarket(seed, sandboxCalendar()).minutes(security('PAPERTIGER'), on('2025-02-04'), NOW);
    expect(ask(1)).toEqual(ask(1));
    expect(ask(1)).not.toEqual(ask(2));
  });

  test('carries the price over from day to day with gaps, and never leaps', () => {
    const days = calendar
      .sessions(on('2020-01-01'), on('2026-11-20'))
      .flatMap(({ session }) => market.day(security('BANYANBANK'), session, NOW) ?? []);
    const moves = days
      .slice(1)
      .map((day, index) => day.closePaise / (days[index]?.closePaise ?? 0) - 1);
    const gaps = days.slice(1).filter((day, index) => day.openPaise !== days[index]?.closePaise);
    expect(Math.max(...moves.map(Math.abs))).toBeLessThan(0.15);
    expect(
      Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length),
    ).toBeGreaterThan(0.007);
    expect(gaps.length / days.length).toBeGreaterThan(0.9);
  });

  test('deals most at both ends of the day', () => {
    const volumes = Array.from({ length: 375 }, () => 0);
    for (const { session } of calendar.sessions(on('2026-06-01'), on('2026-06-19'))) {
      for (const [index, bar] of market.minutes(security('PAPERTIGER'), session, NOW).entries()) {
        volumes[index] = (volumes[index] ?? 0) + bar.volume;
      }
    }
    const sum = (from: number, to: number) => volumes.slice(from, to).reduce((a, b) => a + b, 0);
    expect(sum(0, 30)).toBeGreaterThan(2 * sum(170, 200));
    expect(sum(345, 375)).toBeGreaterThan(2 * sum(170, 200));
  });

  test('shows nothing later than the moment, and the running minute cut short', () => {
    const session = on('2026-11-24');
    const whole = market.minutes(security('MONSOONTEA'), session, NOW);
    const until = at('2026-11-24T11:00:20');
    const seen = market.minutes(security('MONSOONTEA'), session, until);
    expect(seen.slice(0, -1)).toEqual(whole.slice(0, seen.length - 1));
    expect(istText(seen.at(-1)?.start ?? instant(0))).toBe('2026-11-24T11:00:00+05:30');
    expect(seen.at(-1)?.volume).toBe(Math.floor((whole[seen.length - 1]?.volume ?? 0) / 3));
    expect(market.day(security('MONSOONTEA'), session, until)?.closePaise).toBe(
      seen.at(-1)?.closePaise,
    );
    expect(market.minutes(security('MONSOONTEA'), session, at('2026-11-24T09:14:59'))).toEqual([]);
    expect(market.day(security('MONSOONTEA'), session, at('2026-11-24T09:14:59'))).toBeUndefined();
  });

  test('is not misled by what it remembers: an earlier moment still sees less', () => {
    const session = on('2026-11-23');
    const whole = market.day(security('KITE&KIN'), session, NOW);
    const early = market.day(security('KITE&KIN'), session, at('2026-11-23T10:00'));
    expect(early?.volume).toBeLessThan(whole?.volume ?? 0);
  });

  test('deals for 375 minutes on a regular day and for 60 on a Muhurat evening', () => {
    const evening = yearDays(2025).find((day) => day.kind === 'muhurat')?.date ?? on('2000-01-01');
    expect(market.minutes(security('PAPERTIGER'), on('2026-11-24'), NOW)).toHaveLength(375);
    expect(market.minutes(security('PAPERTIGER'), evening, NOW)).toHaveLength(60);
  });

  test('leaves minutes out where a share hardly trades', () => {
    const bars = market.minutes(security('SLEEPYCEM'), on('2026-11-24'), NOW);
    expect(bars.length).toBeGreaterThan(3);
    expect(bars.length).toBeLessThan(80);
  });

  test.each([
    ['FIREFLYLMP', '2025-07-11', '2025-07-14', 'first day of a newcomer'],
    ['PAUSEPHARM', '2026-05-22', '2026-05-25', 'first day after a suspension'],
  ])('has no bars of %s on %s but on %s: %s', (symbol, without, withBars) => {
    expect(calendar.day(on(without)).state).toBe('open');
    expect(market.day(security(symbol), on(without), NOW)).toBeUndefined();
    expect(market.day(security(symbol), on(withBars), NOW)).toBeDefined();
  });

  test('has bars of a delisted share to its last day', () => {
    const last = security('OLDLOOMS').lastSession ?? on('2000-01-01');
    const next = calendar.sessions(addDays(last, 1), addDays(last, 10))[0]?.session ?? last;
    expect(market.day(security('OLDLOOMS'), last, NOW)).toBeDefined();
    expect(market.day(security('OLDLOOMS'), next, NOW)).toBeUndefined();
  });

  test.each([
    ['SPICEROUTE', '2026-02-18', 5],
    ['MANGOSOFT', '2025-11-06', 2],
  ])(
    'leaves the raw price of %s on its ex-date %s at a part of the day before: %d',
    (symbol, exDate, factor) => {
      expect(calendar.day(on(exDate)).state).toBe('open');
      const after = market.day(security(symbol), on(exDate), NOW)?.openPaise ?? 0;
      const before = market.previousClosePaise(security(symbol), on(exDate)) ?? 0;
      expect(before / after).toBeGreaterThan(factor * 0.85);
      expect(before / after).toBeLessThan(factor * 1.15);
    },
  );

  test('publishes a session at 18:15, a Muhurat evening later', () => {
    const evening = yearDays(2026).find((day) => day.kind === 'muhurat')?.date ?? on('2000-01-01');
    expect(market.newestPublished(at('2026-11-24T18:14:59'))).toBe('2026-11-23');
    expect(market.newestPublished(at('2026-11-24T18:15'))).toBe('2026-11-24');
    expect(market.newestPublished(at(`${evening}T21:59`))).not.toBe(evening);
    expect(market.newestPublished(at(`${evening}T22:00`))).toBe(evening);
  });

  test('makes five years of days of one share in well under three seconds', () => {
    const fresh = createMarket(43, sandboxCalendar());
    const startedMs = performance.now();
    const days = calendar
      .sessions(on('2021-11-01'), on('2026-10-31'))
      .flatMap(({ session }) => fresh.day(security('PAPERTIGER'), session, NOW) ?? []);
    expect(days.length).toBeGreaterThan(1150);
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });
});
