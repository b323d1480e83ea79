import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { paperDesk } from '../../support/paper-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const flat = (price: number) => [price, price, price, price] as const;

/** Charges of each fill, in their order, of one order that is filled in five parts on two sessions. */
async function chargesOfParts(changeFile: (path: string) => void): Promise<number[]> {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const desk = await paperDesk({
    path,
    settings: { 'trading.brokerage_plan': 'flat', 'trading.participation_percent': 100 },
  });
  await desk.closes('TEAPOT', { '2026-11-25': 100 });
  await desk.type('order buy TEAPOT 500 --limit 100 --validity GTC');
  changeFile(path);
  const first = { '10:01': flat(100), '10:02': flat(99), '10:03': flat(100) };
  await desk.minutes('TEAPOT', '2026-11-26', first, 100);
  await desk.orders('2026-11-26T10:30');
  await desk.orders('2026-11-26T15:45');
  await desk.minutes('TEAPOT', '2026-11-27', { '09:20': flat(98), '09:21': flat(100) }, 100);
  await desk.orders('2026-11-27T10:30');
  expect(await desk.fills()).toEqual([100, 99, 100, 98, 100].map((at) => `BUY 100 at ${at}`));
  return (await desk.opened.store.trades.list()).map(({ charges }) =>
    Object.values(charges).reduce((sum, item) => sum + item, 0),
  );
}

it('an order without a session of its turnover is charged as one that has it', async () => {
  const now = await chargesOfParts(() => {});
  const older = await chargesOfParts((path) => {
    const file = new SqliteDatabase(path);
    expect(file.prepare('UPDATE orders SET day_session = NULL').run().changes).toBe(1);
    file.close();
  });
  expect(older).toEqual(now);
  // Brokerage of an order and session is capped at 20 rupees: the second session has its own.
  expect(now[3]).toBeGreaterThan(now[2] ?? 0);
});
