import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import type { RunStart } from '../../../src/core/run.ts';
import type { KeptCopy } from '../../../src/store/backup/folder.ts';
import { makeFit, refuseUnusable } from '../../../src/store/restore/stage.ts';
import { restoreCopy, verifyStaged } from '../../../src/store/restore/restore-copy.ts';
import { NEWEST_SCHEMA } from '../../../src/store/bring-up-to-date.ts';
import { openStore } from '../../../src/store/store.ts';
import { addCandles, backupDesk, independentCheck } from '../../support/backup-desk.ts';
import type { BackupDesk } from '../../support/backup-desk.ts';
import { childScript } from '../../support/child-process.ts';
import { madeUpManifest } from '../../core/backup/manifest.made-up.ts';
import { NOW } from '../../support/opened-store.ts';

const script = await childScript('store.child.ts');
const { signal } = new AbortController();
const ASIDE = /^paperjobs\.db\.replaced-2026-11-26-091500$/;

async function restore(
  desk: BackupDesk,
  copy: KeptCopy,
  damaged = false,
): Promise<string | undefined> {
  const place = { folder: desk.folder, path: desk.database, signal };
  const staged = await verifyStaged(copy, place, false);
  return restoreCopy(copy, staged, place, { now: NOW, version: '1.2.3', damaged });
}

/** What lies beside the database, but for its log and what belongs to it. */
function namesBeside({ dataDir }: BackupDesk): string[] {
  return readdirSync(dataDir).filter((name) => !/^backups$|\.db-(?:wal|shm)$/.test(name));
}

function candlesIn(path: string): number {
  const raw = new SqliteDatabase(path, { readonly: true });
  const count = Number(raw.prepare('SELECT count(*) FROM candles_1d').pluck().get());
  raw.close();
  return count;
}

describe('a restore', () => {
  it('puts the copy in place and keeps the replaced file beside it', async () => {
    const desk = await backupDesk();
    const copy = await desk.copy({ compression: 'gzip' });
    await addCandles(desk.database, 'BOLT', '2020-01-01', 10);
    const aside = await restore(desk, copy);
    expect(namesBeside(desk)).toEqual(['paperjobs.db', expect.stringMatching(ASIDE)]);
    expect(candlesIn(desk.database)).toBe(300);
    expect(candlesIn(aside ?? '')).toBe(310);
    expect(independentCheck(desk.database)).toBe('ok');
    expect((statSync(desk.database).mode & 0o777).toString(8)).toBe('600');
    const opened = await openStore(desk.database);
    const [newest] = await opened.store.runs.newest(1);
    expect(newest).toMatchObject({
      job: 'restore',
      outcome: 'ok',
      arguments: `restore ${copy.name}`,
    });
    await opened.close();
  });

  it('done twice within a second keeps both files that were replaced', async () => {
    const desk = await backupDesk();
    const copy = await desk.copy();
    await addCandles(desk.database, 'BOLT', '2020-01-01', 10);
    const first = (await restore(desk, copy)) ?? '';
    await addCandles(desk.database, 'BOLT', '2020-01-01', 20);
    const second = (await restore(desk, copy)) ?? '';
    expect(second).toBe(`${first}-2`);
    expect([candlesIn(first), candlesIn(second)]).toEqual([310, 320]);
  });

  it('works where there is no database any more', async () => {
    const desk = await backupDesk();
    const copy = await desk.copy();
    const elsewhere = { ...desk, database: `${desk.dataDir}/new.db` };
    expect(await restore(elsewhere, copy)).toBeUndefined();
    expect(candlesIn(elsewhere.database)).toBe(300);
  });

  it('keeps a damaged file with its log under one name', async () => {
    const desk = await backupDesk();
    const copy = await desk.copy();
    writeFileSync(desk.database, 'x'.repeat(20_000));
    writeFileSync(`${desk.database}-wal`, 'log');
    const aside = (await restore(desk, copy, true)) ?? '';
    expect(candlesIn(desk.database)).toBe(300);
    expect(readFileSync(aside, 'utf8')).toBe('x'.repeat(20_000));
    expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('log');
  });

  it('is refused while another process has the database open, and changes nothing', async () => {
    const desk = await backupDesk();
    const copy = await desk.copy();
    const other = new SqliteDatabase(desk.database);
    other.prepare('SELECT count(*) FROM candles_1d').get();
    await expect(restore(desk, copy)).rejects.toMatchObject({ code: 'locked' });
    other.prepare("INSERT INTO job_state VALUES ('a', 'b', 'c', 0)").run();
    other.close();
    expect(namesBeside(desk)).toEqual(['paperjobs.db']);
    await restore(desk, copy);
  });

  it('of a copy that is no good is refused, and changes nothing', async () => {
    const desk = await backupDesk();
    const copy = await desk.copy();
    const path = `${desk.folder}/${copy.name}`;
    const bytes = readFileSync(path);
    bytes[5000] = (bytes[5000] ?? 0) ^ 4;
    writeFileSync(path, bytes);
    await expect(restore(desk, copy)).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringContaining('nothing was changed') as string,
    });
    expect(namesBeside(desk)).toEqual(['paperjobs.db']);
  });
});

