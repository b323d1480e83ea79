import { MAIN_DATABASE } from '../../core/backup/databases.ts';
import { Failure, mostTelling } from '../../core/failure.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { readFolder } from '../../store/backup/folder.ts';
import type { KeptCopy } from '../../store/backup/folder.ts';
import { needSpace } from '../../store/backup/free-space.ts';
import { rewriteManifest, sweep } from '../../store/backup/keep.ts';
import { askMoney } from '../../store/backup/money-questions.ts';
import { inWorkFolder, unpackCopy } from '../../store/backup/verify-copy.ts';
import { placeOf } from './plan.ts';

/** Restores one copy elsewhere and recounts it. @returns what is wrong with it, in sentences */
async function prove(ctx: Context, folder: string, copy: KeptCopy): Promise<string[]> {
  // A dry run holds no lock, so it has a folder of its own.
  const place = ctx.run.dryRun ? `maintenance-${ctx.run.id}` : 'maintenance';
  return inWorkFolder(`${ctx.paths.dataDir}/${place}`, async (work) => {
    await needSpace(work, copy.manifest.plain.bytes, `restoring ${copy.name}`);
    const restored = `${work}/restored.db`;
    const wrong = await unpackCopy(copy, restored, { folder, check: 'full', signal: ctx.signal });
    if (wrong.length > 0 || copy.manifest.database !== MAIN_DATABASE) return wrong;
    return [...askMoney(restored).wrong];
  });
}

/** The newest copy of each database that is backed up. */
function newestOfEach(
  copies: readonly KeptCopy[],
  databases: readonly { readonly name: string }[],
): { readonly newest: KeptCopy[]; readonly without: string[] } {
  const found = databases.map(({ name }) => ({
    name,
    copy: copies.find(({ manifest }) => manifest.database === name),
  }));
  return {
    newest: found.flatMap(({ copy }) => copy ?? []),
    without: found.flatMap(({ name, copy }) => (copy ? [] : name)),
  };
}

/**
 * Restores the newest copy of each database into a temporary folder: unpacked, hashed, opened, checked,
 * counted, candles compared, books balanced. A copy that passes is proven from then on, in its manifest
 * and by this run in the ledger.
 *
 * @throws Failure `disk-io` where a newest copy is no good and none was proven; `config` without copies
 */
export async function drill(ctx: Context): Promise<Outcome> {
  const { folder, databases } = placeOf(ctx);
  if (!ctx.run.dryRun) await sweep(folder);
  const { copies } = await readFolder(folder);
  const { newest, without } = newestOfEach(copies, databases);
  if (newest.length === 0) {
    throw new Failure(
      'config',
      `expected copies in "${folder}", found none: run \`paperjobs backup\` first`,
    );
  }
  for (const name of without) ctx.warn(`there is no copy of ${name} to restore`);
  const [proven, failures]: [KeptCopy[], Failure[]] = [[], []];
  let rows = 0;
  for (const copy of newest) {
    ctx.step();
    const wrong = await prove(ctx, folder, copy);
    if (wrong.length === 0) {
      proven.push(copy);
      rows += Object.values(copy.manifest.rows).reduce((sum, count) => sum + count, 0);
      const proof = { at: ctx.wall.now(), runId: ctx.run.id };
      if (!ctx.run.dryRun) await rewriteManifest(folder, { ...copy.manifest, proven: proof });
      continue;
    }
    const sentence = `${copy.name} could not be restored as it was: ${wrong.slice(0, 3).join('; ')}`;
    failures.push(
      new Failure('disk-io', `${sentence}; run \`paperjobs backup\` and look at the disk`),
    );
    ctx.warn(sentence);
  }
  const telling = mostTelling(failures);
  if (telling && proven.length === 0) throw telling;
  return {
    status: failures.length + without.length > 0 ? 'partial' : 'ok',
    summary: `proven: ${proven.map(({ name }) => name).join(', ')} (${rows} rows recounted)`,
    counts: { proven: proven.length, failed: failures.length, rows },
  };
}
