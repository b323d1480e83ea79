import { describe, expect, it } from 'vitest';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { share } from '../../support/opened-store.ts';
import { paperDesk } from '../../support/paper-desk.ts';
import type { PaperDesk } from '../../support/paper-desk.ts';

const flat = (price: number) => [price, price, price, price] as const;

async function desk(given: Parameters<typeof paperDesk>[0] = {}): Promise<PaperDesk> {
  const made = await paperDesk({
    shares: [
      share('TEAPOT', { isin: 'INE000A01011' }),
      share('M&M', { isin: 'INE000B01019' }),
      share('NIFTY 50', { kind: 'index', series: 'INDEX' }),
    ],
    ...given,
  });
  await made.closes('TEAPOT', { '2026-10-30': 99, '2026-11-25': 100 });
  await made.closes('M&M', { '2026-11-25': 3000 });
  return made;
}

describe('accounts', () => {
  it('are opened once under a name, and their money moves by the ledger', async () => {
    const { type } = await desk({ deposit: 0 });
    expect((await type('account create main --deposit 1,000.50')).text).toBe('main: 1000.50 INR\n');
    expect(await type('account create main')).toMatchObject({
      no: true,
      text: 'there is an account named main already\n',
    });
    expect((await type('account deposit main 100')).text).toBe('main: 1100.50 INR\n');
    expect((await type('account withdraw main 1100.50')).text).toBe('main: 0.00 INR\n');
    await expect(type('account withdraw main 0.01')).rejects.toThrow(
      'expected no more than the 0.00 that are free, found 0.01',
    );
    await expect(type('account deposit main 1.234')).rejects.toThrow(
      'amount: expected an amount like 2500 or 2500.50, found "1.234"',
    );
    await expect(type('account deposit mian 1')).rejects.toThrow(
      'found none named "mian"; did you mean "main"?',
    );
    expect(
      (await type('show ledger --csv')).text.split('\n').filter((line) => line.includes('capital')),
    ).toHaveLength(3);
  });

  it('money that is promised to an order is not free', async () => {
    const { type } = await desk({ deposit: 1000 });
    await type('order buy TEAPOT 9 --limit 100');
    await expect(type('account withdraw main 500')).rejects.toThrow(
      /expected no more than the 98.\d\d that are free/,
    );
    expect((await type('account show main')).json).toMatchObject({ cash: 1000, positions: 0 });
  });

  it('one has to be named where there are several', async () => {
    const { type } = await desk();
    await type('account create other --deposit 10');
    await expect(type('order buy TEAPOT 1')).rejects.toThrow(
      'expected --account, one of main, other',
    );
    expect((await type('order buy TEAPOT 1 --account main')).no).toBe(false);
  });

  it('there has to be one', async () => {
    const { type } = await desk({ deposit: 0 });
    await expect(type('order buy TEAPOT 1')).rejects.toThrow(/account create main --deposit/);
  });
});