describe('a process that had opened the file that was replaced', () => {
  it('but not looked at it yet opens the new one', async () => {
    const desk = await backupDesk();
    const copy = await desk.copy();
    await addCandles(desk.database, 'BOLT', '2020-01-01', 10);
    const place = { folder: desk.folder, path: desk.database, signal };
    const staged = await verifyStaged(copy, place, false);
    const children = Array.from({ length: 3 }, () => script.start('count', desk.database, '5'));
    await Promise.all(children.map((child) => child.saying('ready')));
    await expect(
      restoreCopy(copy, staged, place, { now: NOW, version: '1', damaged: false }),
    ).rejects.toMatchObject({ code: 'locked' });
    for (const child of children) child.process.stdin?.write('go\n');
    for (const child of children) expect(await child.result()).toContain('counted');
    await restore(desk, copy);
    const late = script.start('count', desk.database, '5');
    await late.saying('ready');
    late.process.stdin?.write('go\n');
    await late.result();
    expect([candlesIn(desk.database), independentCheck(desk.database)]).toEqual([300, 'ok']);
  });
});

describe('a copy', () => {
  it('of a newer schema, or of another program, is refused', () => {
    const newer = madeUpManifest({ schemaVersion: NEWEST_SCHEMA + 1, applicationId: 0x504a6f62 });
    expect(() => refuseUnusable(newer)).toThrow(/schema .* or older .* found schema/);
    expect(() => refuseUnusable(madeUpManifest())).toThrow(/another program's/);
    expect(refuseUnusable(madeUpManifest({ database: 'other' }))).toBeUndefined();
  });

  it('of an older schema is brought up to date, and its open runs are closed', async () => {
    const desk = await backupDesk();
    const raw = new SqliteDatabase(desk.database);
    raw.exec(`INSERT INTO job_runs (id, job, outcome, trigger, as_of, started_at, arguments, version, host, pid)
      VALUES ('r', 'backup', 'running', 'manual', 0, 0, '', '1', 'h', 1)`);
    raw.close();
    const start: RunStart = {
      id: 's',
      job: 'restore',
      trigger: 'manual',
      asOf: NOW,
      startedAt: NOW,
      locks: [],
      arguments: '',
      version: '1',
      host: 'h',
      pid: 1,
    };
    await makeFit(desk.database, madeUpManifest({ takenAt: instant(9) }), start, NOW);
    const opened = await openStore(desk.database);
    const [, run] = await opened.store.runs.newest(2);
    expect(run).toMatchObject({
      outcome: 'crashed',
      end: { endedAt: 9, summary: expect.stringContaining('when the backup was taken') as string },
    });
    await opened.close();
  });
});
