import type { BackedUp } from '../../core/backup/databases.ts';
import type { Manifest } from '../../core/backup/manifest.ts';
import type { BackupPlace } from '../../core/backup/place.ts';
import { Failure, mostTelling } from '../../core/failure.ts';
import { keepCopies } from '../../core/retention/keep-copies.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { runAfterCommand } from '../../store/backup/after-command.ts';
import { bytesOf, makeFolder, readFolder } from '../../store/backup/folder.ts';
import { databaseBytes, megabytes } from '../../store/backup/free-space.ts';
import { removeCopy, sweep } from '../../store/backup/keep.ts';
import { makeCopy } from '../../store/backup/make-copy.ts';
import { checkDue, placeOf, policyOf } from './plan.ts';

/** What a dry run can tell: sizes, and nothing made. */
async function tellPlan({ folder, databases }: BackupPlace): Promise<Outcome> {
  const sizes = await Promise.all(databases.map(({ path }) => databaseBytes(path)));
  const bytes = sizes.reduce((sum, one) => sum + one, 0);
  return {
    status: 'ok',
    summary: `would copy ${databases.length} databases, ${megabytes(bytes)}, into "${folder}"`,
    counts: { databases: databases.length, bytes },
  };
}

/** The version of this run's program, as the run ledger has it. */
async function versionOf({ store, run }: Context): Promise<string> {
  const newest = await store.runs.newest(5, run.job);
  return newest.find(({ id }) => id === run.id)?.version ?? 'unknown';
}

async function takeOne(
  ctx: Context,
  database: BackedUp,
  folder: string,
  version: string,
): Promise<Manifest> {
  const takenAt = ctx.wall.now();
  const { copies } = await readFolder(folder);
  const manifest = await makeCopy({
    database,
    folder,
    compression: ctx.settings['backup.compress'],
    check: checkDue(copies, database.name, takenAt),
    takenAt,
    version,
    signal: ctx.signal,
  });
  ctx.log.write('info', 'copied', {
    file: manifest.file,
    bytes: manifest.stored.bytes,
    check: manifest.check,
    ...manifest.durations,
  });
  if (manifest.orphans > 0) {
    ctx.warn(`${database.path} has ${manifest.orphans} rows that point to none; so has the copy`);
  }
  return manifest;
}

/** Removes what the policy does not keep of databases that have a new copy. @returns how many */
async function prune(ctx: Context, folder: string, made: readonly Manifest[]): Promise<number> {
  const policy = policyOf(ctx);
  const { copies, strays } = await readFolder(folder);
  for (const { file, why } of strays) ctx.warn(`${file} in the folder of backups: ${why}`);
  let removed = 0;
  for (const { database } of made) {
    const own = copies.filter(({ manifest }) => manifest.database === database);
    for (const { copy, keep, reasons } of keepCopies(own, policy)) {
      if (copy.damage !== undefined) ctx.warn(`${copy.name}: ${copy.damage}`);
      if (keep) continue;
      ctx.step();
      await removeCopy(folder, copy.name);
      ctx.log.write('info', 'removed', { file: copy.name, reason: reasons.join('; ') });
      removed++;
    }
  }
  return removed;
}

/** Hands each new copy on. @returns how many of the commands failed */
async function handOn(ctx: Context, folder: string, made: readonly Manifest[]): Promise<number> {
  const command = ctx.settings['backup.after_command'];
  if (command === undefined) return 0;
  const timeoutSeconds = ctx.settings['backup.command_timeout_seconds'];
  let failed = 0;
  for (const { file } of made) {
    const wrong = await runAfterCommand(
      { command, timeoutSeconds, signal: ctx.signal },
      `${folder}/${file}.json`,
    );
    if (wrong === undefined) continue;
    failed++;
    ctx.warn(`backup.after_command ${wrong} for ${file}; the copy itself is good`);
  }
  return failed;
}

/** Copies every database; one that fails leaves the others. */
async function copyAll(
  ctx: Context,
  { folder, databases }: BackupPlace,
): Promise<{ made: Manifest[]; failures: Failure[]; missing: number }> {
  const version = await versionOf(ctx);
  const [made, failures]: [Manifest[], Failure[]] = [[], []];
  let missing = 0;
  for (const [place, database] of databases.entries()) {
    ctx.step();
    ctx.progress.update(database.name, place, databases.length);
    if (place > 0 && (await bytesOf(database.path)) === undefined) {
      missing++;
      ctx.warn(`backup.databases: no file at "${database.path}": nothing of it was copied`);
      continue;
    }
    try {
      made.push(await takeOne(ctx, database, folder, version));
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'stopped') throw error;
      failures.push(error);
      if (place > 0) ctx.warn(`${database.name}: ${error.message}`);
      // Without the desk's own there is no backup.
      else if (databases.length === 1) throw error;
      else ctx.warn(`${database.name}, the desk's own: ${error.message}`);
    }
  }
  return { made, failures, missing };
}

/**
 * One verified copy of each database, then what is too old goes, then others are told.
 *
 * @throws Failure the telling one where no copy could be made
 */
export async function takeBackups(ctx: Context): Promise<Outcome> {
  const place = placeOf(ctx);
  // A policy that keeps nothing is refused before anything is copied.
  keepCopies([], policyOf(ctx));
  if (ctx.run.dryRun) return tellPlan(place);
  await makeFolder(place.folder);
  await sweep(place.folder);
  const { made, failures, missing } = await copyAll(ctx, place);
  const telling = mostTelling(failures);
  if (telling && made.length === 0) throw telling;
  const removed = await prune(ctx, place.folder, made);
  const unhanded = await handOn(ctx, place.folder, made);
  const bytes = made.reduce((sum, { stored }) => sum + stored.bytes, 0);
  const whole = failures.length === 0 && unhanded === 0;
  const copied = made.map(({ file }) => file).join(', ');
  const told = `${copied} (${megabytes(bytes)}), ${removed} older copies removed`;
  const trouble = [
    ...(failures.length > 0 ? [`${failures.length} databases could not be copied`] : []),
    ...(missing > 0 ? [`${missing} configured ones are not there`] : []),
    ...(unhanded > 0 ? [`backup.after_command failed for ${unhanded}`] : []),
  ];
  return {
    status: whole ? 'ok' : 'partial',
    summary: [told, ...trouble].join('; '),
    counts: { copies: made.length, bytes, removed, failed: failures.length, missing },
  };
}
