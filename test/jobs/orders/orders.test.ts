import { describe, expect, it } from 'vitest';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { share } from '../../support/opened-store.ts';
import { madeUpAction, paperDesk } from '../../support/paper-desk.ts';

const flat = (price: number) => [price, price, price, price] as const;

describe('the orders job', () => {
  it('fills by candles that began after the order, and books it once', async () => {
    const desk = await paperDesk();
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 10 --limit 101');
    await desk.minutes('TEAPOT', '2026-11-26', { '09:59': flat(90), '10:00': flat(100) });
    expect(await desk.orders('2026-11-26T10:00:30')).toMatchObject({ status: 'noop' });
    expect(await desk.orders('2026-11-26T10:01:00')).toMatchObject({
      status: 'ok',
      counts: { fills: 1 },
    });
    expect(await desk.orders('2026-11-26T10:01:05')).toMatchObject({ status: 'noop' });
    expect(await desk.fills()).toEqual(['BUY 10 at 100']);
  });

  it('matches missed minutes in order when it comes back', async () => {
    const desk = await paperDesk({ settings: { 'trading.participation_percent': 10 } });
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 10 --limit 101');
    await desk.minutes(
      'TEAPOT',
      '2026-11-26',
      { '10:01': flat(101), '10:02': flat(100), '10:03': flat(99), '10:04': flat(98) },
      35,
    );
    await desk.orders('2026-11-26T10:30');
    expect(await desk.fills()).toEqual([
      'BUY 3 at 101',
      'BUY 3 at 100',
      'BUY 3 at 99',
      'BUY 1 at 98',
    ]);
  });

  it('does not look again at candles that come after later ones', async () => {
    const desk = await paperDesk();
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 10 --limit 95');
    await desk.minutes('TEAPOT', '2026-11-26', { '10:02': flat(100) });
    await desk.orders('2026-11-26T10:03');
    await desk.minutes('TEAPOT', '2026-11-26', { '10:01': flat(90) });
    await desk.orders('2026-11-26T10:04');
    expect(await desk.fills()).toEqual([]);
  });

  it('takes a quote where no candles come, and none of before the order', async () => {
    const desk = await paperDesk();
    const listingId = await desk.listing('TEAPOT');
    const quoted = async (at: string, rupees: number): Promise<void> => {
      desk.moveTo(at);
      const quote = {
        listingId,
        lastPaise: (rupees * 100) as never,
        at: desk.ctx.clock.now(),
        source: 'upstox' as const,
      };
      await desk.opened.store.write((books) => books.quotes.save([quote], desk.ctx.wall.now()));
    };
    await quoted('2026-11-26T10:00', 100);
    await desk.type('order buy TEAPOT 10 --limit 101');
    await desk.orders('2026-11-26T10:05');
    expect(await desk.fills()).toEqual([]);
    await quoted('2026-11-26T10:06', 99);
    await desk.orders('2026-11-26T10:07');
    expect(await desk.fills()).toEqual(['BUY 10 at 99']);
  });

  it('waits ten minutes for the last candles, then ends the orders of the day', async () => {
    const desk = await paperDesk();
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 10 --limit 95');
    await desk.orders('2026-11-26T15:35');
    expect((await desk.type('order list')).json).toHaveLength(1);
    await desk.minutes('TEAPOT', '2026-11-26', { '15:29': flat(94) });
    await desk.orders('2026-11-26T15:36');
    expect(await desk.fills()).toEqual(['BUY 10 at 94']);
    const late = await paperDesk();
    await late.closes('TEAPOT', { '2026-11-25': 100 });
    await late.type('order buy TEAPOT 10 --limit 95');
    expect(await late.orders('2026-11-26T15:40')).toMatchObject({ counts: { expired: 1 } });
  });

  it('squares off intraday positions five minutes before the end, after the candles before', async () => {
    const desk = await paperDesk();
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 10 --product MIS --limit 101');
    await desk.minutes('TEAPOT', '2026-11-26', { '10:01': flat(100), '15:23': flat(110) });
    await desk.orders('2026-11-26T15:26');
    expect((await desk.type('order list')).json, 'the candle before it may still come').toEqual([]);
    await desk.minutes('TEAPOT', '2026-11-26', {
      '15:24': flat(111),
      '15:25': flat(112),
      '15:26': flat(113),
    });
    await desk.orders('2026-11-26T15:27');
    expect(await desk.fills()).toEqual(['BUY 10 at 100', 'SELL 10 at 112']);
  });

  it('keeps an order good till cancelled over a holiday and a week without runs', async () => {
    const desk = await paperDesk();
    desk.moveTo('2026-11-20T15:00');
    await desk.closes('TEAPOT', { '2026-11-19': 100 });
    await desk.type('order buy TEAPOT 10 --limit 95 --validity GTC');
    await desk.minutes('TEAPOT', '2026-11-20', { '15:29': flat(99) });
    await desk.minutes('TEAPOT', '2026-11-23', { '09:15': flat(98), '15:29': flat(97) });
    await desk.minutes('TEAPOT', '2026-11-25', { '09:15': [96, 96, 94, 95], '15:29': flat(95) });
    await desk.orders('2026-11-26T09:20');
    expect(await desk.fills()).toEqual(['BUY 10 at 95']);
    const [order] = (await desk.opened.store.trades.list()).map(({ session }) => session);
    expect(order).toBe('2026-11-25');
  });

  it('holds a session back whose candles are still to come', async () => {
    const desk = await paperDesk();
    desk.moveTo('2026-11-25T10:00');
    await desk.closes('TEAPOT', { '2026-11-24': 100 });
    await desk.type('order buy TEAPOT 10 --limit 95 --validity GTC');
    await desk.minutes('TEAPOT', '2026-11-26', { '09:15': flat(90) });
    await desk.orders('2026-11-26T09:20');
    expect(await desk.fills()).toEqual([]);
    expect(desk.warnings).toEqual([
      '1 shares wait for prices of an earlier session: run `paperjobs market-sync`',
    ]);
    await desk.minutes('TEAPOT', '2026-11-25', { '11:00': flat(94), '15:29': flat(97) });
    await desk.orders('2026-11-26T09:25');
    expect(await desk.fills(), 'the earlier session came first').toEqual(['BUY 10 at 94']);
    const other = await paperDesk();
    other.moveTo('2026-11-25T10:00');
    await other.closes('TEAPOT', { '2026-11-24': 100 });
    await other.type('order buy TEAPOT 10 --limit 95 --validity GTC');
    await other.minutes('TEAPOT', '2026-11-26', { '09:15': flat(90), '11:14': flat(91) });
    await other.orders('2026-11-26T11:16');
    expect(await other.fills(), 'given up after two hours').toEqual(['BUY 10 at 90']);
  });

  it('follows a share that is renamed while the order waits', async () => {
    const desk = await paperDesk();
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 10 --limit 95 --validity GTC');
    await desk.opened.store.write((books) =>
      books.instruments.learn(
        [share('KETTLE', { isin: 'INE000A01011' })],
        sessionDate('2026-11-27'),
        desk.ctx.clock.now(),
      ),
    );
    await desk.minutes('KETTLE', '2026-11-27', { '09:15': flat(94) });
    await desk.orders('2026-11-27T11:30');
    expect(await desk.fills()).toEqual(['BUY 10 at 94']);
    expect((await desk.type('show positions')).text).toContain('KETTLE');
  });

  it('a dry run takes the same path and keeps nothing', async () => {
    const desk = await paperDesk();
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    await desk.type('order buy TEAPOT 10 --limit 101');
    await desk.minutes('TEAPOT', '2026-11-26', { '10:01': flat(100) });
    const dry = { ...desk.ctx, store: desk.opened.dryStore };
    desk.moveTo('2026-11-26T10:03');
    const { run } = await import('../../../src/jobs/orders/run.ts');
    expect(await run(dry)).toMatchObject({ counts: { fills: 1 } });
    expect(await desk.fills()).toEqual([]);
  });
});

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
