import { alertsDesk } from './alerts-child.ts';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { openStore } from '../../src/store/store.ts';
import { analysisChild } from './analysis-child.ts';
import { backlog, bareBacklog } from './backlog-child.ts';
import { backupChild, makeLargeDatabase } from './backup-child.ts';
import { makePendingOrders } from './pending-orders.ts';
import { serveExchange } from './exchange-child.ts';
import { dailyBars, minuteBars } from './made-up-bars.ts';
import {
  bareDaysMs,
  bareMinutesMs,
  checkpoint,
  cpuMs,
  makeDatabase,
  sizeOf,
  writeDays,
  writeMinutes,
} from './write-bars.ts';

type Numbers = Record<string, number>;

/** One-minute bars by the product, then the same ones again. */
async function minutes(path: string, rows: number): Promise<Numbers> {
  const bars = minuteBars(rows);
  await makeDatabase(path, bars.length);
  const opened = await openStore(path);
  const spent = await cpuMs(() => writeMinutes(opened, bars));
  checkpoint(path);
  let changed = 0;
  const again = await cpuMs(async () => (changed = await writeMinutes(opened, bars)));
  const walBytes = sizeOf(`${path}-wal`);
  await opened.close();
  return { spent, again, changed, walBytes };
}

async function days(path: string, rows: number): Promise<Numbers> {
  const bars = dailyBars(rows);
  await makeDatabase(path, bars.length);
  const opened = await openStore(path);
  const spent = await cpuMs(() => writeDays(opened, bars));
  await opened.close();
  return { spent };
}

/** Bytes per row, written as time goes by: each session of every listing after the one before. */
async function size(path: string, rows: number): Promise<Numbers> {
  const bars = minuteBars(rows, 20);
  await makeDatabase(path, bars.length);
  const empty = sizeOf(path);
  const opened = await openStore(path);
  for (let from = 0; from < (bars[0]?.length ?? 0); from += 375) {
    await writeMinutes(
      opened,
      bars.map((series) => series.slice(from, from + 375)),
    );
  }
  await opened.close();
  const written = (sizeOf(path) - empty) / bars.flat().length;
  const raw = new SqliteDatabase(path);
  raw.exec('VACUUM');
  raw.close();
  return { written, vacuumed: (sizeOf(path) - empty) / bars.flat().length };
}

/**
 * What a child of the benchmark does, in a process of its own so that no run warms another.
 *
 * @param name what to measure
 * @returns numbers for the parent
 */
export async function ingestChild(name: string, folder: string, rows: number): Promise<Numbers> {
  const path = join(folder, `${name}-${process.pid}.db`);
  switch (name) {
    case 'minutes':
      return minutes(path, rows);
    case 'days':
      return days(path, rows);
    case 'size':
      return size(path, rows);
    case 'bare-minutes': {
      const bars = minuteBars(rows);
      await makeDatabase(path, bars.length);
      return { spent: await bareMinutesMs(path, bars) };
    }
    case 'bare-days': {
      const bars = dailyBars(rows);
      await makeDatabase(path, bars.length);
      return { spent: await bareDaysMs(path, bars) };
    }
    case 'backlog':
      return backlog(path);
    case 'bare-backlog':
      return bareBacklog(path);
    case 'exchange':
      return serveExchange(folder);
    case 'alerts':
      return alertsDesk(`${folder}.db`, rows);
    case 'make-large':
      await makeLargeDatabase(join(folder, 'paperjobs.db'), rows);
      return {};
    case 'make-orders':
      await makePendingOrders(join(folder, 'paperjobs.db'), rows);
      return {};
    case 'backup':
      return backupChild(folder);
    default: {
      const measured = await analysisChild(name, folder);
      if (measured) return measured;
      throw new Error(`expected the name of a measurement, found "${name}"`);
    }
  }
}
