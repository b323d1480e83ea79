import { chooseCopy } from '../../core/backup/choose-copy.ts';
import { MAIN_DATABASE } from '../../core/backup/databases.ts';
import { Failure } from '../../core/failure.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { readFolder } from '../../store/backup/folder.ts';
import type { KeptCopy } from '../../store/backup/folder.ts';
import { verifyCopy } from '../../store/backup/verify-copy.ts';
import { MAINTENANCE_LOCK, placeOf, withLocks } from '../backup-desk.ts';
import type { options } from './command.ts';

/** Which copies are looked at: one, all, or the newest of each database. */
function chosen(copies: readonly KeptCopy[], all: boolean, file: string | undefined): KeptCopy[] {
  if (all && file !== undefined) {
    throw new Failure('usage', 'expected either the name of a backup or --all, found both');
  }
  if (all) return [...copies];
  if (file !== undefined) {
    const manifest = chooseCopy(
      copies.map((copy) => copy.manifest),
      { file },
      MAIN_DATABASE,
    );
    return copies.filter((copy) => copy.manifest === manifest);
  }
  const databases = [...new Set(copies.map(({ manifest }) => manifest.database))];
  return databases.flatMap(
    (database) => copies.find(({ manifest }) => manifest.database === database) ?? [],
  );
}

/** Looks at the bytes of each, and opens it. */
export async function run(
  ctx: CommandContext,
  { all }: OptionValues<typeof options>,
  [file]: readonly string[],
): Promise<CommandResult> {
  const { folder } = placeOf(ctx);
  return withLocks(ctx, [MAINTENANCE_LOCK], async () => {
    const { copies, strays } = await readFolder(folder);
    const wanted = chosen(copies, all, file);
    const rows: { file: string; good: boolean; problems: string[] }[] = [];
    for (const copy of wanted) {
      ctx.signal.throwIfAborted();
      const looking = { folder, check: 'full', signal: ctx.signal } as const;
      const problems = await verifyCopy(copy, `${ctx.paths.dataDir}/maintenance`, looking);
      rows.push({ file: copy.name, good: problems.length === 0, problems });
    }
    if (file === undefined) {
      for (const { file: name, why } of strays) {
        rows.push({ file: name, good: false, problems: [why] });
      }
    }
    const lines = rows.map(({ file: name, good, problems }) =>
      good ? `${name}: good\n` : `${name}: BAD: ${problems.slice(0, 5).join('; ')}\n`,
    );
    const none = `no backup in "${folder}" yet: run \`paperjobs backup\`\n`;
    return {
      text: lines.length === 0 ? none : lines,
      json: rows,
      no: rows.length === 0 || rows.some(({ good }) => !good),
    };
  });
}
