import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { TABLE_RETENTION } from '../../src/core/retention/table-retention.ts';
import type { TableRetention } from '../../src/core/retention/table-retention.ts';
import { bars } from '../support/backup-desk.ts';
import { NOW, newListing, openedStore } from '../support/opened-store.ts';

function ruleOf(table: string): TableRetention {
  const rule = TABLE_RETENTION.find((one) => one.table === table);
  if (!rule) throw new Error(`no rule for ${table}`);
  return rule;
}

test('every rule can be asked of the schema as it is', async () => {
  const { store } = await openedStore();
  for (const rule of TABLE_RETENTION) {
    const cutoff = rule.unit === 'session' ? '2020-01-01' : 5;
    const past = { rule, cutoff, ...(rule.owner ? { owner: 1 } : {}) };
    expect(await store.pastRows.count(past), rule.table).toBe(0);
    expect(await store.write(({ pastRows }) => pastRows.remove(past, 10)), rule.table).toBe(0);
  }
});

test('the oldest rows of one listing go, a batch at a time, and no others', async () => {
  const opened = await openedStore();
  const [own, other] = [await newListing(opened, 'ACME'), await newListing(opened, 'BOLT')];
  await opened.store.write(async ({ candles }) => {
    for (const id of [own, other]) candles.saveDaily(id, 'raw', 'nse', bars('2020-01-01', 40));
  });
  const { store } = opened;
  const past = { rule: ruleOf('candles_1d'), cutoff: '2020-01-21', owner: own };
  expect(await store.pastRows.count(past)).toBe(20);
  const remove = (limit: number) => store.write(({ pastRows }) => pastRows.remove(past, limit));
  expect([await remove(8), await remove(8), await remove(8), await remove(8)]).toEqual([
    8, 8, 4, 0,
  ]);
  expect(await store.pastRows.count({ ...past, cutoff: '9999-01-01' })).toBe(20);
  expect(await store.pastRows.count({ ...past, owner: other })).toBe(20);
  expect(await store.pastRows.owners('listing_id')).toEqual([own, other]);
});

test('rows of one moment go together, so that a batch always gets on', async () => {
  const { store } = await openedStore();
  const entry = { runId: 'r', job: 'j', level: 'info', event: 'e', fields: {} } as const;
  const rows = [1, 1, 1, 2].map((at) => ({ ...entry, at: instant(at) }));
  await store.write(({ systemLog }) => systemLog.append(rows));
  const past = { rule: ruleOf('system_log'), cutoff: NOW };
  const remove = () => store.write(({ pastRows }) => pastRows.remove(past, 2));
  expect([await remove(), await remove(), await remove()]).toEqual([3, 1, 0]);
});
