import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Compression } from '../../core/backup/manifest.ts';

const ENDINGS: Readonly<Record<Compression, string>> = {
  none: '.db',
  brotli: '.db.br',
  gzip: '.db.gz',
};

/** Names that we give: database, Indian time, a number where two are of the same second, ending. */
const OURS = String.raw`[A-Za-z0-9_-]+-\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?\.db(?:\.br|\.gz)?`;
const COPY = new RegExp(`^${OURS}$`);
/** What is on its way in or out of a folder; SQLite's own files beside a copy that is being made. */
const HIDDEN = new RegExp(
  String.raw`^\.(${OURS})(\.json\.part|\.json\.gone|(?:\.plain)?\.part(?:-journal|-wal|-shm)?)$`,
);

/** Name of a new copy. @param taken names that are in use */
export function copyName(
  database: string,
  takenAt: Instant,
  compression: Compression,
  taken: ReadonlySet<string>,
): string {
  const stamp = istText(takenAt).slice(0, 19).replace('T', '-').replaceAll(':', '');
  for (let turn = 1; ; turn++) {
    const again = turn === 1 ? '' : `-${turn}`;
    const name = `${database}-${stamp}${again}${ENDINGS[compression]}`;
    if (!taken.has(name)) return name;
  }
}

/** Whether a file of that name is one of our copies. */
export function isCopyName(name: string): boolean {
  return COPY.test(name);
}

/** The copy's name, where the file is our manifest of one; absent for any other file. */
export function manifestOf(name: string): string | undefined {
  const copy = name.endsWith('.json') ? name.slice(0, -'.json'.length) : '';
  return COPY.test(copy) ? copy : undefined;
}

/** What a hidden file of ours is; absent for a foreign one. */
export function hiddenPart(
  name: string,
): { readonly copy: string; readonly kind: 'manifest' | 'removal' | 'bytes' } | undefined {
  const match = HIDDEN.exec(name);
  const [, copy, ending] = match ?? [];
  if (copy === undefined) return undefined;
  if (ending === '.json.part') return { copy, kind: 'manifest' };
  return { copy, kind: ending === '.json.gone' ? 'removal' : 'bytes' };
}

/** Names of what belongs to a copy on its way. */
export function hiddenNames(copy: string): {
  readonly manifest: string;
  readonly removal: string;
  readonly plain: string;
  readonly packed: string;
} {
  return {
    manifest: `.${copy}.json.part`,
    removal: `.${copy}.json.gone`,
    plain: `.${copy}.plain.part`,
    packed: `.${copy}.part`,
  };
}
