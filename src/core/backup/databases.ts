import { Failure } from '../failure.ts';

/** The name under which our own database is backed up. */
export const MAIN_DATABASE = 'paperjobs';

/** A database file that is backed up. */
export interface BackedUp {
  /** Begins the names of its copies. */
  readonly name: string;
  readonly path: string;
}

/** The file's name without folder and ending, with nothing in it that a shell would mind. */
function nameOf(path: string): string {
  const base = path.split('/').at(-1) ?? '';
  return base.replace(/\.[^.]*$/, '').replaceAll(/[^A-Za-z0-9_-]/g, '_');
}

/**
 * Our own database first, then the others that the settings name.
 *
 * @throws Failure `config` for a path that is not absolute, or two files of the same name
 */
export function databasesOf(main: string, others: readonly string[]): BackedUp[] {
  const all: BackedUp[] = [{ name: MAIN_DATABASE, path: main }];
  for (const path of others) {
    if (!path.startsWith('/')) {
      throw new Failure(
        'config',
        `backup.databases: expected paths that begin with /, found "${path}": write the whole path`,
      );
    }
    const name = nameOf(path);
    const same = all.find((one) => one.name === name || one.path === path);
    if (same || name === '') {
      throw new Failure(
        'config',
        `backup.databases: expected files of different names, found "${path}"${same ? ` beside "${same.path}"` : ''}: rename one`,
      );
    }
    all.push({ name, path });
  }
  return all;
}
