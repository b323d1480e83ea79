import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { StrategyHit } from '../../src/store/strategy-hits.ts';
import { learnt, openedStore, share } from '../support/opened-store.ts';
import { plainRows } from '../support/plain-rows.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [FIRST, SECOND] = [sessionDate('2026-01-05'), sessionDate('2026-01-06')];
const hit = (
  session: StrategyHit['session'],
  strategy: string,
  reason = 'because',
  action: StrategyHit['action'] = 'enter',
) => ({ session, strategy, action, reason });

async function kept(path?: string) {
  const opened = await openedStore(path);
  await learnt(opened, [share('ACME', { isin: 'INE000A01001' }), share('BRICK')]);
  const { store } = opened;
  const [acme, brick] = await store.dailyBars.instruments({ exchange: 'XNSE' });
  if (!acme || !brick) throw new Error('no instruments');
  const strategies = ['turtle', 'volume_surge'];
  const changed = await store.write((books) =>
    books.strategyHits.replace([
      {
        instrumentId: acme.instrumentId,
        sessions: [FIRST, SECOND],
        strategies,
        found: [hit(FIRST, 'turtle'), hit(SECOND, 'turtle'), hit(SECOND, 'volume_surge')],
      },
      {
        instrumentId: brick.instrumentId,
        sessions: [SECOND],
        strategies,
        found: [hit(SECOND, 'turtle', 'low', 'exit')],
      },
    ]),
  );
  expect(changed).toBe(4);
  return { store, acme: acme.instrumentId, brick: brick.instrumentId };
}

test('hits are shown by session, strategy and instrument', async () => {
  const { store, acme, brick } = await kept();
  const { shown, newest } = store.strategyHits;
  const range = { from: FIRST, to: SECOND };
  expect(await shown(range)).toEqual([
    { instrumentId: acme, ...hit(FIRST, 'turtle') },
    { instrumentId: acme, ...hit(SECOND, 'turtle') },
    { instrumentId: brick, ...hit(SECOND, 'turtle', 'low', 'exit') },
    { instrumentId: acme, ...hit(SECOND, 'volume_surge') },
  ]);
  expect(await shown({ ...range, action: 'exit' })).toHaveLength(1);
  expect(await shown({ ...range, strategies: ['volume_surge'] })).toHaveLength(1);
  expect(await shown({ ...range, instrumentIds: [acme] })).toHaveLength(3);
  expect([await newest(SECOND), await newest(FIRST)]).toEqual([SECOND, FIRST]);
  expect(await newest(sessionDate('2020-01-01'))).toBeUndefined();
});

test('what is said again is not touched; what is not said goes, of the strategies that were asked', async () => {
  const { store, acme } = await kept();
  const replace = (found: readonly ReturnType<typeof hit>[], strategies = ['turtle']) =>
    store.write((books) =>
      books.strategyHits.replace([{ instrumentId: acme, sessions: [SECOND], strategies, found }]),
    );
  expect(await replace([hit(SECOND, 'turtle')])).toBe(0);
  expect(await replace([hit(SECOND, 'turtle', 'better')])).toBe(1);
  expect(await replace([hit(SECOND, 'turtle', 'better', 'exit')])).toBe(1);
  expect(await replace([])).toBe(1);
  const left = await store.strategyHits.shown({ from: FIRST, to: SECOND, instrumentIds: [acme] });
  expect(left.map(({ session, strategy }) => `${session} ${strategy}`)).toEqual([
    `${FIRST} turtle`,
    `${SECOND} volume_surge`,
  ]);
  const nothing = { instrumentId: acme, sessions: [], strategies: ['turtle'], found: [] };
  expect(await store.write((books) => books.strategyHits.replace([nothing]))).toBe(0);
});

test('people see them with their symbols', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  await kept(path);
  const rows = plainRows(path, 'SELECT symbol, strategy, action FROM strategy_hits_by_symbol');
  expect(rows.slice(0, 2)).toEqual([
    { symbol: 'ACME', strategy: 'turtle', action: 'enter' },
    { symbol: 'BRICK', strategy: 'turtle', action: 'exit' },
  ]);
});
