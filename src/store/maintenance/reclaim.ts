import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { asFailure } from '../connection.ts';
import { openFile } from './open-file.ts';
import { roomIn } from './room.ts';
import type { Reclaimed } from './tasks.ts';

/** Pages that are given back in the first step; later ones take about as long as is meant. */
const FIRST_STEP_PAGES = 200;
const [FEWEST_PAGES, MOST_PAGES] = [50, 4000];
/** How long a step is meant to keep writers out, milliseconds. */
const MEANT_MS = 10;
/** Pause between steps, in which others write, milliseconds: a waiting writer looks that often. */
const PAUSE_MS = 25;
/** Pages of the log that may be left when writers are asked to wait for the rest. */
const FEW_PAGES = 200;
const MOST_CHECKPOINTS = 20;

/** Remembers how long the longest piece of work kept writers out. */
interface Holding {
  longestMs: number;
}

/** Does the work, which keeps writers out. @returns milliseconds */
function during(held: Holding, work: () => void): number {
  const began = performance.now();
  work();
  const tookMs = performance.now() - began;
  held.longestMs = Math.max(held.longestMs, Math.round(tookMs));
  return tookMs;
}

/** The same in a transaction: waiting for it is no time for which others are kept out. */
function inTransaction(database: Database, held: Holding, sql: string): number {
  database.exec('BEGIN IMMEDIATE');
  return during(held, () => database.exec(`${sql}; COMMIT`));
}

interface Checkpoint {
  readonly busy: number;
  readonly log: number;
  readonly checkpointed: number;
}

function checkpoint(database: Database, mode: 'PASSIVE' | 'TRUNCATE'): Checkpoint | undefined {
  return database.prepare<[], Checkpoint>(`PRAGMA wal_checkpoint(${mode})`).get();
}

/**
 * Moves the log into the file without keeping anybody out, and empties it when little is left. Others
 * that read or write in the way are no failure: their own end does the rest.
 */
async function emptyLog(database: Database, held: Holding): Promise<void> {
  for (let turn = 0; turn < MOST_CHECKPOINTS; turn++) {
    const moved = checkpoint(database, 'PASSIVE');
    if (!moved || moved.log - moved.checkpointed <= FEW_PAGES) break;
    await sleep(PAUSE_MS);
  }
  database.pragma('busy_timeout = 50');
  during(held, () => void checkpoint(database, 'TRUNCATE'));
  database.pragma('busy_timeout = 30000');
}

/** Gives back free pages a few at a time. @returns steps */
async function byAndBy(
  database: Database,
  held: Holding,
  tell: (news: { readonly freePages: number }) => void,
): Promise<number> {
  let pages = FIRST_STEP_PAGES;
  let steps = 0;
  for (;;) {
    const before = roomIn(database);
    if (before.freePages === 0) return steps;
    tell({ freePages: before.freePages });
    const tookMs = inTransaction(database, held, `PRAGMA incremental_vacuum(${pages})`);
    steps++;
    // The log stays short, and writing to the disk is done while others may write.
    checkpoint(database, 'PASSIVE');
    const fitting = Math.round((pages * MEANT_MS) / Math.max(1, tookMs));
    pages = Math.min(MOST_PAGES, Math.max(FEWEST_PAGES, Math.min(fitting, pages * 2)));
    await sleep(PAUSE_MS);
  }
}

/**
 * Empties the log, refreshes what the planner knows, and gives back free pages: not at all, by and by,
 * or by writing the whole file anew, which keeps writers out meanwhile.
 *
 * @throws Failure `disk-io`, `locked`: the file is as good as before
 */
export async function reclaim(
  path: string,
  how: 'keep' | 'incremental' | 'full',
  tell: (news: { readonly freePages: number }) => void,
): Promise<Reclaimed> {
  const database = openFile(path, 'write');
  const held: Holding = { longestMs: 0 };
  let steps = 0;
  try {
    database.pragma('wal_autocheckpoint = 0');
    await emptyLog(database, held);
    database.pragma('analysis_limit = 400');
    inTransaction(database, held, 'PRAGMA optimize(0x10002)');
    if (how === 'full') {
      // Only now can a file of earlier days be told to give back pages by and by.
      database.pragma('auto_vacuum = INCREMENTAL');
      during(held, () => void database.exec('VACUUM'));
      steps = 1;
    } else if (how === 'incremental' && roomIn(database).incremental) {
      steps = await byAndBy(database, held, tell);
    }
    await emptyLog(database, held);
    return { room: roomIn(database), steps, longestMs: held.longestMs };
  } catch (error) {
    throw asFailure(error, path);
  } finally {
    database.close();
  }
}
