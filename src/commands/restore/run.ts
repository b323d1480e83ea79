import { chooseCopy } from '../../core/backup/choose-copy.ts';
import { MAIN_DATABASE } from '../../core/backup/databases.ts';
import { Failure } from '../../core/failure.ts';
import { istText, readInstant } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import { makeFolder, readFolder } from '../../store/backup/folder.ts';
import type { KeptCopy } from '../../store/backup/folder.ts';
import { sweep } from '../../store/backup/keep.ts';
import { lossesOf } from '../../store/restore/losses.ts';
import type { Losses } from '../../store/restore/losses.ts';
import { refuseUnusable } from '../../store/restore/stage.ts';
import { restoreCopy, verifyStaged } from '../../store/restore/restore-copy.ts';
import { MAINTENANCE_LOCK, placeOf, withLocks } from '../backup-desk.ts';
import type { options } from './command.ts';

/** Where the copy belongs. @throws Failure `config` when its database is not configured any more */
function targetOf(ctx: CommandContext, { name, manifest }: KeptCopy): string {
  const target = placeOf(ctx).databases.find((one) => one.name === manifest.database);
  if (target) return target.path;
  throw new Failure(
    'config',
    `expected "${manifest.database}" of ${name} among the databases of the settings, found it nowhere: name its path in backup.databases`,
  );
}

function lossText(copy: KeptCopy, { tables, unreadable }: Losses, will: string): string {
  const since = `what was written since ${istText(copy.takenAt)} ${will} lost`;
  if (unreadable !== undefined) {
    return `${since}; the present database cannot be counted: ${unreadable}\n`;
  }
  const rows = tableText(
    [
      { head: 'table', cell: (row) => row.table },
      { head: 'rows now', cell: (row) => String(row.now), right: true },
      { head: 'in the backup', cell: (row) => String(row.inCopy), right: true },
    ],
    tables,
    'every table has as many rows as in the backup',
  );
  return `${since}:\n${rows}`;
}

async function choose(
  ctx: CommandContext,
  { latest, at }: OptionValues<typeof options>,
  file: string | undefined,
): Promise<KeptCopy> {
  const { copies } = await readFolder(placeOf(ctx).folder);
  const wish = { file, latest, at: at === undefined ? undefined : readInstant(at, '--at: ') };
  const manifest = chooseCopy(
    copies.map((copy) => copy.manifest),
    wish,
    MAIN_DATABASE,
  );
  const chosen = copies.find((copy) => copy.manifest === manifest);
  if (!chosen) throw new Error(`the copy ${manifest.file} is not among those it was chosen from`);
  return chosen;
}

/** Verifies, tells what is lost, and swaps. */
async function work(
  ctx: CommandContext,
  asked: OptionValues<typeof options>,
  file: string | undefined,
): Promise<CommandResult> {
  const { folder } = placeOf(ctx);
  if (!asked.dryRun) await sweep(folder);
  const copy = await choose(ctx, asked, file);
  const path = targetOf(ctx, copy);
  refuseUnusable(copy.manifest);
  await makeFolder(ctx.paths.dataDir);
  const place = { folder, path, signal: ctx.signal };
  const verified = await verifyStaged(copy, place, asked.dryRun);
  const losses = await lossesOf(path, copy.manifest, ctx.signal);
  const json = { file: copy.name, taken: istText(copy.takenAt), into: path, losses };
  if (asked.dryRun) {
    return {
      text: `${copy.name} is good and would take the place of "${path}"; ${lossText(copy, losses, 'would be')}`,
      json: { ...json, restored: false },
    };
  }
  const aside = await restoreCopy(copy, verified, place, {
    now: ctx.wall.now(),
    version: ctx.version,
    damaged: losses.unreadable !== undefined,
  });
  const kept = aside === undefined ? '' : `; the replaced file is "${aside}"`;
  return {
    text: `${copy.name} is in the place of "${path}"${kept}; ${lossText(copy, losses, 'is')}`,
    json: { ...json, restored: true, replaced: aside ?? null },
  };
}

/** Puts a backup in place while no job runs; a dry run waits for nobody. */
export async function run(
  ctx: CommandContext,
  asked: OptionValues<typeof options>,
  [file]: readonly string[],
): Promise<CommandResult> {
  if (asked.dryRun) return work(ctx, asked, file);
  const locks = [MAINTENANCE_LOCK, ...ctx.jobs.flatMap((job) => job.locks)];
  return withLocks(ctx, locks, () => work(ctx, asked, file));
}
