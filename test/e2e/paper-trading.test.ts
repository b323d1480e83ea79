import { copyFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { askMoney } from '../../src/store/backup/money-questions.ts';
import { openStore } from '../../src/store/store.ts';
import { integrity, rowsOf } from '../support/kept-rows.ts';
import { share } from '../support/opened-store.ts';
import { jsonOf, newDesk, run, runJson, start } from '../support/program.ts';
import type { Desk, RunObject } from '../support/program.ts';

/** Set to 500 for the long loop. */
const KILLS = Number(process.env['PAPERJOBS_KILLS'] ?? 12);
const SEED = Number(process.env['PAPERJOBS_TEST_SEED'] ?? 20_261_126);
const SHARES = 12;
const SESSIONS = ['2026-11-19', '2026-11-20'];

/** Fractions of 0 to 1 by the seed. @see mulberry32, Tommy Ettinger, 2017 */
function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const symbolOf = (place: number): string => `SHARE${place}`;

/** A desk with an account and two sessions of minutes of some shares that wander. */
async function market(): Promise<Desk> {
  const desk = newDesk();
  await run(desk, ['init']);
  const opened = await openStore(desk.database);
  const random = fractions(SEED);
  await opened.store.write(async (books) => {
    const list = Array.from({ length: SHARES }, (_, place) =>
      share(symbolOf(place), { isin: `INE${String(place).padStart(3, '0')}A01010` }),
    );
    await books.instruments.learn(list, sessionDate('2026-01-01'), readInstant('2026-01-01'));
    for (let place = 0; place < SHARES; place++) {
      const [listing] = await books.instruments.find('XNSE', [symbolOf(place)]);
      let price = 10_000 + place * 100;
      const at = (time: number) => paise(Math.max(100, Math.round(price + time)));
      const day = {
        openPaise: at(0),
        highPaise: at(0),
        lowPaise: at(0),
        closePaise: at(0),
        volume: 9,
      };
      books.candles.saveDaily(listing?.listingId ?? 0, 'raw', 'nse', [
        { session: sessionDate('2026-11-18'), ...day },
      ]);
      for (const session of SESSIONS) {
        const open = readInstant(`${session}T09:15`);
        const bars = Array.from({ length: 375 }, (_, minute) => {
          const before = price;
          price += (random() - 0.5) * 120;
          const [low, high] = [Math.min(before, price) - 20, Math.max(before, price) + 20];
          const whole = (value: number) => paise(Math.max(100, Math.round(value)));
          return {
            start: (open + minute * 60) as ReturnType<typeof readInstant>,
            openPaise: whole(before),
            highPaise: whole(high),
            lowPaise: whole(low),
            closePaise: whole(price),
            volume: 40 + Math.floor(random() * 400),
          };
        });
        books.candles.saveIntraday('1m', listing?.listingId ?? 0, 'upstox', bars);
      }
    }
  });
  await opened.close();
  const morning = ['--as-of', `${SESSIONS[0]}T09:10`];
  await run(desk, [
    'account',
    'create',
    'main',
    '--deposit',
    '1000000',
    '--allow-short',
    ...morning,
  ]);
  for (let place = 0; place < SHARES; place++) {
    const asked = [
      ['buy', symbolOf(place), '120', '--validity', 'GTC', '--target', '103', '--stop', '97'],
      ['buy', symbolOf(place), '30', '--product', 'MIS', '--limit', String(100 + place)],
      ['sell', symbolOf(place), '20', '--product', 'MIS'],
    ][place % 3];
    const { status, stdout, stderr } = await run(desk, ['order', ...(asked ?? []), ...morning]);
    expect(status, `${stdout}${stderr}`).toBe(0);
  }
  return desk;
}

const TRADED = `SELECT trade_id, listing_id, side, product, quantity, price_paise, realised_paise, traded_at,
  brokerage_paise + stt_paise + exchange_paise + ipft_paise + sebi_paise + stamp_paise + gst_paise + dp_paise AS charges
  FROM trades ORDER BY trade_id`;
const STANDS =
  'SELECT order_id, quantity, filled, value_paise, state, reason FROM orders ORDER BY order_id';
const HELD =
  'SELECT lot_id, listing_id, product, quantity, cost_paise, opened_at FROM lots ORDER BY lot_id';
const CASH = 'SELECT account_id, cash_paise FROM accounts';

const kept = (database: string) => [TRADED, STANDS, HELD, CASH].map((sql) => rowsOf(database, sql));

const ordersAt = (moment: string): string[] => ['orders', '--as-of', moment, '--wait', '20'];
const EVENING = `${SESSIONS[1]}T15:45`;

/** A copy of the desk's database, so that another run starts from the same books. */
function twin(desk: Desk): Desk {
  const other = newDesk();
  return { ...other, ...copied(desk, other) };
}

function copied(from: Desk, to: Desk): Partial<Desk> {
  rowsOf(from.database, 'PRAGMA wal_checkpoint(TRUNCATE)');
  return {
    ...to,
    env: { ...to.env, PAPERJOBS_DATA_DIR: to.home },
    database: copyTo(from.database, `${to.home}/paperjobs.db`),
  };
}

function copyTo(from: string, to: string): string {
  copyFileSync(from, to);
  return to;
}

describe('paper trading in the built program', () => {
  it(`killed ${KILLS} times at any moment, the books balance and end as if undisturbed`, async () => {
    const desk = await market();
    const calm = twin(desk);
    expect(await runJson(calm, ordersAt(EVENING))).toMatchObject({ outcome: 'ok' });
    const expected = kept(calm.database);
    expect(expected[0]?.length, 'the market was not idle').toBeGreaterThan(30);
    expect(askMoney(calm.database)).toEqual({ wrong: [], asked: 4 });

    // How long a run takes that has nothing to do here and now: work lies at and after its end.
    const began = performance.now();
    await runJson(calm, ordersAt(EVENING));
    const idleMs = performance.now() - began;
    const random = fractions(SEED + 1);
    let died = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      // The moments lie so that some runs have minutes to do and some a session.
      const minute = 9 * 60 + 20 + Math.floor((kill / KILLS) * 370);
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const { process: child, ended } = start(
        desk,
        ordersAt(`${SESSIONS[kill % 2 === 0 ? 0 : 1]}T${time}`),
      );
      await sleep((0.4 + 0.8 * random()) * idleMs);
      child.kill('SIGKILL');
      if ((await ended).killedBy === 'SIGKILL') died++;
      expect(askMoney(desk.database).wrong, `after kill ${kill}`).toEqual([]);
    }
    expect(died, 'some were killed at work').toBeGreaterThan(KILLS / 4);
    expect(integrity(desk.database)).toBe('ok');
    await runJson(desk, ordersAt(EVENING));
    expect(kept(desk.database)).toEqual(expected);
    expect(await runJson(desk, ordersAt(EVENING)), 'nothing is left to do').toMatchObject({
      outcome: 'noop',
    });
  }, 600_000);

  it('eight processes at once fill nothing twice', async () => {
    const desk = await market();
    const calm = twin(desk);
    await runJson(calm, ordersAt(EVENING));
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => run(desk, [...ordersAt(EVENING), '--json'])),
    );
    expect(runs.map((ended) => jsonOf<RunObject>(ended).outcome).toSorted()).toEqual([
      ...Array.from({ length: 7 }, () => 'noop'),
      'ok',
    ]);
    expect(kept(desk.database)).toEqual(kept(calm.database));
  });

  it('eight processes that place an order under one key place one', async () => {
    const desk = await market();
    const asked = [
      'order',
      'buy',
      symbolOf(1),
      '1',
      '--key',
      'once',
      '--json',
      '--as-of',
      `${SESSIONS[0]}T10:00`,
    ];
    const runs = await Promise.all(Array.from({ length: 8 }, () => run(desk, asked)));
    const numbers = new Set(runs.map((ended) => jsonOf<{ order: number }>(ended).order));
    expect(numbers.size).toBe(1);
    expect(
      rowsOf(desk.database, "SELECT order_id FROM orders WHERE client_key = 'once'"),
    ).toHaveLength(1);
  });

  it('a backup of the desk recounts its books', async () => {
    const desk = await market();
    await runJson(desk, ordersAt(EVENING));
    expect(await runJson(desk, ['backup'])).toMatchObject({ outcome: 'ok' });
    expect(await runJson(desk, ['backup', '--drill'])).toMatchObject({ outcome: 'ok' });
  });
});

