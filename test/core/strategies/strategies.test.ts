import { describe, expect, it } from 'vitest';
import { dayNumber, sessionDate } from '../../../src/core/market/session-date.ts';
import { momentumRanks, rankInPlace } from '../../../src/core/strategies/momentum-rank.ts';
import { strategyNamed } from '../../../src/core/strategies/registry.ts';
import { decisionsOf, readParameters } from '../../../src/core/strategies/strategy.ts';
import type { FactName, StrategyBars } from '../../../src/core/strategies/strategy.ts';
import { sessionsOf } from '../../support/bars.ts';
import { barsOf, closing, moving } from './made-up-bars.ts';

/** What a strategy does, as `place action`. */
function acts(
  name: string,
  bars: StrategyBars,
  given: Readonly<Record<string, number>> = {},
): string[] {
  const strategy = strategyNamed(name);
  return decisionsOf(strategy, bars, readParameters(strategy, given)).map(
    ({ place, action }) => `${place} ${action}`,
  );
}

const constant = (bars: StrategyBars, name: FactName, value: number) => ({
  ...bars,
  facts: { ...bars.facts, [name]: bars.close.map(() => value) },
});

describe('the two that InStock has broken', () => {
  it('no_large_drawdown fires on a smooth rise by more than three fifths', () => {
    const bars = barsOf(
      closing(
        moving(
          100,
          Array.from({ length: 70 }, () => 1.2),
        ),
      ),
    );
    const fired = acts('no_large_drawdown', bars);
    expect(fired[0]).toBe('59 enter');
    expect(fired).toHaveLength(bars.close.length - 59);
    const dented = moving(
      100,
      Array.from({ length: 70 }, (_, i) => (i === 40 ? -7.5 : 1.4)),
    );
    expect(acts('no_large_drawdown', barsOf(closing(dented))), 'until the fall is past').toEqual(
      [],
    );
  });

  it('low_atr_growth measures from the lowest close, also of a rise without a dip', () => {
    const quiet = Array.from({ length: 250 }, () => 0);
    const old = { gain: 1.1, move: 10 };
    const dip = barsOf(closing(moving(100, [...quiet, 0, -1, ...Array(8).fill(10)] as number[])));
    expect(acts('low_atr_growth', dip, old)).toContain('260 enter');
    const smooth = barsOf(closing(moving(100, [...quiet, ...Array(10).fill(9)] as number[])));
    expect(acts('low_atr_growth', smooth, old)).toContain('260 enter');
    expect(acts('low_atr_growth', smooth), 'moves of nine percent are not small').not.toContain(
      '260 enter',
    );
    const slow = barsOf(closing(moving(100, [...quiet, ...Array(10).fill(1.1)] as number[])));
    expect(acts('low_atr_growth', slow)).toEqual(['259 enter', '260 enter']);
  });
});

