import { readFileSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { backup } from '../../src/jobs/backup/job.ts';
import { vacuum } from '../../src/jobs/vacuum/job.ts';
import { planVacuum } from '../../src/jobs/vacuum/plan.ts';
import type { Measured } from '../../src/jobs/vacuum/plan.ts';
import { maintenanceDesk } from './maintenance-desk.ts';

/** 2,400 candles from 2020-01-01 on: five years before the desk's night, some have had their time. */
const CANDLES = 2400;
const PAST = 691;

const candlesIn = (path: string): number => {
  const raw = new SqliteDatabase(path, { readonly: true });
  const count = Number(raw.prepare('SELECT count(*) FROM candles_1d').pluck().get());
  raw.close();
  return count;
};

describe('vacuum', () => {
  it('has nothing to do where little is free, and tells both numbers', async () => {
    const desk = await maintenanceDesk({ 'retention.daily_days': 0 });
    await desk.run(vacuum);
    const told = await desk.run(vacuum);
    expect(told.outcome).toBe('noop');
    expect(told.summary).toMatch(/^\d+ of \d+ pages are free \(\d\.\d %\), under 10 %/);
    expect(told.counts).toMatchObject({ rows: 0, steps: 0 });
  });

  it('removes rows past their time beside a fresh backup, once', async () => {
    const desk = await maintenanceDesk({}, CANDLES);
    await desk.run(backup);
    desk.moveTo('2026-11-22T02:30');
    const told = await desk.run(vacuum);
    expect(told).toMatchObject({ outcome: 'ok', counts: { rows: PAST, candles_1d: PAST } });
    expect(told.summary).toMatch(
      /MB before, .* MB after; 691 rows removed \(candles_1d 691\); others waited \d+ ms/,
    );
    expect(candlesIn(desk.database)).toBe(CANDLES - PAST);
    expect(await desk.run(vacuum)).toMatchObject({ outcome: 'noop', counts: { rows: 0 } });
  });

  it.each([
    ['none', undefined, '2026-11-22T02:30'],
    ['one of the day before', '2026-11-21T02:00', '2026-11-22T02:30'],
    ['one of the future', '2026-11-23T02:00', '2026-11-22T02:30'],
  ])('removes nothing when the backup is %s, but with --force', async (_, taken, now) => {
    const desk = await maintenanceDesk({}, CANDLES);
    if (taken !== undefined) {
      desk.moveTo(taken);
      await desk.run(backup);
    }
    desk.moveTo(now);
    const told = await desk.run(vacuum);
    expect(told.outcome).toBe('partial');
    expect(told.warnings.join()).toMatch(
      /691 rows past their time stay: expected a verified backup/,
    );
    expect(candlesIn(desk.database)).toBe(CANDLES);
    expect((await desk.run(vacuum, {}, { force: true })).counts).toMatchObject({ rows: PAST });
  });

  it('keeps for ever what is kept for ever', async () => {
    const desk = await maintenanceDesk({ 'retention.daily_days': 0 }, CANDLES);
    expect(await desk.run(vacuum, {}, { force: true })).toMatchObject({ counts: { rows: 0 } });
  });

  it('changes nothing in a dry run, and counts the same', async () => {
    const desk = await maintenanceDesk({}, CANDLES);
    const told = await desk.run(vacuum, {}, { force: true, dryRun: true });
    expect(told.counts).toMatchObject({ candles_1d: PAST });
    expect(candlesIn(desk.database)).toBe(CANDLES);
  });

  it('ends at a damaged database with the newest good backup, and removes nothing', async () => {
    const desk = await maintenanceDesk({}, CANDLES);
    const first = await desk.copy();
    const second = await desk.copy();
    const bad = readFileSync(`${desk.folder}/${second.name}`);
    bad[9000] = (bad[9000] ?? 0) ^ 1;
    writeFileSync(`${desk.folder}/${second.name}`, bad);
    const raw = new SqliteDatabase(desk.database);
    raw.unsafeMode(true);
    raw.pragma('writable_schema = ON');
    raw.exec("UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'system_log_by_job'");
    raw.close();
    const told = await desk.run(vacuum, {}, { force: true });
    expect(told).toMatchObject({ outcome: 'disk', error: { code: 'disk-io' } });
    expect(told.summary).toContain(`\`paperjobs restore ${first.name}\``);
    expect(candlesIn(desk.database)).toBe(CANDLES);
  });
});

describe('vacuum --full', () => {
  it('waits for the evening and for a backup', async () => {
    const desk = await maintenanceDesk({}, CANDLES);
    desk.moveTo('2026-11-20T11:00');
    const trading = await desk.run(vacuum, { full: true });
    expect(trading).toMatchObject({ outcome: 'not-yet' });
    expect(trading.summary).toContain('outside market hours');
    desk.moveTo('2026-11-20T20:00');
    expect((await desk.run(vacuum, { full: true })).summary).toContain('backup');
    await desk.run(backup);
    expect(await desk.run(vacuum, { full: true })).toMatchObject({
      outcome: 'ok',
      counts: { rows: PAST - 2, steps: 1 },
    });
    expect(await desk.run(vacuum, { full: true })).toMatchObject({ outcome: 'noop' });
  });
});

describe('the plan', () => {
  const measured: Measured = {
    room: { pages: 100, freePages: 20, incremental: true },
    due: 0,
    full: false,
    force: false,
    backedUp: true,
    trading: false,
  };

  it.each<[Partial<Measured>, object]>([
    [{}, { prune: false, full: false }],
    [{ due: 5 }, { prune: true, full: false }],
    [
      { due: 5, trading: true },
      { prune: true, full: false },
    ],
    [{ full: true }, { prune: false, full: true }],
    [{ full: true, room: { pages: 100, freePages: 1, incremental: true } }, { full: false }],
    [{ full: true, room: { pages: 100, freePages: 1, incremental: false } }, { full: true }],
    [{ full: true, force: true, trading: true, backedUp: false }, { full: true }],
    [{ full: true, trading: true }, { waitsFor: expect.any(String) }],
    [{ full: true, backedUp: false }, { waitsFor: expect.any(String) }],
    [
      { due: 5, backedUp: false },
      { prune: false, keepsRows: expect.any(String) },
    ],
  ])('for %j is %j', (given, plan) => {
    expect(planVacuum({ ...measured, ...given })).toMatchObject(plan);
  });
});
