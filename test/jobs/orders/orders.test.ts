import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { share } from '../../support/opened-store.ts';
import { paperDesk } from '../../support/paper-desk.ts';

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