describe('orders', () => {
  it('are refused with a reason that is kept, and nothing of a fill', async () => {
    const { type } = await desk({ deposit: 500 });
    const refused = await type('order buy TEAPOT 10 --limit 100');
    expect(refused).toMatchObject({
      no: true,
      json: { state: 'refused', filled: 0, average: null },
    });
    expect(refused.text).toMatch(
      /^order 1: BUY 10 TEAPOT refused: expected 1001\.\d\d for the order/,
    );
    expect((await type('order sell TEAPOT 10')).text).toContain('the account has 0');
    expect((await type('order list')).json).toEqual([]);
    expect((await type('show orders --state refused')).json).toHaveLength(2);
  });

  it('futures, options, indices and unknown symbols are refused', async () => {
    const { type } = await desk();
    await expect(type('order buy NIFTY26DECFUT 1')).rejects.toThrow(
      /futures and options are refused/,
    );
    await expect(type('order buy TEAPOT26NOV1300CE 1')).rejects.toThrow(
      /futures and options are refused/,
    );
    await expect(type('order buy TEAPTO 1')).rejects.toThrow(
      /found "TEAPTO"; did you mean TEAPOT\?/,
    );
    expect((await type('order buy "NIFTY 50" 1')).text).toContain('is an index');
    await expect(type('order buy TEAPOT 1.5')).rejects.toThrow(
      'expected a whole number of shares, found "1.5"',
    );
  });

  it('an account in another money than that of the exchange buys nothing there', async () => {
    const { type } = await desk({ deposit: 0 });
    await type('account create abroad --currency USD --deposit 100000');
    expect(await type('order buy TEAPOT 1 --limit 100')).toMatchObject({
      no: true,
      text: 'order 1: BUY 1 TEAPOT refused: TEAPOT is dealt in for INR, the account is kept in USD\n',
    });
    expect((await type('account show abroad')).json).toMatchObject({ free: 100_000 });
  });

  it('a symbol with an ampersand is a symbol', async () => {
    const { type } = await desk();
    expect((await type('order buy m&m 1 --limit 3000')).text).toBe('order 1: BUY 1 M&M open\n');
  });

  it('the same key is the same order, whatever else is asked', async () => {
    const { type } = await desk();
    await type('order buy TEAPOT 10 --limit 100 --key swing-1');
    const again = await type('order buy TEAPOT 99 --limit 90 --key swing-1');
    const told = 'order 1: BUY 10 TEAPOT was placed before, under the same key: open\n';
    expect(again.text).toBe(told);
    const other = await type('order buy M&M 3 --limit 3000 --key swing-1');
    expect(other).toMatchObject({ text: told, json: { order: 1, symbol: 'TEAPOT' } });
    expect((await type('order list')).json).toHaveLength(1);
  });

  it('a market that is closed queues them, or refuses what cannot wait', async () => {
    const one = await desk();
    one.moveTo('2026-11-28T12:00');
    expect((await one.type('order buy TEAPOT 1')).text).toBe(
      'order 1: BUY 1 TEAPOT queued for 2026-11-30\n',
    );
    expect((await one.type('order buy TEAPOT 1 --validity IOC')).text).toContain('Saturday');
  });

  it('after the close they are judged by the limits and shares of the session to come', async () => {
    const one = await desk();
    const { store } = one.opened;
    const listingId = await one.listing('TEAPOT');
    one.moveTo('2026-11-26T15:29');
    const limits = { lowerCircuitPaise: paise(9000), upperCircuitPaise: paise(11_000) };
    const quote = { listingId, lastPaise: paise(11_000), source: 'upstox' as const, ...limits };
    const at = one.ctx.clock.now();
    await store.write((books) => books.quotes.save([{ ...quote, at }], at));
    expect((await one.type('order buy TEAPOT 1 --limit 115')).text).toContain('upper limit 110.00');
    one.moveTo('2026-11-26T19:00');
    expect((await one.type('order buy TEAPOT 1 --limit 115 --validity GTC')).text).toBe(
      'order 2: BUY 1 TEAPOT queued for 2026-11-27\n',
    );
    expect((await one.type('order modify 2 --limit 120')).no).toBe(false);
    await one.closes('TEAPOT', { '2026-11-26': 110 });
    const split = { shares: 0.2, rights: 1, specialDividend: 1, kinds: ['split'] as const };
    const security = { security: 'INE000A01011', symbol: 'TEAPOT', isin: 'INE000A01011' };
    const factor = { ...security, exDate: sessionDate('2026-11-27'), ...split };
    await store.write((books) => books.priceFactors.apply([], [factor]));
    await one.type('order buy TEAPOT 10');
    // 22.00 × 1.02 = 22.44: what a share can cost tomorrow, not today's 110.00
    const [order] = (await store.orders.list()).slice(-1);
    expect(order).toMatchObject({ state: 'open', session: '2026-11-27', boundPaise: 2244 });
  });

  it('are cancelled and changed by number', async () => {
    const { type } = await desk();
    await type('order buy TEAPOT 10 --limit 100 --target 120 --stop 90');
    expect((await type('order modify 1 --limit 101.5')).text).toContain('order 1 is changed');
    expect((await type('order modify 1 --quantity 5000')).text).toMatch(
      /stays as it was: expected \d+\.\d\d for the changed/,
    );
    await expect(type('order modify 1')).rejects.toThrow(
      'expected --limit, --trigger or --quantity',
    );
    expect((await type('order cancel 1')).text).toBe(
      'order 1 is cancelled, and with it 2, 3; 0 of 10 had been filled\n',
    );
    expect(await type('order cancel 1')).toMatchObject({
      no: true,
      text: 'order 1 has ended already: cancelled\n',
    });
    expect(await type('order cancel 77')).toMatchObject({ no: true });
    const shown = await type('order show 1');
    expect(shown.text).toContain('changed by hand');
    expect(shown.text).toContain('cancelled by hand');
    expect((await type('order show 77')).no).toBe(true);
  });

  it('text in notes, keys and names stays text', async () => {
    const { type, opened } = await desk({ deposit: 0 });
    const nasty = `<img src=x onerror=alert(1)>'); DROP TABLE orders;-- ﷽ 株 🏹`;
    await type(`account create "${nasty}" --deposit 1000`);
    await type(`order buy TEAPOT 1 --limit 100 --note "${nasty}" --key "${nasty}"`);
    const [order] = await opened.store.orders.list();
    expect(order).toMatchObject({ note: nasty, clientKey: nasty });
    expect((await type('order list')).json).toMatchObject([{ note: nasty, account: nasty }]);
    expect((await type('show orders --csv')).text).toContain(nasty);
    await type(`order buy TEAPOT 1 --limit 100 --note "\u001b[31mred\u0007"`);
    expect((await type('order list')).text, 'nothing steers the terminal').not.toMatch(
      /\p{Cc}(?<!\n)/u,
    );
    await expect(type('account create "a\u001bb"')).rejects.toThrow(/expected a name/);
  });
});

