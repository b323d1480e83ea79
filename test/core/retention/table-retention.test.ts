import { expect, test } from 'vitest';
import { istInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { TABLE_RETENTION, cutoffOf } from '../../../src/core/retention/table-retention.ts';
import type { TableRetention } from '../../../src/core/retention/table-retention.ts';

const NOW = istInstant(sessionDate('2026-11-26'), '02:30');
const DAYS = { intraday: 1826, daily: 1826, filings: 1826, history: 730, cache: 0 };

const rule = (more: Partial<TableRetention>): TableRetention => ({
  table: 't',
  column: 'c',
  unit: 'session',
  group: 'daily',
  ...more,
});

test('five years back is the same day, in the unit of the column', () => {
  expect(cutoffOf(rule({}), DAYS, NOW)).toBe('2021-11-26');
  const seconds = istInstant(sessionDate('2021-11-26'), '02:30');
  expect(cutoffOf(rule({ unit: 'seconds' }), DAYS, NOW)).toBe(seconds);
  expect(cutoffOf(rule({ unit: 'milliseconds' }), DAYS, NOW)).toBe(seconds * 1000);
});

test('no days is for ever', () => {
  expect(cutoffOf(rule({ group: 'cache' }), DAYS, NOW)).toBeUndefined();
});

test('money is never pruned, nor is what still holds', () => {
  const pruned = new Set(TABLE_RETENTION.flatMap(({ table, parts }) => [table, parts?.table]));
  expect(pruned.size).toBeGreaterThan(15);
  const never = ['accounts', 'orders', 'trades', 'positions', 'ledger_entries', 'job_runs'];
  const facts = ['instruments', 'listings', 'instrument_symbols', 'corporate_actions'];
  const dated = ['price_factors', 'nse_index_membership', 'price_bands', 'calendar_days'];
  for (const table of [...never, ...facts, ...dated]) expect(pruned).not.toContain(table);
});
