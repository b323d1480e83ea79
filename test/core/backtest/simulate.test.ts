import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DailySeries } from '../../../src/core/analysis/daily-series.ts';
import { simulate } from '../../../src/core/backtest/simulate.ts';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import {
  CALENDAR,
  column,
  contender,
  DAYS,
  flat,
  run,
  SESSIONS,
  TERMS,
} from './made-up-contenders.ts';
import { walk } from '../patterns/made-up-candles.ts';

describe('a backtest', () => {
  it('fills at the open after the decision, with the charges of both ends to the paisa', () => {
    const one = contender(1, flat([240, 250, 260, 275, 280]), { 0: 1, 2: -1 });
    const { trades, equity, open, refused } = run([one], {
      maxPositions: 1,
      capitalPaise: 10_400_000,
    });
    // Told at 240: the money for 104 %, 416 shares, bought at 250 on the next day: 104,000.00 is all
    // there is, and with charges 415 shares can be paid.
    const [bought, sold] = trades;
    expect(trades).toHaveLength(2);
    expect(bought).toMatchObject({ session: SESSIONS[1], side: 'BUY', pricePaise: 25_000 });
    expect(sold).toMatchObject({ session: SESSIONS[3], side: 'SELL', pricePaise: 27_500 });
    expect(sold?.quantity).toBe(bought?.quantity);
    const [quantity, paid, taken] = [
      bought?.quantity ?? 0,
      bought?.chargesPaise ?? 0,
      sold?.chargesPaise ?? 0,
    ];
    expect(quantity * 25_000 + paid).toBeLessThanOrEqual(10_400_000);
    expect(paid).toBeGreaterThan(0);
    expect(sold?.realisedPaise).toBe(quantity * 2500);
    expect([bought?.closed, sold?.closed]).toEqual([0, quantity]);
    expect(equity.map(({ equityPaise }) => equityPaise)).toEqual([
      10_400_000,
      10_400_000 - paid,
      10_400_000 - paid + quantity * 1000,
      10_400_000 - paid - taken + quantity * 2500,
      10_400_000 - paid - taken + quantity * 2500,
    ]);
    expect([open, refused.size]).toEqual([[], 0]);
  });

  it('buys members only, no more positions than allowed, chosen by the seed', () => {
    const prices = flat(Array.from({ length: 10 }, () => 100));
    const entering = [1, 2, 3, 4].map((id) => contender(id, prices, { 0: 1 }));
    const symbols = (seed: number): string[] =>
      run(entering, { seed })
        .trades.map(({ symbol }) => symbol)
        .toSorted();
    expect(symbols(1)).toHaveLength(2);
    expect(symbols(1)).toEqual(symbols(1));
    const seen = new Set(Array.from({ length: 12 }, (_, seed) => symbols(seed).join()));
    expect(seen.size, 'another seed takes others').toBeGreaterThan(1);
    const first = SESSIONS[0] ?? '';
    const left = contender(5, prices, { 0: 1 }, { eligible: (session) => session < first });
    expect(run([left]).trades).toEqual([]);
  });

  it('credits a dividend to whoever had the share before its ex-date, once', () => {
    const paying = (exDate: string, rupees: number) => ({
      exDate: sessionDate(exDate),
      perShare: millionths(rupees * 1_000_000),
    });
    const [told = '', bought = '', , sold = ''] = SESSIONS;
    const dividends = [paying(told, 100), paying(bought, 50), paying(sold, 2.5), paying(sold, 1)];
    const one = contender(1, flat([100, 100, 100, 100, 100]), { 0: 1, 2: -1 });
    const [without, paid] = [run([one]), run([{ ...one, dividends }])];
    const shares = paid.trades[0]?.quantity ?? 0;
    expect(shares).toBeGreaterThan(0);
    expect(paid.trades, 'sold at the open of the ex-date').toEqual(without.trades);
    expect(paid.dividendsPaise, 'not for what was bought on its ex-date').toBe(shares * 350);
    const more = paid.equity.map(
      ({ equityPaise }, place) => equityPaise - (without.equity[place]?.equityPaise ?? 0),
    );
    expect(more).toEqual([0, 0, 0, shares * 350, shares * 350]);
  });

  it('credits a dividend once to a share that is kept, and no dividend of before it began', () => {
    const one = contender(1, flat([100, 100, 100, 100, 100, 100]), { 0: 1 });
    const dividends = [SESSIONS[2], SESSIONS[4]].map((exDate) => ({
      exDate: sessionDate(exDate ?? ''),
      perShare: millionths(1_000_000),
    }));
    const { trades, dividendsPaise, equity } = run([{ ...one, dividends }]);
    const shares = trades[0]?.quantity ?? 0;
    expect(trades).toHaveLength(1);
    expect(dividendsPaise).toBe(shares * 200);
    const bought = equity[1]?.equityPaise ?? 0;
    expect(equity.map(({ equityPaise }) => equityPaise - bought).slice(1)).toEqual([
      0,
      shares * 100,
      shares * 100,
      shares * 200,
      shares * 200,
    ]);
  });

  it('pays for slippage in whole ticks of the last close: 3 paise of 1000 rupees are 5', () => {
    const one = contender(1, flat([1000, 1000, 1000, 1000]), { 0: 1, 1: -1 });
    const { trades } = run([one], { rules: { participation: 1, slippage: 0.000_03 } });
    expect(trades.map(({ side, pricePaise }) => [side, pricePaise])).toEqual([
      ['BUY', 100_005],
      ['SELL', 99_995],
    ]);
  });

  it('does not wait for who was told to leave after it has left, nor sell what is told to enter', () => {
    const prices = flat(Array.from({ length: 9 }, () => 100));
    const { trades } = run([contender(1, prices, { 0: 1, 1: 1, 2: -1, 4: 1, 7: -1 })]);
    expect(trades.map(({ side, session }) => `${side} ${SESSIONS.indexOf(session)}`)).toEqual([
      'BUY 1',
      'SELL 3',
      'BUY 5',
      'SELL 8',
    ]);
  });

  it('gives a place to another only when it is free, and each its equal part', () => {
    const prices = flat(Array.from({ length: 8 }, () => 100));
    const first = contender(1, prices, { 0: 1, 3: -1 });
    const second = contender(2, prices, { 1: 1, 3: 1, 5: 1 });
    const { trades } = run([first, second], { maxPositions: 1 });
    expect(
      trades.map(({ symbol, side, session }) => [symbol, side, SESSIONS.indexOf(session)]),
    ).toEqual([
      ['SHARE1', 'BUY', 1],
      ['SHARE1', 'SELL', 4],
      ['SHARE2', 'BUY', 6],
    ]);
    const both = run([first, second], { maxPositions: 2 }).trades;
    const [one, two] = both.filter(({ side }) => side === 'BUY').map(({ quantity }) => quantity);
    // 5,00,000 rupees at 104: each share may cost 4 % more at the open.
    expect([one, Math.abs((two ?? 0) - 4807) < 10]).toEqual([4807, true]);
  });

  it('takes no more than its part of the volume, and sells the rest on the next days', () => {
    const prices = flat(Array.from({ length: 8 }, () => 100));
    const volume = column([300, 300, 300, 120, 120, 120, 120, 120]);
    const one = contender(1, { ...prices, volume }, { 0: 1, 2: -1 });
    const { trades } = run([one], { rules: { participation: 0.5, slippage: 0 } });
    expect(trades.map(({ side, quantity }) => `${side} ${quantity}`)).toEqual([
      'BUY 150',
      'SELL 60',
      'SELL 60',
      'SELL 30',
    ]);
  });

  it('keeps what cannot be sold at its last close, and says so', () => {
    const gone = contender(1, flat([100, 100, 100]), { 0: 1, 2: -1 });
    const { open, equity, trades } = simulate([gone], DAYS.slice(0, 6), CALENDAR, TERMS);
    expect(trades).toHaveLength(1);
    expect(open).toEqual([{ symbol: 'SHARE1', quantity: trades[0]?.quantity }]);
    expect(equity).toHaveLength(6);
    expect(equity[5]?.equityPaise).toBe(equity[2]?.equityPaise);
  });

  it('does the same until a day, whatever comes after it', () => {
    const count = 60;
    const series = (seed: number): Omit<DailySeries, 'sessions'> => {
      const bars = walk(count, seed);
      return {
        open: column(bars.map(([open]) => open)),
        high: column(bars.map(([, high]) => high)),
        low: column(bars.map(([, , low]) => low)),
        close: column(bars.map(([, , , close]) => close)),
        volume: column(bars.map(() => 10_000)),
      };
    };
    const acts = (seed: number): Record<number, 1 | -1> =>
      Object.fromEntries(
        Array.from(
          { length: count },
          (_, place) => [place, (place * seed) % 5 === 0 ? 1 : -1] as const,
        ),
      );
    assert(
      property(integer({ min: 1, max: 500 }), integer({ min: 5, max: 55 }), (seed, cut) => {
        const [own, other] = [series(seed), series(seed + 1)];
        const mixed = Object.fromEntries(
          (['open', 'high', 'low', 'close', 'volume'] as const).map((name) => [
            name,
            own[name].map((value, place) => (place <= cut ? value : (other[name][place] ?? value))),
          ]),
        ) as unknown as typeof own;
        const before = simulate(
          [contender(1, own, acts(seed)), contender(2, other, acts(3))],
          DAYS.slice(0, count),
          CALENDAR,
          TERMS,
        );
        const after = simulate(
          [contender(1, mixed, acts(seed)), contender(2, other, acts(3))],
          DAYS.slice(0, count),
          CALENDAR,
          TERMS,
        );
        const last = SESSIONS[cut] ?? '';
        const until = <Row extends { session: string }>(rows: readonly Row[]): Row[] =>
          rows.filter(({ session }) => session <= last);
        expect(until(after.trades)).toEqual(until(before.trades));
        expect(until(after.equity)).toEqual(until(before.equity));
        // Cash and shares are conserved: nothing comes from nowhere.
        const cash = before.trades.reduce(
          (sum, { side, quantity, pricePaise, chargesPaise }) =>
            sum + (side === 'SELL' ? 1 : -1) * quantity * pricePaise - chargesPaise,
          TERMS.capitalPaise,
        );
        const closes = { SHARE1: own.close, SHARE2: other.close };
        const shares = before.open.reduce(
          (sum, { symbol, quantity }) =>
            sum + quantity * Math.round(100 * (closes[symbol as keyof typeof closes].at(-1) ?? 0)),
          0,
        );
        expect(before.equity.at(-1)?.equityPaise).toBe(cash + shares);
      }),
      { numRuns: 12 },
    );
  });
});
