import { describe, expect, it } from 'vitest';
import { share } from '../../support/opened-store.ts';
import { botDesk } from './bot-desk.ts';

const flat = (price: number) => [price, price, price, price] as const;
const ALL = { kind: 'symbols', symbols: ['TEAPOT', 'KETTLE', 'SAUCER'] } as const;

describe('the bot job', () => {
  it('buys what its strategy enters, and says of everything else why not', async () => {
    const desk = await botDesk([{ universe: ALL }]);
    await desk.walk('TEAPOT', [98, 99, 100]);
    await desk.walk('KETTLE', [101, 99, 100]);
    expect(await desk.bot()).toMatchObject({
      status: 'ok',
      summary: '1 bought, 1 nothing, 1 no-data',
    });
    expect(await desk.decided()).toEqual([
      'TEAPOT bought: enter: close 100, highest of 3 bars 100, lowest of 2 bars 99; 1000 shares at 100.00: 10 % of the account',
      'KETTLE nothing: nothing to do: close 100, highest of 3 bars 101, lowest of 2 bars 99',
      'SAUCER no-data: no bar of it is kept: run `paperjobs eod`',
    ]);
    const orders = await desk.opened.store.orders.list();
    expect(orders).toMatchObject([
      {
        side: 'BUY',
        type: 'MARKET',
        quantity: 1000,
        state: 'open',
        note: expect.stringMatching(/^bot turtle: enter: /) as string,
      },
    ]);
    const signals = await desk.opened.store.tradingSignals.list();
    expect(signals).toMatchObject([{ action: 'enter', pricePaise: 10_000, orderId: 1 }]);
  });

  it('decides a bar once: a second run places nothing, a later bar is decided anew', async () => {
    const desk = await botDesk();
    await desk.walk('TEAPOT', [98, 99, 100]);
    await desk.bot();
    expect(await desk.bot('2026-11-26T10:30')).toMatchObject({
      status: 'noop',
      counts: { already: 1, bought: 0 },
    });
    await desk.minutes('TEAPOT', '2026-11-26', { '09:31': flat(100), '15:29': flat(98) });
    await desk.orders('2026-11-26T15:45');
    await desk.walk('TEAPOT', [98], '2026-11-26');
    expect(await desk.bot('2026-11-27T09:30')).toMatchObject({ counts: { sold: 1 } });
    await desk.minutes('TEAPOT', '2026-11-27', { '09:31': flat(97) });
    await desk.orders('2026-11-27T09:33');
    expect(await desk.fills()).toEqual(['BUY 1000 at 100', 'SELL 1000 at 97']);
  });

  it('never places the same order twice, even where its decision is gone', async () => {
    const desk = await botDesk();
    await desk.walk('TEAPOT', [98, 99, 100]);
    await desk.bot();
    await desk.opened.store.write(async (books) => {
      await books.pastRows.remove(
        {
          rule: { table: 'bot_decisions', column: 'session', unit: 'session', group: 'history' },
          cutoff: '2027-01-01',
        },
        100,
      );
    });
    expect(await desk.bot()).toMatchObject({ counts: { nothing: 0, limited: 1 } });
    await desk.minutes('TEAPOT', '2026-11-26', { '09:31': flat(100) });
    expect(await desk.opened.store.orders.list()).toHaveLength(1);
  });

  it('waits for the newest bar, then decides', async () => {
    const desk = await botDesk();
    await desk.walk('TEAPOT', [98, 99, 100], '2026-11-20');
    await desk.bot();
    expect(await desk.decided()).toEqual([
      expect.stringMatching(
        /^TEAPOT no-data: its newest bar ended at 2026-11-20T15:30:00\+05:30, that of 2026-11-25T15:30:00\+05:30 is not kept/,
      ),
    ]);
    await desk.walk('TEAPOT', [98, 99, 100]);
    expect(await desk.bot('2026-11-26T10:30')).toMatchObject({ counts: { bought: 1 } });
    expect(await desk.opened.store.botDecisions.list()).toHaveLength(1);
  });

  it('writes signals only where that is asked, and trades them later all the same', async () => {
    const desk = await botDesk();
    await desk.walk('TEAPOT', [98, 99, 100]);
    expect(await desk.bot('2026-11-26T09:30', { signalsOnly: true })).toMatchObject({
      counts: { signal: 1, bought: 0 },
    });
    expect(await desk.opened.store.orders.list()).toEqual([]);
    const [signal] = await desk.opened.store.tradingSignals.list();
    expect(signal).toMatchObject({ action: 'enter' });
    expect(signal?.orderId).toBeUndefined();
    expect(await desk.bot('2026-11-26T10:30')).toMatchObject({ counts: { bought: 1 } });
    expect(await desk.opened.store.tradingSignals.list()).toMatchObject([{ orderId: 1 }]);
  });

  it('does not spend the same money twice in one run, nor hold more than it may', async () => {
    const rising = [98, 99, 100];
    const desk = await botDesk([{ universe: ALL, size: 60 }]);
    for (const symbol of ALL.symbols) await desk.walk(symbol, rising);
    await desk.bot();
    const orders = await desk.opened.store.orders.list();
    expect(orders.map(({ quantity }) => quantity)[0]).toBe(6000);
    expect(orders[1]?.quantity, 'cut by the free cash').toBeLessThan(4000);
    const whole = orders.reduce((sum, order) => sum + order.quantity * order.boundPaise, 0);
    expect(whole).toBeLessThanOrEqual(100_000_000);
    expect((await desk.decided())[1]).toMatch(/60 % of the account, cut by the free cash$/);
    const few = await botDesk([{ universe: ALL, maxPositions: 2 }]);
    for (const symbol of ALL.symbols) await few.walk(symbol, rising);
    expect(await few.bot()).toMatchObject({ counts: { bought: 2, limited: 1 } });
  });

  it('puts a stop and a target beside what it buys, and ends both when it sells', async () => {
    const desk = await botDesk([{ stopPercent: 10, targetPercent: 20 }]);
    await desk.walk('TEAPOT', [98, 99, 100]);
    await desk.bot();
    await desk.minutes('TEAPOT', '2026-11-26', { '09:31': flat(100), '15:29': flat(98) });
    await desk.orders('2026-11-26T15:45');
    const resting = await desk.opened.store.orders.list({ states: ['open'] });
    expect(resting).toMatchObject([
      { role: 'target', limitPaise: 12_000, quantity: 1000 },
      { role: 'stop', triggerPaise: 9000, quantity: 1000 },
    ]);
    await desk.walk('TEAPOT', [98], '2026-11-26');
    expect(await desk.bot('2026-11-27T09:30')).toMatchObject({ counts: { sold: 1 } });
    const all = await desk.opened.store.orders.list();
    expect(all.map(({ role, state }) => `${role} ${state}`)).toEqual([
      'entry filled',
      'target cancelled',
      'stop cancelled',
      'plain open',
    ]);
  });

  it('raises its trailing stop with the closes', async () => {
    const desk = await botDesk([{ trailingPercent: 10 }]);
    await desk.walk('TEAPOT', [98, 99, 100]);
    await desk.bot();
    await desk.minutes('TEAPOT', '2026-11-26', { '09:31': flat(100), '15:29': flat(110) });
    await desk.orders('2026-11-26T15:45');
    await desk.walk('TEAPOT', [110], '2026-11-26');
    expect(await desk.bot('2026-11-27T09:30')).toMatchObject({ counts: { 'stop-moved': 1 } });
    const [stop] = await desk.opened.store.orders.list({ states: ['open'] });
    expect(stop).toMatchObject({ role: 'stop', triggerPaise: 9900 });
    await desk.minutes('TEAPOT', '2026-11-27', { '09:31': flat(98) });
    await desk.orders('2026-11-27T09:33');
    expect(await desk.fills()).toEqual(['BUY 1000 at 100', 'SELL 1000 at 98']);
  });

  it('sells what has left its universe, and buys it no more', async () => {
    const desk = await botDesk([{ universe: { kind: 'symbols', symbols: ['KETTLE'] } }]);
    await desk.walk('TEAPOT', [98, 99, 98]);
    await desk.type('order buy TEAPOT 10 --limit 100');
    await desk.minutes('TEAPOT', '2026-11-26', { '10:01': flat(98) });
    await desk.orders('2026-11-26T10:03');
    expect(await desk.bot('2026-11-26T10:30')).toMatchObject({ counts: { sold: 1, 'no-data': 1 } });
  });

  it('keeps a refused order with the reason of the desk', async () => {
    const desk = await botDesk([{}], { settings: { 'risk.max_position_percent': 5 } });
    await desk.walk('TEAPOT', [98, 99, 100]);
    expect(await desk.bot()).toMatchObject({ counts: { refused: 1 } });
    const [line] = await desk.decided();
    expect(line).toMatch(/^TEAPOT refused: the position would be 10\.2 % of the account/);
    expect(await desk.opened.store.orders.list()).toMatchObject([{ state: 'refused', filled: 0 }]);
    expect(await desk.bot('2026-11-26T10:30')).toMatchObject({ status: 'noop' });
  });

  it('decides inside a session on bars made of minutes', async () => {
    const desk = await botDesk([
      {
        interval: '15m',
        product: 'MIS',
        strategy: 'opening_range_breakout',
        parameters: { bars: 1 },
      },
    ]);
    const minutes = Object.fromEntries(
      Array.from({ length: 45 }, (_, minute) => {
        const at = 9 * 60 + 15 + minute;
        const time = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
        return [time, flat(minute < 15 ? 100 : minute < 30 ? 99 : 102)];
      }),
    );
    await desk.minutes('TEAPOT', '2026-11-26', minutes);
    await desk.closes('TEAPOT', { '2026-11-25': 100 });
    expect(await desk.bot('2026-11-26T10:00')).toMatchObject({ counts: { bought: 1 } });
    expect(await desk.opened.store.orders.list()).toMatchObject([{ product: 'MIS' }]);
    expect((await desk.bot('2026-11-26T10:10')).status, 'the same bar').toBe('noop');
  });

  it('tells what its tables have wrong, and lets the other bots trade', async () => {
    const wrong = await botDesk([{ parameters: { dayz: 3 } }]);
    await expect(wrong.bot()).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(
        /paperjobs\.toml:1: bot turtle: expected one of days, exit_days for turtle, found "dayz"; did you mean "days"/,
      ) as string,
    });
    const facts = await botDesk([{ strategy: 'fundamental', parameters: {} }]);
    await expect(facts.bot()).rejects.toMatchObject({ code: 'config' });
    const two = await botDesk([{ name: 'lost', account: 'nobody' }, {}]);
    await two.walk('TEAPOT', [98, 99, 100]);
    expect(await two.bot()).toMatchObject({ status: 'partial', counts: { bought: 1 } });
    expect(two.warnings.join()).toMatch(/bot lost: .*expected an account "nobody", found none/);
  });

  it('has nothing to do without bots, and knows the one that is asked for', async () => {
    expect(await (await botDesk([])).bot()).toMatchObject({ status: 'noop' });
    const desk = await botDesk([{ enabled: false }]);
    expect(await desk.bot()).toMatchObject({ status: 'noop' });
    await desk.walk('TEAPOT', [98, 99, 100]);
    expect(await desk.bot('2026-11-26T09:30', { bot: 'turtle' })).toMatchObject({ status: 'ok' });
    await expect(desk.bot('2026-11-26T09:30', { bot: 'turtel' })).rejects.toMatchObject({
      message: expect.stringMatching(/found "turtel"; did you mean "turtle"/) as string,
    });
    const none = await botDesk([]);
    await expect(none.bot('2026-11-26T09:30', { bot: 'turtle' })).rejects.toThrow(
      'expected a table [bots.turtle] of the configuration for --bot turtle, found none',
    );
  });

  it('shows decisions and signals in words, as CSV and JSON, whatever names hold', async () => {
    const nasty = "<b>&'; DROP TABLE orders;--";
    const desk = await botDesk([{ universe: ALL }], {
      shares: ['TEAPOT', 'KETTLE', 'SAUCER'].map((symbol, place) =>
        share(symbol, { isin: `INE000A0${place}011`, name: nasty }),
      ),
    });
    await desk.walk('TEAPOT', [98, 99, 100]);
    await desk.walk('KETTLE', [101, 99, 100]);
    await desk.bot();
    const told = await desk.type('show decisions');
    expect(told.text).toMatch(
      /2026-11-26 09:30 +turtle +TEAPOT +2026-11-25 15:30 +bought +1 +enter: close 100/,
    );
    expect(told.json).toHaveLength(3);
    expect((await desk.type('show decisions --outcome nothing')).json).toMatchObject([
      { symbol: 'KETTLE', outcome: 'nothing', settled: true },
    ]);
    expect((await desk.type('show decisions --symbols saucer --csv')).text).toMatch(
      /SAUCER,.*,no-data,,/,
    );
    expect((await desk.type('show signals')).json).toMatchObject([{ symbol: 'TEAPOT', order: 1 }]);
    expect((await desk.type('show signals --to 2026-11-25')).json).toEqual([]);
  });
});
