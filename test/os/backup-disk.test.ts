import SqliteDatabase from 'better-sqlite3';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { independentCheck } from '../support/backup-desk.ts';
import { mountedMemory } from '../support/mounted.ts';
import { newDesk, run, runJson } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

const ROWS = 4000;

function fill(desk: Desk): void {
  const raw = new SqliteDatabase(desk.database);
  const insert = raw.prepare(
    "INSERT INTO system_log (run_id, job, logged_at, level, event, fields) VALUES ('r', 'j', 4000000000, 'info', hex(randomblob(250)), '{}')",
  );
  raw.transaction(() => {
    for (let row = 0; row < ROWS; row++) insert.run();
  })();
  raw.close();
}

const rowsIn = (path: string): number => {
  const raw = new SqliteDatabase(path, { readonly: true });
  const rows = Number(raw.prepare("SELECT count(*) FROM system_log WHERE job = 'j'").pluck().get());
  raw.close();
  return rows;
};

describe('a full disk under the backups', () => {
  it.each(['64k', '1m', '2m', '2500k', '3200k'])(
    'of %s: no copy, nothing left, and with room the next run heals',
    async (size) => {
      const desk = newDesk();
      expect((await run(desk, ['init'])).status).toBe(0);
      fill(desk);
      const disk = mountedMemory(`size=${size}`);
      const env = { PAPERJOBS_BACKUP_FOLDER: disk.folder };
      const told = await runJson(desk, ['backup'], { env });
      expect(told.outcome, JSON.stringify(told)).toBe('disk');
      expect(told.error?.message).toMatch(/free some space/);
      expect(readdirSync(disk.folder)).toEqual([]);
      expect(independentCheck(desk.database)).toBe('ok');
      disk.remount('size=64m');
      expect((await runJson(desk, ['backup'], { env })).outcome).toBe('ok');
      expect((await run(desk, ['backup', 'verify', '--all'], { env })).status).toBe(0);
    },
  );

  it('that fills up while a copy is packed leaves nothing either', async () => {
    const desk = newDesk();
    await run(desk, ['init']);
    fill(desk);
    const disk = mountedMemory('size=16m');
    const env = { PAPERJOBS_BACKUP_FOLDER: disk.folder, PAPERJOBS_BACKUP_COMPRESS: 'gzip' };
    // The room is looked for first; then somebody takes it.
    const taking = setInterval(() => {
      if (readdirSync(disk.folder).some((name) => name.endsWith('.plain.part')))
        disk.remount('size=100k');
    }, 1);
    const told = await runJson(desk, ['backup'], { env });
    clearInterval(taking);
    if (told.outcome !== 'ok') expect(told.outcome, JSON.stringify(told)).toBe('disk');
    expect(readdirSync(disk.folder).filter((name) => name.startsWith('.'))).toEqual([]);
    disk.remount('size=64m');
    expect((await runJson(desk, ['backup'], { env })).outcome).toBe('ok');
  });
});

describe('a full disk under the database', () => {
  it.each([
    ['restore', ['restore', '--latest']],
    ['vacuum', ['vacuum', '--full', '--force']],
  ] as const)('%s ends with 74, and the database is as it was', async (_, args) => {
    const disk = mountedMemory('size=64m');
    const desk = newDesk({}, disk.folder);
    await run(desk, ['init']);
    fill(desk);
    const outside = newDesk().home;
    const env = { PAPERJOBS_BACKUP_FOLDER: join(outside, 'backups') };
    expect((await runJson(desk, ['backup'], { env })).outcome).toBe('ok');
    const raw = new SqliteDatabase(desk.database);
    raw.exec("DELETE FROM system_log WHERE job <> 'j'; PRAGMA wal_checkpoint(TRUNCATE)");
    raw.close();
    disk.remount('size=3600k');
    const told = await run(desk, [...args, '--json'], { env });
    expect(told.status, told.stdout + told.stderr).toBe(74);
    expect([independentCheck(desk.database), rowsIn(desk.database)]).toEqual(['ok', ROWS]);
    disk.remount('size=64m');
    const next = await run(desk, args, { env });
    expect(next.status, next.stdout + next.stderr).toBe(0);
    expect([independentCheck(desk.database), rowsIn(desk.database)]).toEqual(['ok', ROWS]);
  });
});
