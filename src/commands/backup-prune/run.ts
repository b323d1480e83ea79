import { istText } from '../../core/market/instant.ts';
import { keepCopies } from '../../core/retention/keep-copies.ts';
import type { KeepPolicy } from '../../core/retention/keep-copies.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import { readFolder } from '../../store/backup/folder.ts';
import { removeCopy, sweep } from '../../store/backup/keep.ts';
import { MAINTENANCE_LOCK, placeOf, withLocks } from '../backup-desk.ts';
import type { options } from './command.ts';

function policyOf({ resolved: { settings } }: CommandContext): KeepPolicy {
  return {
    daily: settings['backup.keep_daily'],
    weekly: settings['backup.keep_weekly'],
    monthly: settings['backup.keep_monthly'],
  };
}

/** A verdict for each copy, database by database, newest first. */
async function verdictsOf(ctx: CommandContext, folder: string) {
  const { copies } = await readFolder(folder);
  const databases = [...new Set(copies.map(({ manifest }) => manifest.database))].toSorted();
  return databases.flatMap((database) =>
    keepCopies(
      copies.filter(({ manifest }) => manifest.database === database),
      policyOf(ctx),
    ),
  );
}

/** Tells what is kept and why, and removes the rest. */
export async function run(
  ctx: CommandContext,
  { dryRun }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const { folder } = placeOf(ctx);
  const work = async (): Promise<CommandResult> => {
    if (!dryRun) await sweep(folder);
    const verdicts = await verdictsOf(ctx, folder);
    for (const { copy, keep } of verdicts) {
      if (keep || dryRun) continue;
      ctx.signal.throwIfAborted();
      await removeCopy(folder, copy.name);
    }
    const rows = verdicts.map(({ copy, keep, reasons }) => ({
      file: copy.name,
      taken: istText(copy.takenAt),
      keep,
      reasons,
    }));
    const gone = dryRun ? 'would go' : 'removed';
    return {
      text: tableText(
        [
          { head: 'backup', cell: (row) => row.file },
          { head: '', cell: (row) => (row.keep ? 'kept' : gone) },
          { head: 'because', cell: (row) => row.reasons.join(', ') },
        ],
        rows,
        `no backup in "${folder}" yet: run \`paperjobs backup\``,
      ),
      json: rows,
    };
  };
  return dryRun ? work() : withLocks(ctx, [MAINTENANCE_LOCK], work);
}
