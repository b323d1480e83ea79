import SqliteDatabase from 'better-sqlite3';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { independentCheck } from '../support/backup-desk.ts';
import { newDesk, run, start } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

/** Set to repeat what another seed has shown. */
const SEED = Number(process.env['PAPERJOBS_TEST_SEED'] ?? 20_261_126);
const KILLS = Number(process.env['PAPERJOBS_TEST_KILLS'] ?? 15);
const AT_ONCE = 3;

/** Fractions of 0 to 1 by the seed. @see mulberry32, Tommy Ettinger, 2017 */
function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const folderOf = (desk: Desk): string => join(desk.dataDir, 'backups');

/** Rows that must be there, whatever happens to the process. */
const KEPT_ROWS = 3000;
/** Rows of a job whose time is over, in the log. */
const OLD_ROWS = 6000;

async function must(desk: Desk, args: readonly string[], status = 0): Promise<string> {
  const told = await run(desk, args);
  expect(told.status, `${args.join(' ')}: ${told.stdout}${told.stderr}`).toBe(status);
  return told.stdout;
}

/** A desk with rows to keep, rows to prune, and three backups of one day. */
async function fullDesk(): Promise<Desk> {
  const desk = newDesk();
  await must(desk, ['init']);
  const raw = new SqliteDatabase(desk.database);
  const insert = raw.prepare(
    "INSERT INTO system_log (run_id, job, logged_at, level, event, fields) VALUES ('r', ?, ?, 'info', ?, '{}')",
  );
  raw.transaction(() => {
    for (let row = 0; row < KEPT_ROWS; row++) insert.run('keep', 4_000_000_000, 'x'.repeat(200));
    for (let row = 0; row < OLD_ROWS; row++) insert.run('old', row, 'x'.repeat(200));
  })();
  raw.close();
  for (let turn = 0; turn < 3; turn++) {
    await must(desk, ['backup']);
    // Kept as if of other days, so that there is something to prune.
    cpSync(folderOf(desk), join(desk.home, 'aside'), { recursive: true });
  }
  cpSync(join(desk.home, 'aside'), folderOf(desk), { recursive: true });
  return desk;
}

function clone(desk: Desk): Desk {
  const other = newDesk();
  cpSync(desk.dataDir, other.dataDir, { recursive: true });
  return other;
}

function keptRows(path: string): number {
  const raw = new SqliteDatabase(path, { readonly: true, timeout: 10_000 });
  const rows = raw.prepare("SELECT count(*) FROM system_log WHERE job = 'keep'").pluck().get();
  raw.close();
  return Number(rows);
}

/** Every pair of copy and manifest is a good backup by SQLite's own word. */
function checkCopies(desk: Desk, told: string): void {
  const names = readdirSync(folderOf(desk));
  const pairs = names.filter((name) => names.includes(`${name}.json`));
  expect(pairs.length, `${told}: a backup is always there`).toBeGreaterThan(0);
  for (const name of pairs) {
    expect(independentCheck(join(folderOf(desk), name)), `${told}: ${name}`).toBe('ok');
    expect(keptRows(join(folderOf(desk), name)), `${told}: ${name}`).toBe(KEPT_ROWS);
  }
}

async function checkHealed(desk: Desk, args: readonly string[], told: string): Promise<void> {
  expect(existsSync(desk.database), told).toBe(true);
  checkCopies(desk, told);
  expect(keptRows(desk.database), told).toBe(KEPT_ROWS);
  await must(desk, args);
  expect(independentCheck(desk.database), told).toBe('ok');
  expect(keptRows(desk.database), told).toBe(KEPT_ROWS);
  if (args[0] === 'backup') await must(desk, ['backup', 'verify', '--all']);
  const parts = readdirSync(folderOf(desk)).filter((name) => name.startsWith('.'));
  if (args[0] !== 'vacuum') expect(parts, `${told}: what was half-done is gone`).toEqual([]);
  const beside = readdirSync(desk.dataDir).filter((name) => name.startsWith('.restoring'));
  if (args[0] === 'restore') expect(beside, told).toEqual([]);
}

const WORK: readonly (readonly [string, readonly string[]])[] = [
  ['a backup', ['backup']],
  ['a pruning', ['backup', 'prune']],
  ['a restore', ['restore', '--latest']],
  ['a vacuum', ['vacuum', '--force']],
];

describe.each(WORK)('%s that is killed', (_, args) => {
  it(
    'leaves database and backups good, and the next run succeeds, at whatever instant',
    { timeout: 180_000 },
    async () => {
      const base = await fullDesk();
      const alone = clone(base);
      const began = performance.now();
      await must(alone, args);
      const tookMs = performance.now() - began;
      const fraction = fractions(SEED);
      const delays = Array.from({ length: KILLS }, () => 40 + fraction() * tookMs * 1.4);
      const one = async (delayMs: number): Promise<void> => {
        const desk = clone(base);
        const { process, ended } = start(desk, args);
        await sleep(delayMs);
        process.kill('SIGKILL');
        await ended;
        await checkHealed(desk, args, `seed ${SEED}, killed after ${Math.round(delayMs)} ms`);
      };
      while (delays.length > 0) await Promise.all(delays.splice(0, AT_ONCE).map(one));
    },
  );
});
