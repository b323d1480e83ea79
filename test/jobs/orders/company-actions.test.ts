import { describe, expect, it } from 'vitest';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { share } from '../../support/opened-store.ts';
import { madeUpAction, paperDesk } from '../../support/paper-desk.ts';

const flat = (price: number) => [price, price, price, price] as const;

describe('company actions', () => {
  it('split, bonus and dividend on one holding, each once, on its ex-date', async () => {
    const desk = await paperDesk();
    desk.moveTo('2026-11-20T10:00');
    await desk.closes('TEAPOT', { '2026-11-19': 100, '2026-11-20': 100, '2026-11-23': 50 });
    await desk.type('order buy TEAPOT 11');
    await desk.minutes('TEAPOT', '2026-11-20', { '10:01': flat(100), '15:29': flat(100) });
    await desk.orders('2026-11-20T15:42');
    const before = await desk.cash();
    const shares = async () => (await desk.opened.store.positions.list())[0]?.quantity;
    await desk.actions(
      madeUpAction('2026-11-23', {
        kind: 'split',
        subject: 'split',
        fromFaceValue: millionths(10_000_000),
        toFaceValue: millionths(5_000_000),
      }),
      madeUpAction('2026-11-25', { kind: 'bonus', subject: 'bonus', ratio: [1, 4] }),
      madeUpAction('2026-11-26', { subject: 'dividend', amount: millionths(2_000_000) }),
      madeUpAction('2026-11-27', { subject: 'later', amount: millionths(9_000_000) }),
    );
    await desk.orders('2026-11-23T09:16');
    expect(await shares()).toBe(22);
    await desk.orders('2026-11-25T09:16');
    // 22 × 5/4 = 27.5: half a share at 50 × 4/5 = 40.00 is 20.00
    expect(await shares()).toBe(27);
    expect((await desk.cash()) - before).toBe(2000);
    await desk.orders('2026-11-26T09:16');
    await desk.orders('2026-11-26T09:17');
    // 27 × 2.00 = 54.00
    expect((await desk.cash()) - before).toBe(2000 + 5400);
    expect(await desk.fills()).toEqual(['BUY 11 at 100', 'split BUY 11', 'bonus BUY 5']);
  });

  it('limits of risk on the ex-date count what is held at a price of its shares', async () => {
    const desk = await paperDesk({ settings: { 'risk.max_position_percent': 15 } });
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 100');
    await desk.minutes('TEAPOT', '2026-11-26', { '10:01': flat(100), '15:29': flat(100) });
    await desk.orders('2026-11-26T15:42');
    await desk.closes('TEAPOT', { '2026-11-26': 100 });
    const faces = { fromFaceValue: millionths(10_000_000), toFaceValue: millionths(2_000_000) };
    await desk.actions(madeUpAction('2026-11-27', { kind: 'split', subject: 'split', ...faces }));
    const security = { security: 'INE000A01011', symbol: 'TEAPOT', isin: 'INE000A01011' };
    const factor = { shares: 0.2, rights: 1, specialDividend: 1, kinds: ['split'] as const };
    const exDate = sessionDate('2026-11-27');
    await desk.opened.store.write((books) =>
      books.priceFactors.apply([], [{ ...security, exDate, ...factor }]),
    );
    await desk.orders('2026-11-27T09:16');
    // 500 and 249 at 20.00 are 14.98 % of 99,988.12, 500 and 250 are 15.002 %
    expect((await desk.type('order buy TEAPOT 250 --limit 20')).text).toMatch(/would be 15 %/);
    expect((await desk.type('order buy TEAPOT 249 --limit 20')).no).toBe(false);
  });

  it('an order of the ex-date is judged by the price that the split leaves', async () => {
    const desk = await paperDesk();
    const listingId = await desk.listing('TEAPOT');
    await desk.closes('TEAPOT', { '2026-10-30': 300, '2026-11-25': 300 });
    const factor = { security: 'INE000A01011', symbol: 'TEAPOT', isin: 'INE000A01011' };
    await desk.opened.store.write((books) =>
      books.priceFactors.apply(
        [],
        [
          {
            ...factor,
            exDate: sessionDate('2026-11-26'),
            shares: 0.5,
            rights: 1,
            specialDividend: 1,
            kinds: ['split'],
          },
        ],
      ),
    );
    const on = async (session: string) =>
      (await desk.opened.store.tradedListings.of([listingId], sessionDate(session)))[0];
    expect(await on('2026-11-25')).not.toHaveProperty('sharesSinceClose');
    expect(await on('2026-11-26')).toMatchObject({ sharesSinceClose: 0.5, sharesInMonth: 0.5 });
    await desk.closes('TEAPOT', { '2026-11-26': 150 });
    expect(await on('2026-11-27')).toMatchObject({ sharesSinceClose: 1, sharesInMonth: 0.5 });
  });

  it('those of missed sessions are made up for', async () => {
    const desk = await paperDesk();
    desk.moveTo('2026-11-20T10:00');
    await desk.closes('TEAPOT', { '2026-11-19': 100 });
    await desk.type('order buy TEAPOT 10');
    await desk.minutes('TEAPOT', '2026-11-20', { '10:01': flat(100), '15:29': flat(100) });
    await desk.orders('2026-11-20T15:42');
    await desk.actions(madeUpAction('2026-11-23', { amount: millionths(1_000_000) }));
    const before = await desk.cash();
    await desk.orders('2026-11-26T09:16');
    expect((await desk.cash()) - before).toBe(1000);
  });

  it('a split that becomes known after trades of its ex-date is told, not booked', async () => {
    const desk = await paperDesk();
    desk.moveTo('2026-11-20T10:00');
    await desk.closes('TEAPOT', { '2026-11-19': 100 });
    await desk.type('order buy TEAPOT 10');
    await desk.minutes('TEAPOT', '2026-11-20', { '10:01': flat(100), '15:29': flat(100) });
    await desk.orders('2026-11-20T15:42');
    desk.moveTo('2026-11-23T10:00');
    await desk.type('order sell TEAPOT 4');
    await desk.minutes('TEAPOT', '2026-11-23', { '10:01': flat(50), '15:29': flat(50) });
    await desk.orders('2026-11-23T15:42');
    await desk.actions(
      madeUpAction('2026-11-23', {
        kind: 'split',
        subject: 'split 10 to 5',
        fromFaceValue: millionths(10_000_000),
        toFaceValue: millionths(5_000_000),
      }),
    );
    await desk.orders('2026-11-25T09:16');
    expect(await desk.fills()).toEqual(['BUY 10 at 100', 'SELL 4 at 50']);
    expect(desk.warnings).toEqual([
      'split 10 to 5: it became known after trades of its ex-date, nothing was changed',
    ]);
  });

  it('rights are told', async () => {
    const desk = await paperDesk();
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 10');
    await desk.minutes('TEAPOT', '2026-11-26', { '10:01': flat(100), '15:29': flat(100) });
    await desk.orders('2026-11-26T15:42');
    await desk.actions(
      madeUpAction('2026-11-27', { kind: 'rights', subject: 'Rights 1:5 @ 40', ratio: [1, 5] }),
    );
    await desk.orders('2026-11-27T09:16');
    expect(desk.warnings).toEqual(['Rights 1:5 @ 40: rights are not taken up']);
    expect(await desk.opened.store.notifications.newest(5)).toMatchObject([
      { topic: 'holding', body: 'Rights 1:5 @ 40: rights are not taken up' },
    ]);
  });

  it('a demerger is told, and booked with its terms by hand, once', async () => {
    const desk = await paperDesk({
      shares: [
        share('TEAPOT', { isin: 'INE000A01011' }),
        share('SAUCER', { isin: 'INE000C01017' }),
      ],
    });
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 9');
    await desk.minutes('TEAPOT', '2026-11-26', { '10:01': flat(100), '15:29': flat(100) });
    await desk.orders('2026-11-26T15:42');
    await desk.actions(madeUpAction('2026-11-27', { kind: 'demerger', subject: 'Demerger' }));
    await desk.orders('2026-11-27T09:16');
    expect(desk.warnings.join()).toContain('`paperjobs account demerge` books it');
    const asked = 'account demerge TEAPOT --into SAUCER --ratio 1:2 --cost-percent 20';
    expect((await desk.type(asked)).text).toBe(
      '4 shares of SAUCER came from TEAPOT on 2026-11-27, with 20 % of the cost\n',
    );
    expect((await desk.type(asked)).no).toBe(true);
    expect((await desk.type('show positions')).json).toMatchObject([
      { symbol: 'TEAPOT', shares: 9, cost: 720 },
      { symbol: 'SAUCER', shares: 4, cost: 180 },
    ]);
  });
});
