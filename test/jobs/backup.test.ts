import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { backup } from '../../src/jobs/backup/job.ts';
import { maintenanceDesk } from './maintenance-desk.ts';

function foreignFile(path: string): string {
  const database = new SqliteDatabase(path);
  database.exec('CREATE TABLE prices (a); INSERT INTO prices VALUES (1)');
  database.close();
  return path;
}

describe('backup', () => {
  it('copies every database and prunes by the dates of India', async () => {
    const desk = await maintenanceDesk({
      'backup.keep_daily': 2,
      'backup.keep_weekly': 0,
      'backup.keep_monthly': 0,
    });
    for (const day of ['22', '23', '24']) {
      desk.moveTo(`2026-11-${day}T02:00`);
      expect(await desk.run(backup)).toMatchObject({ outcome: 'ok', counts: { copies: 1 } });
    }
    const copies = await desk.copies();
    expect(copies.map(({ name }) => name)).toEqual([
      'paperjobs-2026-11-24-020000.db',
      'paperjobs-2026-11-23-020000.db',
    ]);
    expect(copies.map(({ manifest }) => [manifest.version, manifest.check])).toEqual([
      ['1.2.3', 'quick'],
      ['1.2.3', 'quick'],
    ]);
  });

  it('makes the whole check once a week', async () => {
    const desk = await maintenanceDesk();
    for (const day of ['15', '16', '22', '23']) {
      desk.moveTo(`2026-11-${day}T02:00`);
      await desk.run(backup);
    }
    const checks = (await desk.copies()).map(({ manifest }) => manifest.check);
    expect(checks.toReversed()).toEqual(['full', 'quick', 'full', 'quick']);
  });

  it('goes on without a database that is not there, or that is none, and tells which', async () => {
    const desk = await maintenanceDesk();
    const good = foreignFile(join(desk.dataDir, 'upstox.db'));
    const bad = join(desk.dataDir, 'bad.db');
    writeFileSync(bad, 'no database'.repeat(1000));
    const missing = await maintenanceDesk({
      'backup.databases': ['/nowhere/market_data.db', good],
    });
    const told = await missing.run(backup);
    expect(told).toMatchObject({ outcome: 'ok', counts: { copies: 2, missing: 1, failed: 0 } });
    expect(told.warnings).toEqual([expect.stringContaining('/nowhere/market_data.db')]);
    const broken = await maintenanceDesk({ 'backup.databases': [bad, good] });
    const partial = await broken.run(backup);
    expect(partial).toMatchObject({ outcome: 'partial', counts: { copies: 2, failed: 1 } });
    expect(partial.warnings.join()).toContain(bad);
  });

  it('refuses a policy that keeps nothing before it copies anything', async () => {
    const none = { 'backup.keep_daily': 0, 'backup.keep_weekly': 0, 'backup.keep_monthly': 0 };
    const desk = await maintenanceDesk(none);
    expect(await desk.run(backup)).toMatchObject({ outcome: 'config' });
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  it('changes nothing in a dry run', async () => {
    const desk = await maintenanceDesk();
    const told = await desk.run(backup, {}, { dryRun: true });
    expect(told).toMatchObject({
      outcome: 'ok',
      summary: expect.stringMatching(/^would copy 1/) as string,
    });
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  it('finishes what a run that died had begun, and leaves foreign files alone', async () => {
    const desk = await maintenanceDesk();
    writeFileSync(join(desk.folder, 'letter.txt'), 'mine');
    writeFileSync(join(desk.folder, '.paperjobs-2026-11-21-020000.db.plain.part'), 'half');
    await desk.run(backup);
    expect(readdirSync(desk.folder).toSorted()).toEqual([
      'letter.txt',
      'paperjobs-2026-11-22-020000.db',
      'paperjobs-2026-11-22-020000.db.json',
    ]);
  });
});

describe('the command after a backup', () => {
  it('gets the path of the manifest', async () => {
    const desk = await maintenanceDesk({
      'backup.after_command': 'cp "$1" "$(dirname "$1")/../handed"',
    });
    expect(await desk.run(backup)).toMatchObject({ outcome: 'ok' });
    expect(readFileSync(join(desk.dataDir, 'handed'), 'utf8')).toContain('"paperjobs-backup-1"');
  });

  it.each([
    ['exit 3', 'ended with status 3'],
    ['kill -9 $$', 'was ended by SIGKILL'],
    ['sleep 60 & sleep 60', 'was not done after 0.3 s'],
  ])('that fails (%s) is told, and the backup is good', async (command, words) => {
    const desk = await maintenanceDesk({
      'backup.after_command': command,
      'backup.command_timeout_seconds': 0.3,
    });
    const told = await desk.run(backup);
    expect(told).toMatchObject({ outcome: 'partial', counts: { copies: 1 } });
    expect(told.warnings.join()).toContain(words);
    expect((await desk.copies())[0]?.damage).toBeUndefined();
  });
});

describe('backup --drill', () => {
  it('proves the newest copy, and from then on it stays', async () => {
    const keep = { 'backup.keep_daily': 1, 'backup.keep_weekly': 0, 'backup.keep_monthly': 0 };
    const desk = await maintenanceDesk({ ...keep, 'backup.compress': 'brotli' });
    await desk.run(backup);
    const told = await desk.run(backup, { drill: true });
    expect(told).toMatchObject({
      outcome: 'ok',
      counts: { proven: 1, failed: 0 },
      summary: expect.stringContaining('proven: paperjobs-2026-11-22-020000.db.br') as string,
    });
    for (const day of ['23', '24', '25']) {
      desk.moveTo(`2026-11-${day}T02:00`);
      await desk.run(backup);
    }
    expect((await desk.copies()).map(({ name, proven }) => [name, proven])).toEqual([
      ['paperjobs-2026-11-25-020000.db.br', false],
      ['paperjobs-2026-11-22-020000.db.br', true],
    ]);
    const [, run] = await desk.ctx.store.runs.newest(9).then((runs) => runs.toReversed());
    expect((await desk.copies())[1]?.manifest.proven?.runId).toBe(run?.id);
    expect(existsSync(join(desk.dataDir, 'maintenance')), 'what was restored is gone').toBe(false);
  });

  it('fails on a copy that is not what was taken, and says so', async () => {
    const desk = await maintenanceDesk();
    await desk.run(backup);
    const [copy] = await desk.copies();
    const path = join(desk.folder, copy?.name ?? '');
    const bytes = readFileSync(path);
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await desk.run(backup, { drill: true })).toMatchObject({
      outcome: 'disk',
      summary: expect.stringContaining('could not be restored as it was') as string,
    });
    expect((await desk.copies())[0]?.proven).toBe(false);
  });

  it('needs a backup', async () => {
    const desk = await maintenanceDesk();
    expect(await desk.run(backup, { drill: true })).toMatchObject({ outcome: 'config' });
  });
});
