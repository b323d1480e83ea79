import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { paise } from '../../../src/core/market/money.ts';
import { dailyBar, dailyBars, intradayBars } from '../../support/bars.ts';
import { alertDesk } from './alert-desk.ts';

const DAY = '2026-11-26T';

describe('alerts and bars', () => {
  it('names of the day are reckoned from the session before, in shares of today', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    const listingId = await desk.share('ACME');
    await desk.opened.store.write(async (books) => {
      books.candles.saveDaily(listingId, 'raw', 'nse', [dailyBar('2026-11-25', 20_000)]);
      await books.priceFactors.apply(
        [],
        [
          {
            security: 'ACME',
            symbol: 'ACME',
            exDate: sessionDate('2026-11-26'),
            shares: 0.5,
            rights: 1,
            specialDividend: 1,
            kinds: ['split'],
          },
        ],
      );
    });
    await desk.rule('ACME day_change < -5%');
    await desk.rule('ACME day_change < -1% and gap > 1%');
    await desk.price('ACME', 98, { openPaise: paise(10_150) });
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
    const [event] = await desk.opened.store.alertEvents.newest({ limit: 9 });
    expect(event?.ruleId).toBe(2);
    expect(new Map(event?.figures).get('day_change')).toBeCloseTo(-0.02, 12);
    expect(new Map(event?.figures).get('gap')).toBeCloseTo(0.015, 12);
  });

  it('the session is compared with closed days: its volume with theirs, its price with their highs', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    const listingId = await desk.share('ACME');
    // Each closes at 100.00 with a high of 100.40 and 500 shares.
    const bars = dailyBars('2026-09-01', '2026-11-25');
    await desk.opened.store.write(async (books) => {
      books.candles.saveDaily(listingId, 'raw', 'nse', bars);
    });
    await desk.rule('ACME volume > 3 x avg(20)');
    await desk.rule('ACME breaks resistance(20)');
    await desk.rule('ACME close > sma(20)');
    await desk.price('ACME', 100.4, { volume: 1500 });
    await desk.run();
    expect(
      (await desk.opened.store.alertEvents.newest({ limit: 9 })).map((one) => one.rule),
    ).toEqual(['ACME close > sma(20)']);
    desk.moveTo(`${DAY}10:01`);
    await desk.price('ACME', 100.45, { volume: 1501 });
    await desk.run();
    expect(
      (await desk.opened.store.alertEvents.newest({ limit: 2 })).map((one) => one.rule).toSorted(),
    ).toEqual(['ACME close crosses above resistance(20)', 'ACME volume > 3 * avg(volume,20)']);
  });

  it('every bar that was closed since the last look is looked at, once', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    const listingId = await desk.share('ACME');
    await desk.rule('ACME close > 105', {}, '1m');
    const closes = [100, 106, 100, 107, 100, 106, 106];
    const bars = intradayBars('2026-11-26', 1, (_, place) => place < closes.length).map(
      (bar, place) => {
        const closePaise = paise((closes[place] ?? 0) * 100);
        const [highPaise, lowPaise] = [paise(11_000), paise(9000)];
        return { ...bar, openPaise: closePaise, closePaise, highPaise, lowPaise };
      },
    );
    const save = (count: number) =>
      desk.opened.store.write(async (books) => {
        books.candles.saveIntraday('1m', listingId, 'upstox', bars.slice(0, count));
      });
    await save(1);
    desk.moveTo(`${DAY}09:16:10`);
    expect(await desk.run()).toMatchObject({ counts: { fired: 0, looks: 1 } });
    await save(7);
    desk.moveTo(`${DAY}09:22:10`);
    expect(await desk.run()).toMatchObject({ counts: { fired: 3 } });
    expect(await desk.events()).toEqual(['09:17 ACME', '09:19 ACME', '09:21 ACME']);
    expect(await desk.run(), 'nothing new').toMatchObject({
      outcome: 'noop',
      counts: { looks: 0 },
    });
  });

  it('bars that were missed are looked at beside the shorter ones of their time', async () => {
    const desk = await alertDesk(`${DAY}10:30:10`);
    const listingId = await desk.share('ACME');
    await desk.rule('ACME close crosses above sma(20,1m)', {}, '5m');
    const save = (until: number) =>
      desk.opened.store.write(async (books) => {
        for (const [interval, minutes] of [
          ['1m', 1],
          ['5m', 5],
        ] as const) {
          const bars = intradayBars('2026-11-26', minutes, (_, place) => place < until / minutes);
          // A dip in the five minutes before 10:40, a peak in those after.
          const moved = bars.map((bar, place) => {
            const end = (place + 1) * minutes;
            const rupees = end > 85 && end <= 90 ? 102 : end > 80 && end <= 85 ? 98 : 100;
            const [closePaise, highPaise, lowPaise] = [
              paise(rupees * 100),
              paise(11_000),
              paise(9000),
            ];
            return { ...bar, openPaise: closePaise, closePaise, highPaise, lowPaise };
          });
          books.candles.saveIntraday(interval, listingId, 'upstox', moved);
        }
      });
    await save(75);
    await desk.run();
    await save(100);
    desk.moveTo(`${DAY}10:55:10`);
    expect(await desk.run()).toMatchObject({ counts: { fired: 1, notEvaluated: 0 } });
    expect(await desk.events()).toEqual(['10:45 ACME']);
  });

  it('the last bar of a session is told of in the morning, and nothing is missed before the first', async () => {
    const desk = await alertDesk('2026-11-25T15:25:10');
    const listingId = await desk.share('ACME');
    await desk.rule('ACME close > 105', {}, '5m');
    const save = (session: string, count: number, lastPaise: number) =>
      desk.opened.store.write(async (books) => {
        const bars = intradayBars(session, 5, (_, place) => place < count);
        const [openPaise, closePaise, highPaise] = [lastPaise, lastPaise, 11_000].map(paise);
        const last = bars.at(-1);
        if (!last || !openPaise || !closePaise || !highPaise) expect.fail('no bars');
        const changed = [...bars.slice(0, -1), { ...last, openPaise, closePaise, highPaise }];
        books.candles.saveIntraday('5m', listingId, 'upstox', changed);
      });
    await save('2026-11-25', 74, 10_000);
    expect(await desk.run()).toMatchObject({ counts: { fired: 0, looks: 1 } });
    await save('2026-11-25', 75, 10_600);
    desk.moveTo(`${DAY}09:16:10`);
    const morning = await desk.run();
    expect(morning).toMatchObject({ counts: { fired: 1, notEvaluated: 0 }, warnings: [] });
    expect(await desk.events()).toEqual(['15:30 ACME']);
    desk.moveTo(`${DAY}09:17:10`);
    expect(await desk.run()).toMatchObject({ counts: { looks: 0 }, warnings: [] });
    desk.moveTo(`${DAY}09:36:10`);
    const late = await desk.run();
    expect(late.warnings, 'no bar of today has come').toEqual([
      'rule 1 "ACME close > 105" cannot be looked at: its bars of 5m end on 2026-11-25 15:30, which is too old',
    ]);
  });

  it('bars of five minutes are made of whole sets of minutes where none are kept', async () => {
    const desk = await alertDesk(`${DAY}09:27:05`);
    const listingId = await desk.share('ACME');
    await desk.rule('ACME volume > 499', {}, '5m');
    const minutes = intradayBars('2026-11-26', 1, (_, place) => place < 12 && place !== 7);
    await desk.opened.store.write(async (books) => {
      books.candles.saveIntraday('1m', listingId, 'upstox', minutes);
    });
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
    expect(await desk.events(), 'the bar of 09:20 lacks a minute').toEqual(['09:20 ACME']);
  });

  it.each([
    ['any close > 105', []],
    // So many bars are too few, which is told once.
    ['any sma(60) > 0', ['none of 2 instruments']],
    ['ACME,BOLT sma(60) > 0', ['(ACME) cannot be looked at', '(BOLT) cannot be looked at']],
  ])('between two bars nothing is told anew: %s', async (text, told) => {
    const desk = await alertDesk(`${DAY}10:30:10`);
    const listingId = await desk.share('ACME');
    await desk.share('BOLT');
    await desk.rule(text, {}, '5m');
    const warnings: string[] = [];
    for (let minute = 30; minute < 45; minute++) {
      desk.moveTo(`${DAY}10:${minute}:10`);
      const count = Math.floor((75 + minute - 30) / 5);
      await desk.opened.store.write(async (books) => {
        const bars = intradayBars('2026-11-26', 5, (_, place) => place < count);
        books.candles.saveIntraday('5m', listingId, 'upstox', bars);
      });
      warnings.push(...(await desk.run()).warnings);
    }
    expect(warnings).toHaveLength(told.length);
    for (const [place, words] of told.entries()) expect(warnings[place]).toContain(words);
  });

  it('the minutes of a session tell its open, high and low where no quote does', async () => {
    const desk = await alertDesk(`${DAY}09:20:05`);
    const listingId = await desk.share('ACME');
    const minutes = intradayBars('2026-11-26', 1, (_, place) => place < 5).map((bar, place) => ({
      ...bar,
      openPaise: paise(10_000 + place),
      highPaise: paise(10_040 - place),
      lowPaise: paise(9900),
      closePaise: paise(10_010),
    }));
    await desk.opened.store.write(async (books) => {
      books.candles.saveDaily(listingId, 'raw', 'nse', [dailyBar('2026-11-25', 9800)]);
      books.candles.saveIntraday('1m', listingId, 'upstox', minutes);
    });
    await desk.rule('ACME gap > 2% and high > 100.3');
    await desk.rule('ACME gap > 2.1%');
    expect(await desk.run()).toMatchObject({ counts: { fired: 1, notEvaluated: 0 }, warnings: [] });
    const [event] = await desk.opened.store.alertEvents.newest({ limit: 9 });
    expect(new Map(event?.figures).get('gap')).toBeCloseTo(100 / 98 - 1, 12);
  });
});