describe('strategies that need more than prices', () => {
  const bars = barsOf(closing([100, 101]));

  it('fundamental wants all three figures', () => {
    const good = (['priceToEarnings', 'priceToBook', 'returnOnEquity'] as const).reduce(
      (all, name, place) => constant(all, name, [20, 10, 15][place] ?? 0),
      bars,
    );
    expect(acts('fundamental', good)).toEqual(['0 enter', '1 enter']);
    expect(acts('fundamental', constant(good, 'priceToEarnings', -1))).toEqual([]);
    expect(acts('fundamental', constant(good, 'priceToBook', 10.1))).toEqual([]);
    expect(acts('fundamental', constant(good, 'returnOnEquity', Number.NaN))).toEqual([]);
    expect(acts('fundamental', bars)).toEqual([]);
    const { reasonAt } = strategyNamed('fundamental').prepare(
      bars,
      readParameters(strategyNamed('fundamental')),
    );
    expect(reasonAt(1)).toBe('not: price to earnings unknown, asked above 0 and up to 20');
  });

  it('high_tight_flag wants buyers only where it is told so', () => {
    const flat = Array.from({ length: 70 }, () => 0);
    const pole = barsOf(
      closing(moving(100, [...flat, 5, 10, 10, 5, ...Array(12).fill(0)] as number[])),
    );
    const fired = acts('high_tight_flag', pole);
    expect(fired.length).toBeGreaterThan(0);
    expect(acts('high_tight_flag', pole, { buyers: 2 })).toEqual([]);
    const bought = constant(pole, 'institutionalBuyers', 2);
    expect(acts('high_tight_flag', bought, { buyers: 2 })).toEqual(fired);
    expect(acts('high_tight_flag', bought, { buyers: 3 })).toEqual([]);
  });

  it('momentum_rank enters near the top and leaves well below it', () => {
    const ranks = [0.95, 0.8, 0.69, Number.NaN];
    const ranked = {
      ...barsOf(closing([1, 1, 1, 1])),
      facts: { momentumRank: Float64Array.from(ranks) },
    };
    expect(acts('momentum_rank', ranked)).toEqual(['0 enter', '2 exit']);
  });

  it('ranks are places among the peers of the session, equal ones shared', () => {
    const days = sessionsOf('2026-01-01', '2026-01-12').map(sessionDate);
    const rising = (gain: number, from = 0) => ({
      sessions: days.slice(from),
      close: Float64Array.from(days.slice(from), (_, place) => 100 * (1 + gain) ** place),
    });
    const span = { window: 3, skip: 1 };
    const [best, tied, alike, late] = momentumRanks(
      [rising(0.03), rising(0.01), rising(0.01), rising(0.02, 2)],
      span,
    );
    expect([...(best ?? [])].slice(0, 4)).toEqual([Number.NaN, Number.NaN, Number.NaN, 1]);
    expect([tied?.[3], alike?.[3]], 'of three').toEqual([0.25, 0.25]);
    expect([late?.[2], late?.[3], best?.[5], tied?.[5]]).toEqual([Number.NaN, 2 / 3, 1, 1 / 6]);
    expect([...(momentumRanks([rising(0.01)], span)[0] ?? [])].every(Number.isNaN)).toBe(true);
  });

  it('are places among the peers of the day, who are not one another’s alone', () => {
    const sessions = [1, 2].map((day) => sessionDate(`2025-01-0${day}`));
    const column = (first: number, second: number, since = 1, until = 2) => ({
      sessions,
      values: Float64Array.of(first, second),
      isPeer: (session: string) => {
        const day = Number(session.slice(-1));
        return day >= since && day <= until;
      },
    });
    // The third joins on the second day; the fourth never does, and is placed among the others.
    const all = [column(3, 1), column(1, 2), column(9, 5, 2), column(2, 3, 8, 9)];
    rankInPlace(all);
    expect(all.map(({ values }) => [...values])).toEqual([
      [1, 0],
      [0, 0.5],
      [1, 1],
      [0.5, 2 / 3],
    ]);
  });
});

describe('strategies that tell when to enter and when to exit', () => {
  const FLAT = Array.from({ length: 30 }, () => 100);

  it('sma_cross follows its averages', () => {
    const bars = barsOf(closing([...FLAT, 110, 120, 130, 90, 80, 70]));
    // Means of 2 and 4: 105 over 102.5 at once; (130+90)/2 = 110 over 112.5 no more.
    expect(acts('sma_cross', bars, { fast: 2, slow: 4 })).toEqual(['30 enter', '33 exit']);
  });

  it('ema_cross and macd_cross act on the same turn', () => {
    const bars = barsOf(closing([...FLAT, ...FLAT, 110, 121, 133, 100, 80, 60]));
    expect(acts('ema_cross', bars)[0]).toBe('60 enter');
    expect(acts('macd_cross', bars)[0]).toBe('60 enter');
    expect(acts('macd_cross', bars).some((one) => one.endsWith('exit'))).toBe(true);
  });

  it('donchian passes the channel of the bars before, not its own', () => {
    const bars = barsOf(closing([...FLAT, 100.6, 105, 99, 95]));
    // The channel is 99.4 to 100.5; 99 is inside that of 105, whose low is 104.37.
    expect(acts('donchian', bars, { entry: 5, exit: 5 })).toEqual([
      '30 enter',
      '31 enter',
      '32 exit',
      '33 exit',
    ]);
  });

  it('bollinger bands are left, and come back to', () => {
    const wave = Array.from({ length: 40 }, (_, place) => 100 + (place % 2));
    const up = barsOf(closing([...wave, 104, 106, 90]));
    expect(acts('bollinger_breakout', up)).toContain('40 enter');
    expect(acts('bollinger_breakout', up)).toContain('42 exit');
    const down = barsOf(closing([...wave, 96, 101, 103]));
    expect(acts('bollinger_reversion', down).filter((one) => one.startsWith('4'))).toEqual([
      '40 enter',
      '41 exit',
    ]);
  });

  it('rsi_reversion waits until oversold is over', () => {
    const fall = Array.from({ length: 20 }, () => -1);
    const bars = barsOf(closing(moving(100, [...fall, ...Array(25).fill(1)] as number[])));
    const [enter = '', exit = ''] = acts('rsi_reversion', bars);
    expect(enter).toMatch(/^2\d enter$/);
    expect(exit).toMatch(/exit$/);
    expect(Number(exit.split(' ')[0])).toBeGreaterThan(Number(enter.split(' ')[0]));
  });

  it('zscore_reversion enters far below the average and exits back at it', () => {
    const wave = Array.from({ length: 30 }, (_, place) => 100 + (place % 2));
    const bars = barsOf(closing([...wave, 95, 102]));
    expect(acts('zscore_reversion', bars).slice(-2)).toEqual(['30 enter', '31 exit']);
  });

  it('supertrend turns with the price', () => {
    const turn = [...Array(40).fill(1), ...Array(20).fill(-3), ...Array(20).fill(3)] as number[];
    const kinds = acts('supertrend', barsOf(closing(moving(100, turn)))).map((one) =>
      one.replace(/^\d+ /, ''),
    );
    expect(kinds.slice(-2)).toEqual(['exit', 'enter']);
  });

  it('opening_range_breakout acts on passing the range of the first bars, each session anew', () => {
    const prices = [
      [101, 99, 100],
      [102, 98, 100],
      [103, 100, 102.5],
      [104, 102, 103],
      [103, 97, 97.5],
    ];
    const column = (at: number) => Float64Array.from([...prices, ...prices], (row) => row[at] ?? 0);
    const [one, two] = ['2026-01-05', '2026-01-06'].map((day) => dayNumber(sessionDate(day)));
    const bars = {
      open: column(2),
      high: column(0),
      low: column(1),
      close: column(2),
      volume: column(2),
      days: Int32Array.from([...Array(5).fill(one), ...Array(5).fill(two)] as number[]),
    };
    expect(acts('opening_range_breakout', bars, { bars: 2 })).toEqual([
      '2 enter',
      '4 exit',
      '7 enter',
      '9 exit',
    ]);
    const daily = barsOf(closing([1, 2, 3, 4]));
    expect(acts('opening_range_breakout', daily)).toEqual([]);
  });

  it('turtle exits at the lowest close of its exit days', () => {
    const bars = barsOf(closing([...moving(100, Array(60).fill(0.1) as number[]), 90, 91, 92]));
    expect(acts('turtle', bars).slice(-2)).toEqual(['60 enter', '61 exit']);
  });
});

