import { Failure } from '../failure.ts';
import { istText } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import { nearest } from '../nearest.ts';
import type { Manifest } from './manifest.ts';

/** Which copy somebody wants. Exactly one of the three is told. */
export interface CopyWish {
  /** Name of a copy or of its manifest. */
  readonly file?: string | undefined;
  readonly latest?: boolean | undefined;
  /** The newest that was taken until then. */
  readonly at?: Instant | undefined;
}

/** The newer of two copies; of the same moment the one of the later name. */
export function newerFirst(
  a: Pick<Manifest, 'takenAt' | 'file'>,
  b: Pick<Manifest, 'takenAt' | 'file'>,
): number {
  if (a.takenAt !== b.takenAt) return b.takenAt - a.takenAt;
  return a.file < b.file ? 1 : -1;
}

/**
 * The copy that is meant.
 *
 * @param manifests those in the folder, in any order
 * @param database of which `latest` and `at` choose one
 * @throws Failure `usage` for a wish that names none, or two, or one that is not there
 */
export function chooseCopy<One extends Manifest>(
  manifests: readonly One[],
  { file, latest, at }: CopyWish,
  database: string,
): One {
  const told = [file !== undefined, latest === true, at !== undefined].filter(Boolean).length;
  const own = manifests.filter((one) => one.database === database).toSorted(newerFirst);
  const newest = own[0] ? `; the newest is ${own[0].file}` : `; there is none of "${database}" yet`;
  if (told !== 1) {
    throw new Failure(
      'usage',
      `expected one of the name of a copy, --latest and --at, found ${told === 0 ? 'none' : told}${newest}`,
    );
  }
  if (file !== undefined) {
    const named = manifests.find((one) => one.file === file || `${one.file}.json` === file);
    if (named) return named;
    const close = nearest(
      file,
      manifests.map((one) => one.file),
    );
    const hint = close === undefined ? newest : `; did you mean "${close}"?`;
    throw new Failure('usage', `expected the name of a copy, found "${file}"${hint}`);
  }
  const chosen = own.find((one) => at === undefined || one.takenAt <= at);
  if (chosen) return chosen;
  const when = at === undefined ? '' : ` taken until ${istText(at)}`;
  throw new Failure('usage', `expected a copy of "${database}"${when}, found none${newest}`);
}
