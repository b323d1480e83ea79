import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { tableText } from '../../render/table.ts';
import { readFolder } from '../../store/backup/folder.ts';
import type { KeptCopy } from '../../store/backup/folder.ts';
import { megabytes } from '../../store/backup/free-space.ts';
import { placeOf } from '../backup-desk.ts';

function rowOf({ name, manifest, damage }: KeptCopy) {
  const { database, takenAt, stored, compression, check, proven, lastSession } = manifest;
  return {
    file: name,
    database,
    taken: istText(takenAt),
    bytes: stored.bytes,
    compression,
    check,
    lastSession: lastSession ?? null,
    proven: proven ? istText(proven.at) : null,
    damage: damage ?? null,
  };
}

/** Reads manifests and sizes; `backup verify` looks at the bytes. */
export async function run(ctx: CommandContext): Promise<CommandResult> {
  const { folder } = placeOf(ctx);
  const { copies, strays } = await readFolder(folder);
  const rows = copies.map(rowOf);
  const table = tableText(
    [
      { head: 'backup', cell: (row) => row.file },
      { head: 'taken (IST)', cell: (row) => row.taken.slice(0, 19).replace('T', ' ') },
      { head: 'size', cell: (row) => megabytes(row.bytes), right: true },
      { head: 'check', cell: (row) => row.check },
      { head: 'last session', cell: (row) => row.lastSession ?? '' },
      { head: 'proven', cell: (row) => row.proven?.slice(0, 10) ?? '' },
      { head: 'damage', cell: (row) => row.damage ?? '' },
    ],
    rows,
    `no backup in "${folder}" yet: run \`paperjobs backup\``,
  );
  const others = strays.map(({ file, why }) => `not counted: ${file}: ${why}\n`);
  return { text: [table, ...others], json: rows };
}
