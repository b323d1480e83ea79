import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { unpackCopy, verifyCopy } from '../../../src/store/backup/verify-copy.ts';
import { checkFile } from '../../../src/store/maintenance/check-file.ts';
import { takeSnapshot } from '../../../src/store/maintenance/take-snapshot.ts';
import { backupDesk, independentCheck } from '../../support/backup-desk.ts';
import { childScript } from '../../support/child-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const writer = await childScript('writer.child.ts');
const { signal } = new AbortController();
/** `PAPERJOBS_TEST_BACKUPS=1000` for the long run. */
const TURNS = Number(process.env['PAPERJOBS_TEST_BACKUPS'] ?? 40);

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('a copy', () => {
  it('is the database in one file, with a manifest that tells of it, both for nobody else', async () => {
    const desk = await backupDesk();
    const { name, manifest } = await desk.copy({ check: 'full' });
    expect(name).toBe('paperjobs-2026-11-26-091500.db');
    expect(readdirSync(desk.folder)).toEqual([name, `${name}.json`]);
    expect(manifest).toMatchObject({ check: 'full', orphans: 0, lastSession: '2020-10-26' });
    expect(manifest.rows).toMatchObject({ candles_1d: 300, instruments: 1 });
    expect(manifest.samples['candles_1d']?.rows).toBe(2);
    const path = join(desk.folder, name);
    expect([modeOf(path), modeOf(`${path}.json`)]).toEqual(['600', '600']);
    expect(independentCheck(path)).toBe('ok');
    expect(readdirSync(desk.folder), 'looking at it leaves nothing').toHaveLength(2);
  });

  it.each(['brotli', 'gzip'] as const)(
    'is packed by %s to less, and unpacks',
    async (compression) => {
      const desk = await backupDesk();
      const copy = await desk.copy({ compression });
      expect(readdirSync(desk.folder)).toHaveLength(2);
      expect(copy.manifest.stored.bytes).toBeLessThan(copy.manifest.plain.bytes / 2);
      const to = join(desk.dataDir, 'unpacked.db');
      expect(await unpackCopy(copy, to, { folder: desk.folder, check: 'full', signal })).toEqual(
        [],
      );
      expect([independentCheck(to), modeOf(to)]).toEqual(['ok', '600']);
    },
  );

  it('of the same second gets a name of its own', async () => {
    const desk = await backupDesk();
    const { takenAt } = await desk.copy();
    expect((await desk.copy({ takenAt })).name).toBe('paperjobs-2026-11-26-091500-2.db');
  });

  it('of a foreign database is as good', async () => {
    const desk = await backupDesk();
    const path = join(desk.dataDir, 'yahoo cache.sqlite');
    const foreign = new SqliteDatabase(path);
    foreign.exec('CREATE TABLE "odd ""name" (a); INSERT INTO "odd ""name" VALUES (1), (2)');
    foreign.close();
    const { manifest } = await desk.copy({ database: { name: 'yahoo_cache', path } });
    expect(manifest).toMatchObject({ rows: { 'odd "name': 2 }, samples: {} });
  });

  it('holds no value of any row in its manifest', async () => {
    const desk = await backupDesk();
    const raw = new SqliteDatabase(desk.database);
    raw.exec("INSERT INTO job_state VALUES ('a', 'b', 'swordfish-1234', 0)");
    raw.close();
    const { name } = await desk.copy();
    expect(readFileSync(join(desk.folder, name)).includes('swordfish-1234')).toBe(true);
    expect(readFileSync(join(desk.folder, `${name}.json`), 'utf8')).not.toContain('swordfish');
  });
});

describe('beside a process that commits without pause', () => {
  it(
    `every one of ${TURNS} snapshots is whole and has the rows of one moment`,
    async () => {
      const desk = await backupDesk();
      const child = writer.start(desk.database);
      await child.saying('ready');
      const place = temporaryFolder();
      let last = -1;
      for (let turn = 0; turn < TURNS; turn++) {
        const path = join(place, `${turn}.db`);
        writeFileSync(path, '');
        const { facts } = await takeSnapshot(desk.database, path);
        const checked = checkFile(path, 'quick');
        expect(checked).toEqual({ problems: [], orphans: 0, facts });
        expect(independentCheck(path), `snapshot ${turn}`).toBe('ok');
        if (turn < 10) {
          expect(facts.rows['system_log'], 'the writer goes on').not.toBe(last);
          last = facts.rows['system_log'] ?? 0;
        }
        rmSync(path);
      }
      child.process.stdin?.write('stop');
      expect(await child.result()).toMatch(/longest \d+/);
    },
    30_000 + TURNS * 500,
  );

  it('whole backups are made, and pass when they are verified', async () => {
    const desk = await backupDesk();
    const child = writer.start(desk.database);
    await child.saying('ready');
    for (let turn = 0; turn < 4; turn++) {
      const copy = await desk.copy({ compression: turn % 2 === 0 ? 'none' : 'gzip' });
      const looking = { folder: desk.folder, check: 'full', signal } as const;
      expect(await verifyCopy(copy, join(desk.dataDir, 'work'), looking)).toEqual([]);
    }
  });
});

describe('what cannot be copied', () => {
  it('is refused with its path, and leaves nothing behind', async () => {
    const desk = await backupDesk();
    const path = join(desk.dataDir, 'nowhere.db');
    await expect(desk.copy({ database: { name: 'x', path } })).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(path) as string,
    });
    writeFileSync(path, 'this is no database, whatever its name may tell'.repeat(100));
    await expect(desk.copy({ database: { name: 'x', path } })).rejects.toMatchObject({
      code: 'config',
    });
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  it('is a damaged database: its copy does not count and is not kept', async () => {
    const desk = await backupDesk(4000);
    const bytes = readFileSync(desk.database);
    bytes.fill(0xee, 40 * 4096, 60 * 4096);
    writeFileSync(desk.database, bytes);
    await expect(desk.copy()).rejects.toMatchObject({ code: 'disk-io' });
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  it('ends with the signal, and leaves nothing behind', async () => {
    const desk = await backupDesk();
    const stop = new AbortController();
    const copying = desk.copy({ signal: stop.signal });
    setTimeout(() => stop.abort(new Error('stopped')), 30);
    await expect(copying).rejects.toThrow('stopped');
    expect(readdirSync(desk.folder)).toEqual([]);
  });
});