describe('the sandbox', () => {
  it('trades from the first order to the official summary', async () => {
    const desk = newDesk();
    const at = (time: string): string[] => ['--sandbox', '--as-of', `2026-11-25T${time}`];
    await runJson(desk, ['quotes', '--symbols', 'PAPERTIGER', ...at('10:00')]);
    await run(desk, ['account', 'create', 'main', '--deposit', '1000000', ...at('10:00')]);
    await run(desk, ['order', 'buy', 'PAPERTIGER', '50', '--product', 'MIS', ...at('10:00')]);
    // The symbol is on the desk's list because it is ordered.
    await runJson(desk, ['quotes', ...at('15:42')]);
    expect(await runJson(desk, ['orders', ...at('15:42')])).toMatchObject({ counts: { fills: 2 } });
    expect(await runJson(desk, ['positions', ...at('15:43')])).toMatchObject({ outcome: 'ok' });
    const trades = jsonOf<{ side: string }[]>(
      await run(desk, ['show', 'trades', '--json', ...at('15:43')]),
    );
    expect(trades.map(({ side }) => side)).toEqual(['BUY', 'SELL']);
    const official = rowsOf(
      desk.sandboxDatabase,
      'SELECT session, positions FROM account_summaries WHERE official = 1',
    );
    expect(official).toEqual([{ session: '2026-11-25', positions: 0 }]);
  });
});
