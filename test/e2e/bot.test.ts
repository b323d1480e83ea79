import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
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
const KILLS = Number(process.env['PAPERJOBS_KILLS'] ?? 10);
const SHARES = 60;
const MORNING = '2026-11-20T09:30';

function configure(desk: Desk, file: string): Desk {
  const path = join(desk.home, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    `[bots.channel]
account = "main"
strategy = "donchian"
parameters = { entry = 5, exit = 3 }
symbols = [${Array.from({ length: SHARES }, (_, place) => `"SHARE${place}"`).join(', ')}]
size = 2
max_positions = 25
stop_percent = 5
target_percent = 10
`,
  );
  return { ...desk, env: { ...desk.env, PAPERJOBS_CONFIG: path } };
}

/** A desk with an account, a bot, and thirty sessions of closes of shares of which many break out. */
async function market(): Promise<Desk> {
  const desk = configure(newDesk(), 'paperjobs.toml');
  await run(desk, ['init']);
  const opened = await openStore(desk.database);
  const sessions = calendarOf('XNSE')
    .sessions(sessionDate('2026-10-01'), sessionDate('2026-11-19'))
    .map(({ session }) => session);
  await opened.store.write(async (books) => {
    const list = Array.from({ length: SHARES }, (_, place) =>
      share(`SHARE${place}`, { isin: `INE${String(place).padStart(3, '0')}A01010` }),
    );
    await books.instruments.learn(list, sessionDate('2026-01-01'), readInstant('2026-01-01'));
    for (let place = 0; place < SHARES; place++) {
      const [listing] = await books.instruments.find('XNSE', [`SHARE${place}`]);
      const bars = sessions.map((session, bar) => {
        const price = paise(10_000 + ((bar * (place + 3)) % 17) * 20 + (place % 2) * bar * 15);
        const prices = { openPaise: price, highPaise: price, lowPaise: price, closePaise: price };
        return { session, ...prices, volume: 1000 };
      });
      books.candles.saveDaily(listing?.listingId ?? 0, 'raw', 'nse', bars);
    }
  });
  await opened.close();
  const opening = 'account create main --deposit 10000000 --as-of 2026-11-20T09:00'.split(' ');
  const { status, stderr } = await run(desk, opening);
  expect(status, stderr).toBe(0);
  return desk;
}

/** A desk with a copy of the database, so that another run starts from the same books. */
function twin(desk: Desk): Desk {
  const other = newDesk();
  rowsOf(desk.database, 'PRAGMA wal_checkpoint(TRUNCATE)');
  mkdirSync(other.dataDir, { recursive: true });
  copyFileSync(desk.database, other.database);
  return configure(other, 'paperjobs.toml');
}

const BOT = ['bot', '--as-of', MORNING, '--wait', '20'];
const kept = (database: string) =>
  [
    'SELECT listing_id, client_key, side, role, quantity, limit_paise, trigger_paise, state FROM orders ORDER BY order_id',
    'SELECT bot, listing_id, bar_end, outcome, reason, settled, order_id FROM bot_decisions ORDER BY listing_id',
    'SELECT bot, listing_id, bar_end, action, cause, price_paise, order_id FROM trading_signals ORDER BY listing_id',
  ].map((sql) => rowsOf(database, sql));

describe('the bot of the built program', () => {
  it(`killed ${KILLS} times at any moment, it ends with the orders of an undisturbed run`, async () => {
    const desk = await market();
    const calm = twin(desk);
    const began = performance.now();
    expect(await runJson(calm, BOT)).toMatchObject({ outcome: 'ok' });
    const tookMs = performance.now() - began;
    const expected = kept(calm.database);
    expect(expected[0]?.length, 'the market was not idle').toBeGreaterThan(20);
    let died = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const { process: child, ended } = start(desk, BOT);
      await sleep(tookMs * (0.2 + (0.7 * kill) / KILLS));
      child.kill('SIGKILL');
      if ((await ended).killedBy === 'SIGKILL') died++;
      expect(askMoney(desk.database).wrong, `after kill ${kill}`).toEqual([]);
    }
    expect(died, 'some were killed at work').toBeGreaterThan(KILLS / 4);
    await runJson(desk, BOT);
    expect(integrity(desk.database)).toBe('ok');
    expect(kept(desk.database)).toEqual(expected);
    expect(await runJson(desk, BOT), 'nothing is left to do').toMatchObject({ outcome: 'noop' });
    expect(kept(desk.database)).toEqual(expected);
  }, 600_000);

  it('eight at once place each order once', async () => {
    const desk = await market();
    const calm = twin(desk);
    await runJson(calm, BOT);
    const runs = await Promise.all(Array.from({ length: 8 }, () => run(desk, [...BOT, '--json'])));
    expect(runs.map((ended) => jsonOf<RunObject>(ended).outcome).toSorted()).toEqual([
      ...Array.from({ length: 7 }, () => 'noop'),
      'ok',
    ]);
    expect(kept(desk.database)).toEqual(kept(calm.database));
  });

  it('a dry run tells what it would do and changes nothing', async () => {
    const desk = await market();
    expect(await runJson(desk, [...BOT, '--dry-run'])).toMatchObject({
      outcome: 'ok',
      counts: { bots: 1 },
    });
    expect(kept(desk.database)).toEqual([[], [], []]);
  });

  it('trades the sandbox from a configured bot to the shown reason', async () => {
    const desk = newDesk();
    const path = join(desk.home, 'bots.toml');
    writeFileSync(
      path,
      '[bots.trend]\naccount = "main"\nstrategy = "sma_cross"\nsymbols = ["PAPERTIGER", "MONSOONTEA"]\n',
    );
    const at = (time: string): string[] => [
      '--sandbox',
      '--as-of',
      `2026-11-25T${time}`,
      '--config',
      path,
    ];
    await runJson(desk, ['market-sync', '--symbols', 'PAPERTIGER,MONSOONTEA', ...at('10:00')]);
    await run(desk, ['account', 'create', 'main', '--deposit', '1000000', ...at('10:00')]);
    expect(await runJson(desk, ['bot', ...at('10:30')])).toMatchObject({ outcome: 'ok' });
    const told = await run(desk, ['show', 'decisions', '--json', ...at('10:31')]);
    const decisions = jsonOf<{ symbol: string; reason: string }[]>(told);
    expect(decisions.map(({ symbol }) => symbol).toSorted()).toEqual(['MONSOONTEA', 'PAPERTIGER']);
    for (const { reason } of decisions) expect(reason).not.toBe('');
  });
});