describe('what a strategy is told', () => {
  const turtle = strategyNamed('turtle');

  it('is the usual unless given', () => {
    expect(readParameters(turtle)).toEqual({ days: 60, exit_days: 20 });
    expect(readParameters(turtle, { days: 20 })).toEqual({ days: 20, exit_days: 20 });
  });

  it.each([
    [{ day: 20 }, /expected one of days, exit_days for turtle, found "day"; did you mean "days"/],
    [{ days: 0 }, /a whole number from 1 to 2000 for turtle.days, found "0"/],
    [{ days: 2.5 }, /turtle.days, found "2.5"/],
    [{ days: Number.NaN }, /turtle.days, found "NaN"/],
  ])('%o is refused', (given, words) => {
    expect(() => readParameters(turtle, given as unknown as Record<string, number>)).toThrow(words);
  });

  it('a strategy that there is not is told the nearest', () => {
    expect(() => strategyNamed('turtles')).toThrow(/did you mean "turtle"/);
    expect(strategyNamed('TURTLE')).toBe(turtle);
  });

  it.each([
    ['momentum_rank', { top: 1.5 }, /a number from 0 to 1 for momentum_rank.top, found "1.5"/],
    ['rsi_reversion', { overbought: 101 }, /from 0 to 100 for rsi_reversion.overbought/],
    ['climax_sell', { fall: 100.5 }, /from 0 to 100 for climax_sell.fall/],
    ['ma250_retracement', { fall: 80 }, /from 0 to 1 for ma250_retracement.fall, found "80"/],
  ])('a share, an index or a fall of %s has an upper bound', (name, given, words) => {
    expect(() => readParameters(strategyNamed(name), given as Record<string, number>)).toThrow(
      words,
    );
  });

  it.each([
    ['sma_cross', { fast: 50 }, /sma_cross.fast below its slow of 50, found "50"/],
    ['ema_cross', { slow: 9 }, /ema_cross.fast below its slow of 9, found "12"/],
    ['macd_cross', { fast: 30, slow: 20 }, /macd_cross.fast below its slow of 20, found "30"/],
    ['rsi_reversion', { oversold: 80 }, /rsi_reversion.oversold below its overbought of 70/],
    ['zscore_reversion', { exit: 2.5 }, /zscore_reversion.exit below its enter of 2, found "2.5"/],
    ['momentum_rank', { top: 0.4 }, /momentum_rank.top of at most its keep of 0.3, found "0.4"/],
  ])('%s with %o would say nothing, or nonsense', (name, given, words) => {
    expect(() => readParameters(strategyNamed(name), given as Record<string, number>)).toThrow(
      words,
    );
  });

  it('two parameters may be one where that has a meaning', () => {
    expect(readParameters(strategyNamed('momentum_rank'), { top: 0.3 })).toEqual({
      top: 0.3,
      keep: 0.3,
    });
  });

  it('a number without an upper bound has none in the sentence', () => {
    const surge = strategyNamed('volume_surge');
    expect(() => readParameters(surge, { rise: -1 })).toThrow(/a number of at least 0 for volume/);
  });
});
