import SqliteDatabase from 'better-sqlite3';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newDesk, run, runJson } from '../support/program.ts';

const ASKED = ['market-sync', '--sandbox', '--interval', '1d', '--symbols', 'PAPERTIGER'];

function foreignDatabase(path: string, pragma: string): void {
  const database = new SqliteDatabase(path);
  database.exec(`CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine'); PRAGMA ${pragma}`);
  database.close();
}

const OURS = 0x50_4a_6f_62;

describe('a file in the place of the database', () => {
  const files: readonly (readonly [string, (path: string) => void])[] = [
    ['a text', (path) => writeFileSync(path, 'dear diary, '.repeat(2000))],
    ['the database of another program', (path) => foreignDatabase(path, 'application_id = 7')],
    ['a database that nobody marked', (path) => foreignDatabase(path, 'application_id = 0')],
    [
      'the database of a newer paperjobs',
      (path) => foreignDatabase(path, `application_id = ${OURS}; PRAGMA user_version = 9999`),
    ],
  ];

  it.each(files)('%s ends every command with 78 and keeps its bytes', async (_, make) => {
    const desk = newDesk();
    const folder = dirname(desk.sandboxDatabase);
    mkdirSync(folder, { recursive: true });
    make(desk.sandboxDatabase);
    const bytes = readFileSync(desk.sandboxDatabase);
    const told = await runJson(desk, ASKED);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'config', exitCode: 78 });
    expect(told.error?.message, 'the file is named').toContain(desk.sandboxDatabase);
    const others = [['status'], ['init'], ['watch', 'add', 'PAPERTIGER'], ['quotes', '--dry-run']];
    for (const words of others) {
      const { status, stderr } = await run(desk, [...words, '--sandbox']);
      expect(status, `${words.join(' ')}: ${stderr}`).toBe(78);
    }
    expect(readFileSync(desk.sandboxDatabase).equals(bytes), 'untouched').toBe(true);
    const left = readdirSync(folder).filter((name) => /-(?:wal|shm|journal)$/.test(name));
    expect(left, 'nothing beside it').toEqual([]);
  });

  it('a folder there ends with 73 or 78, and in words', async () => {
    const desk = newDesk();
    mkdirSync(desk.sandboxDatabase, { recursive: true });
    const told = await runJson(desk, ASKED);
    expect([73, 78], JSON.stringify(told)).toContain(told.exitCode);
    expect(told.error?.message).toContain(desk.sandboxDatabase);
    expect(readdirSync(desk.sandboxDatabase)).toEqual([]);
  });
});

describe('a file in the place of a folder', () => {
  it('the data folder ends with 73 and names it', async () => {
    const desk = newDesk();
    const place = join(desk.home, 'data');
    writeFileSync(place, 'not a folder');
    const told = await runJson(desk, [...ASKED, '--data-dir', place]);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'disk', exitCode: 73 });
    expect(told.error?.message).toContain(place);
    expect((await run(desk, ['init', '--data-dir', place])).status).toBe(73);
    expect((await run(desk, ['status', '--data-dir', place])).status, 'nothing to read').toBe(78);
    expect(readFileSync(place, 'utf8')).toBe('not a folder');
  });

  it('the folder of the locks ends with 73, and the run does not begin', async () => {
    const desk = newDesk();
    await runJson(desk, ['quotes', '--sandbox', '--dry-run']);
    const folder = dirname(desk.sandboxDatabase);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'locks'), '');
    const told = await runJson(desk, ASKED);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'disk', exitCode: 73 });
  });
});
