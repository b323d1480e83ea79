import { backupPlace } from '../../core/backup/place.ts';
import type { BackupPlace } from '../../core/backup/place.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { KeepPolicy } from '../../core/retention/keep-copies.ts';
import type { Context } from '../../kit/context.ts';
import type { KeptCopy } from '../../store/backup/folder.ts';
import type { CheckKind } from '../../store/maintenance/tasks.ts';

/** A full check is due when the last one is as old as this, seconds: a week but for an hour. */
const FULL_CHECK_SECONDS = 7 * 86_400 - 3600;

/** Reads the settings. @throws Failure `config` */
export function placeOf({ run, settings, paths }: Context): BackupPlace {
  return backupPlace({
    sandbox: run.sandbox,
    dataDir: paths.dataDir,
    database: paths.database,
    folder: settings['backup.folder'],
    others: settings['backup.databases'],
  });
}

/** How many copies stay. */
export function policyOf({ settings }: Context): KeepPolicy {
  return {
    daily: settings['backup.keep_daily'],
    weekly: settings['backup.keep_weekly'],
    monthly: settings['backup.keep_monthly'],
  };
}

/** How carefully the next copy of a database is checked: once a week SQLite's whole check. */
export function checkDue(copies: readonly KeptCopy[], database: string, now: Instant): CheckKind {
  const recent = copies.some(
    ({ manifest }) =>
      manifest.database === database &&
      manifest.check === 'full' &&
      Math.abs(now - manifest.takenAt) < FULL_CHECK_SECONDS,
  );
  return recent ? 'quick' : 'full';
}