describe('what was traded', () => {
  it('is shown with its charges, gains by lot and term, and as CSV', async () => {
    const { type, minutes, orders, closes, moveTo } = await desk({
      settings: { 'trading.brokerage_plan': 'zero-delivery' },
    });
    moveTo('2025-06-02T10:00');
    await closes('TEAPOT', { '2025-05-30': 50 });
    await type('order buy TEAPOT 10');
    await minutes('TEAPOT', '2025-06-02', { '10:01': flat(50), '15:29': flat(50) });
    await orders('2025-06-02T15:42');
    moveTo('2026-11-25T10:00');
    await type('order buy TEAPOT 10');
    await minutes('TEAPOT', '2026-11-25', { '10:01': flat(100), '15:29': flat(100) });
    await orders('2026-11-25T15:42');
    moveTo('2026-11-26T10:00');
    await type('order sell TEAPOT 15');
    await minutes('TEAPOT', '2026-11-26', { '10:01': flat(110) });
    await orders('2026-11-26T10:02');
    expect((await type('show gains --fy 2026-27')).json).toMatchObject([
      { opened: '2025-06-02', shares: 10, gain: 600, term: 'long' },
      { opened: '2026-11-25', shares: 5, gain: 50, term: 'short' },
    ]);
    expect((await type('show gains')).text).toContain('before charges: short 50.00, long 600.00');
    expect((await type('show gains --fy 2025-26')).json).toEqual([]);
    await expect(type('show gains --fy 2025-27')).rejects.toThrow(
      'expected a financial year like 2025-26',
    );
    const trades = (await type('show trades --from 2026-11-26')).json;
    // 1,650.00: STT 1.65 → 2.00; 0.05; nothing of ten a crore; DP 13.00; GST 18 % of 13.05 → 2.35
    expect(trades).toMatchObject([
      {
        side: 'SELL',
        quantity: 15,
        price: 110,
        realised: 650,
        charges: { stt: 2, exchange: 0.05, dp: 13, gst: 2.35, total: 17.4 },
      },
    ]);
    expect((await type('show trades --csv')).text.split('\n')).toHaveLength(5);
    expect((await type('show positions')).json).toMatchObject([
      { symbol: 'TEAPOT', shares: 5, cost: 500, realised: 650 },
    ]);
  });
});
