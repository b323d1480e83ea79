import { databasesOf } from './databases.ts';
import type { BackedUp } from './databases.ts';

/** Where copies go, and of what. */
export interface BackupPlace {
  readonly folder: string;
  /** The desk's own first. */
  readonly databases: readonly BackedUp[];
}

/** What the settings and the invocation tell about it. */
export interface PlaceInput {
  readonly sandbox: boolean;
  readonly dataDir: string;
  readonly database: string;
  /** Absent: a folder in the data folder. */
  readonly folder: string | undefined;
  readonly others: readonly string[];
}

/**
 * The folder of backups and the databases that are copied into it. The sandbox keeps to its own data
 * folder: its copies must not count among real ones, nor push them out.
 *
 * @throws Failure `config` as `databasesOf` does
 */
export function backupPlace(input: PlaceInput): BackupPlace {
  const { sandbox, dataDir, database, folder, others } = input;
  const own = `${dataDir}/backups`;
  return sandbox
    ? { folder: own, databases: databasesOf(database, []) }
    : { folder: folder ?? own, databases: databasesOf(database, others) };
}
