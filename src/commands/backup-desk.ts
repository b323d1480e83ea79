import { backupPlace } from '../core/backup/place.ts';
import type { BackupPlace } from '../core/backup/place.ts';
import { Failure } from '../core/failure.ts';
import type { CommandContext } from '../kit/command.ts';
import { jobLock } from '../store/job-lock.ts';

/** The lock that `backup`, `vacuum` and the commands about backups share. */
export const MAINTENANCE_LOCK = 'maintenance';

/** Where the backups of this installation lie. @throws Failure `config` */
export function placeOf({ sandbox, paths, resolved: { settings } }: CommandContext): BackupPlace {
  return backupPlace({
    sandbox,
    dataDir: paths.dataDir,
    database: paths.database,
    folder: settings['backup.folder'],
    others: settings['backup.databases'],
  });
}

/**
 * Does the work while nobody else has the locks. It does not wait for them: a person does.
 *
 * @throws Failure `locked` that names the lock
 */
export async function withLocks<Result>(
  { paths }: CommandContext,
  names: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const held = jobLock(paths.locks).tryAcquire(names);
  if (held.busy !== undefined) {
    throw new Failure(
      'locked',
      `expected no run under way, found one that holds the lock "${held.busy}": \`paperjobs status\` names it; try again when it has ended; nothing was changed`,
      { detail: { lock: held.busy } },
    );
  }
  try {
    return await work();
  } finally {
    held.release();
  }
}
