import type { Manifest } from '../../core/backup/manifest.ts';
import { MAIN_DATABASE } from '../../core/backup/databases.ts';
import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { RunStart } from '../../core/run.ts';
import { syncFile } from '../backup/on-disk.ts';
import { APPLICATION_ID } from '../migrate.ts';
import { NEWEST_SCHEMA } from '../bring-up-to-date.ts';
import { openStore } from '../store.ts';

/**
 * Refuses a copy of our database that this program cannot use.
 *
 * @throws Failure `config`
 */
export function refuseUnusable({ file, database, applicationId, schemaVersion }: Manifest): void {
  if (database !== MAIN_DATABASE) return;
  if (applicationId !== APPLICATION_ID) {
    throw new Failure(
      'config',
      `expected a paperjobs database in ${file}, found another program's`,
    );
  }
  if (schemaVersion <= NEWEST_SCHEMA) return;
  throw new Failure(
    'config',
    `expected schema ${NEWEST_SCHEMA} or older in ${file}, found schema ${schemaVersion}: restore it with the newer paperjobs that wrote it`,
  );
}

/**
 * Makes an unpacked copy of our database fit for use, before it is put in place: brings its schema up
 * to date, closes the runs that were under way when it was taken, and enters the restore as a run.
 *
 * @throws Failure `config`, `disk-io`
 */
export async function makeFit(
  path: string,
  { file, takenAt }: Manifest,
  start: RunStart,
  endedAt: Instant,
): Promise<void> {
  const opened = await openStore(path);
  try {
    await opened.store.write(async ({ runs }) => {
      const open = (await runs.newestOfEach()).filter(({ outcome }) => outcome === 'running');
      const under = 'was under way when the backup was taken: how it ended is not in it';
      for (const { job } of open) await runs.closeCrashed(job, takenAt, under);
      await runs.open(start);
      await runs.close(start.id, {
        outcome: 'ok',
        exitCode: 0,
        summary: `restored ${file}, taken ${istText(takenAt)}`,
        endedAt,
        durationMs: 0,
        counts: {},
        warnings: [],
      });
    });
  } finally {
    // The last one to close it moves the log into the file.
    await opened.close();
  }
  await syncFile(path);
}
