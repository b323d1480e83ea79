import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PATTERN_NAMES } from '../../src/core/patterns/names.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { TABLE_RETENTION } from '../../src/core/retention/table-retention.ts';
import { learnt, openedStore, share } from '../support/opened-store.ts';
import { plainRows } from '../support/plain-rows.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [FIRST, SECOND, THIRD] = ['2026-01-05', '2026-01-06', '2026-01-07'].map(sessionDate) as [
  ReturnType<typeof sessionDate>,
  ReturnType<typeof sessionDate>,
  ReturnType<typeof sessionDate>,
];
const doji = (session: typeof FIRST) => ({ session, pattern: 'CDLDOJI', value: 100 });

async function kept(path?: string) {
  const opened = await openedStore(path);
  await learnt(opened, [
    share('ACME', { isin: 'INE000A01001' }),
    share('BRICK', { isin: 'INE000B01001' }),
  ]);
  const { store } = opened;
  const [acme, brick] = await store.dailyBars.instruments({ exchange: 'XNSE' });
  if (!acme || !brick) throw new Error('no instruments');
  const changed = await store.write((books) =>
    books.patterns.replace([
      {
        instrumentId: acme.instrumentId,
        sessions: [FIRST, SECOND],
        found: [doji(FIRST), { session: SECOND, pattern: 'CDLENGULFING', value: -80 }],
      },
      { instrumentId: brick.instrumentId, sessions: [THIRD], found: [doji(THIRD)] },
    ]),
  );
  expect(changed).toBe(3);
  return { store, acme: acme.instrumentId, brick: brick.instrumentId };
}

test('hits are shown by session, by instrument and by name', async () => {
  const { store, acme, brick } = await kept();
  const { shown, newest } = store.patterns;
  expect(await shown({ from: FIRST, to: THIRD })).toEqual([
    { instrumentId: acme, ...doji(FIRST) },
    { instrumentId: acme, session: SECOND, pattern: 'CDLENGULFING', value: -80 },
    { instrumentId: brick, ...doji(THIRD) },
  ]);
  expect(await shown({ from: FIRST, to: THIRD, instrumentIds: [brick] })).toHaveLength(1);
  expect(await shown({ from: SECOND, to: THIRD, patterns: ['CDLDOJI'] })).toHaveLength(1);
  expect([await newest(THIRD), await newest(SECOND)]).toEqual([THIRD, SECOND]);
  expect(await newest(sessionDate('2020-01-01'))).toBeUndefined();
});

test('what is found again is not touched, what is not goes, values change', async () => {
  const { store, acme } = await kept();
  const replace = (sessions: (typeof FIRST)[], found: readonly ReturnType<typeof doji>[]) =>
    store.write((books) => books.patterns.replace([{ instrumentId: acme, sessions, found }]));
  expect(await replace([FIRST], [doji(FIRST)])).toBe(0);
  expect(await replace([SECOND], [{ session: SECOND, pattern: 'CDLENGULFING', value: 100 }])).toBe(
    1,
  );
  expect(await replace([FIRST], []), 'only the session that was looked at').toBe(1);
  expect(await replace([], [])).toBe(0);
  const rows = await store.patterns.shown({ from: FIRST, to: THIRD, instrumentIds: [acme] });
  expect(rows).toEqual([
    { instrumentId: acme, session: SECOND, pattern: 'CDLENGULFING', value: 100 },
  ]);
});

test('a pattern that has no code is a mistake of the program', async () => {
  const { store, acme } = await kept();
  const strange = { session: FIRST, pattern: 'CDLNONE', value: 100 };
  await expect(
    store.write((books) =>
      books.patterns.replace([{ instrumentId: acme, sessions: [FIRST], found: [strange] }]),
    ),
  ).rejects.toThrow('"CDLNONE"');
});

test('the database names every pattern as the program does, also for people', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  await kept(path);
  const names = plainRows(path, 'SELECT pattern, name FROM pattern_names ORDER BY pattern');
  expect(names).toEqual(PATTERN_NAMES.map((name, pattern) => ({ pattern, name })));
  expect(plainRows(path, 'SELECT * FROM patterns_by_name')).toEqual([
    { session: THIRD, symbol: 'BRICK', pattern: 'CDLDOJI', value: 100 },
    { session: SECOND, symbol: 'ACME', pattern: 'CDLENGULFING', value: -80 },
    { session: FIRST, symbol: 'ACME', pattern: 'CDLDOJI', value: 100 },
  ]);
});

test('old ones go, instrument by instrument', async () => {
  const { store, acme, brick } = await kept();
  const rule = TABLE_RETENTION.find(({ table }) => table === 'patterns');
  if (!rule) throw new Error('patterns are never pruned');
  expect(await store.pastRows.owners('instrument_id')).toEqual([acme, brick]);
  const past = { rule, cutoff: SECOND, owner: acme };
  expect(await store.pastRows.count(past)).toBe(1);
  expect(await store.write((books) => books.pastRows.remove(past, 10))).toBe(1);
  expect(await store.pastRows.count({ ...past, owner: brick })).toBe(0);
});
