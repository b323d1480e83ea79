import { describe, expect, it } from 'vitest';
import { PLANS } from '../../../src/core/charges/brokerage.ts';
import type { PlanName } from '../../../src/core/charges/brokerage.ts';
import { chargesOf } from '../../../src/core/charges/charges-of.ts';
import type { Turnover } from '../../../src/core/charges/charges-of.ts';
import { totalCharges } from '../../../src/core/charges/charges.ts';
import type { Charges } from '../../../src/core/charges/charges.ts';
import { paise, rupees } from '../../../src/core/market/money.ts';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import { turnover } from './made-up-turnover.ts';

/** A charge on a crore of rupees, in rupees: the rates as they are told. */
function onACrore(
  item: keyof Charges,
  [side, product, day]: readonly [Turnover['side'], Turnover['product'], string],
  more: Partial<Turnover> = {},
  plan: PlanName = 'none',
): number {
  const asked = turnover(`${side} ${product} 10000000 ${day}`, more);
  return rupees(chargesOf(asked, PLANS[plan])[item]);
}

const dayBefore = (day: string): string => addDays(sessionDate(day), -1);

describe('a rate counts from its very day on', () => {
  // 0.075 %, 0.1 %, 0.125 %, and 0.1 % again; a fifth of it for what is sold within the day
  it.each([
    ['2005-06-01', [7500, 7500, 1500], [10_000, 10_000, 2000]],
    ['2006-06-01', [10_000, 10_000, 2000], [12_500, 12_500, 2500]],
    ['2012-07-01', [12_500, 12_500, 2500], [10_000, 10_000, 2500]],
  ])('transaction tax on %s: delivered both ways, sold within the day', (day, before, after) => {
    const on = (date: string) => [
      onACrore('stt', ['BUY', 'CNC', date]),
      onACrore('stt', ['SELL', 'CNC', date]),
      onACrore('stt', ['SELL', 'MIS', date]),
    ];
    expect([on(dayBefore(day)), on(day)]).toEqual([before, after]);
    expect(onACrore('stt', ['BUY', 'MIS', day]), 'bought within the day').toBe(0);
  });

  it('units of a fund: as shares until the seller alone paid 0.001 %', () => {
    const on = (date: string) =>
      (['BUY', 'SELL'] as const).map((side) =>
        onACrore('stt', [side, 'CNC', date], { fund: true }),
      );
    expect([on('2013-05-31'), on('2013-06-01')]).toEqual([
      [10_000, 10_000],
      [0, 100],
    ]);
    expect(onACrore('stt', ['SELL', 'MIS', '2013-06-01'], { fund: true })).toBe(2500);
  });

  it.each([
    ['exchange', 'XNSE', '2021-01-01', 325, 345],
    ['exchange', 'XNSE', '2023-04-01', 345, 325],
    ['exchange', 'XNSE', '2024-04-01', 325, 322],
    ['exchange', 'XNSE', '2024-10-01', 322, 297],
    ['exchange', 'XBOM', '2022-01-01', 345, 375],
    ['ipft', 'XNSE', '2023-04-01', 0, 10],
    ['ipft', 'XBOM', '2023-04-01', 0, 0],
    ['sebi', 'XNSE', '2017-04-01', 20, 15],
    ['sebi', 'XNSE', '2019-04-01', 15, 10],
    ['sebi', 'XNSE', '2020-06-01', 10, 5],
    ['sebi', 'XNSE', '2021-04-01', 5, 10],
  ] as const)('%s of %s on %s: %f, then %f', (item, exchange, day, before, after) => {
    const on = (date: string) => onACrore(item, ['BUY', 'CNC', date], { exchange });
    expect([on(dayBefore(day)), on(day)]).toEqual([before, after]);
  });

  it('stamp duty: of both sides by state, of the buyer by the country', () => {
    const on = (date: string) =>
      (['CNC', 'MIS'] as const).flatMap((product) =>
        (['BUY', 'SELL'] as const).map((side) => onACrore('stamp', [side, product, date])),
      );
    expect([on('2020-06-30'), on('2020-07-01')]).toEqual([
      [1000, 1000, 200, 200],
      [1500, 0, 300, 0],
    ]);
  });

  // Of 50,000 to the broker and 325 (from 2021: 345, 325, 322) to the exchange.
  it.each([
    // 10.2, 12.24, 12.36, 10.3, 12.36, 14, 14.5, 15 and 18 %
    ['2006-04-18', 5133.15, 6159.78],
    ['2007-05-11', 6159.78, 6220.17],
    ['2009-02-24', 6220.17, 5183.48],
    ['2012-04-01', 5183.48, 6220.17],
    ['2015-06-01', 6220.17, 7045.5],
    ['2015-11-15', 7045.5, 7297.13],
    ['2016-06-01', 7297.13, 7548.75],
    ['2017-07-01', 7548.75, 9058.5],
    // 18 % of 50,345, and of SEBI's 10 as well
    ['2022-07-18', 9062.1, 9063.9],
  ])('tax on services on %s', (day, before, after) => {
    const on = (date: string) => onACrore('gst', ['BUY', 'CNC', date], {}, 'percentage');
    expect([on(dayBefore(day)), on(day)]).toEqual([before, after]);
  });
});

describe('what a broker takes', () => {
  // on ₹10,000 (below every cap) and ₹10,00,000; of one share sold out of the depository; abroad
  it.each<[PlanName, number[]]>([
    ['zero-delivery', [0, 0, 3, 20, 13, 1]],
    ['flat', [10, 20, 5, 20, 20, 1]],
    ['percentage', [50, 5000, 5, 500, 15, 5]],
    ['none', [0, 0, 0, 0, 0, 0]],
  ])('by the plan %s', (plan, expected) => {
    const taken = (words: Parameters<typeof turnover>[0], more: Partial<Turnover> = {}) =>
      chargesOf(turnover(words, more), PLANS[plan]);
    const sold = taken('SELL CNC 10000 2026-11-26');
    expect(
      [
        taken('BUY CNC 10000 2026-11-26').brokerage,
        taken('BUY CNC 1000000 2026-11-26').brokerage,
        taken('BUY MIS 10000 2026-11-26').brokerage,
        taken('BUY MIS 1000000 2026-11-26').brokerage,
        sold.dp,
        taken('BUY CNC 10000 2026-11-25', { exchange: 'XNYS' }).brokerage,
      ].map(rupees),
    ).toEqual(expected);
  });

  it('is nothing of an order that has turned nothing over', () => {
    const nothing = { valuePaise: paise(0) };
    for (const exchange of ['XNSE', 'XNYS'] as const) {
      const asked = turnover('SELL CNC 1 2026-11-26', { ...nothing, exchange });
      expect(totalCharges(chargesOf(asked, PLANS.flat)), exchange).toBe(0);
    }
  });
});
