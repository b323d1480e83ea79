import type { Manifest } from '../../core/backup/manifest.ts';
import { bytesOf } from '../backup/folder.ts';
import { inChild } from '../in-child.ts';

/** A table of which the present database has another number of rows than the copy. */
export interface TableLoss {
  readonly table: string;
  readonly now: number;
  readonly inCopy: number;
}

/** What a restore takes away: rows that were written since the copy was taken. */
export interface Losses {
  readonly tables: readonly TableLoss[];
  /** Why the present database cannot be counted; absent where it can, or where there is none. */
  readonly unreadable?: string;
}

/** Compares the database that is in use with a copy. Nothing is written. */
export async function lossesOf(
  path: string,
  { rows }: Pick<Manifest, 'rows'>,
  signal: AbortSignal,
): Promise<Losses> {
  if ((await bytesOf(path)) === undefined) return { tables: [] };
  const { facts, problems } = await inChild('check', { path, check: 'quick' }, { signal });
  if (!facts) return { tables: [], unreadable: problems.slice(0, 2).join('; ') };
  const names = [...new Set([...Object.keys(facts.rows), ...Object.keys(rows)])].toSorted();
  const tables = names.flatMap((table) => {
    const [now, inCopy] = [facts.rows[table] ?? 0, rows[table] ?? 0];
    return now === inCopy ? [] : [{ table, now, inCopy }];
  });
  return { tables };
}
