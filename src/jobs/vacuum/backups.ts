import { MAIN_DATABASE } from '../../core/backup/databases.ts';
import { backupPlace } from '../../core/backup/place.ts';
import type { Context } from '../../kit/context.ts';
import { readFolder } from '../../store/backup/folder.ts';
import type { KeptCopy } from '../../store/backup/folder.ts';
import { digestOf } from '../../store/backup/pack.ts';

const DAY_SECONDS = 86_400;

/** Copies of our database that look whole, newest first. */
async function ownCopies({ run, settings, paths }: Context): Promise<{
  readonly folder: string;
  readonly copies: readonly KeptCopy[];
}> {
  const { folder } = backupPlace({
    sandbox: run.sandbox,
    dataDir: paths.dataDir,
    database: paths.database,
    folder: settings['backup.folder'],
    others: [],
  });
  const { copies } = await readFolder(folder);
  return {
    folder,
    copies: copies.filter(
      ({ manifest, damage }) => manifest.database === MAIN_DATABASE && damage === undefined,
    ),
  };
}

/** Whether a copy that was verified when it was taken is younger than a day. */
export async function isBackedUp(ctx: Context): Promise<boolean> {
  const now = ctx.wall.now();
  const { copies } = await ownCopies(ctx);
  return copies.some(({ takenAt }) => takenAt <= now && now - takenAt < DAY_SECONDS);
}

/** Name of the newest copy whose bytes are still those of its manifest; absent where none is. */
export async function newestGood(ctx: Context): Promise<string | undefined> {
  const { folder, copies } = await ownCopies(ctx);
  for (const { name, manifest } of copies) {
    const { sha256 } = await digestOf(`${folder}/${name}`, ctx.signal);
    if (sha256 === manifest.stored.sha256) return name;
  }
  return undefined;
}
