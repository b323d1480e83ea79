import {
  copyFileSync,
  readFileSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Compression } from '../../../src/core/backup/manifest.ts';
import type { KeptCopy } from '../../../src/store/backup/folder.ts';
import { readFolder } from '../../../src/store/backup/folder.ts';
import { verifyCopy } from '../../../src/store/backup/verify-copy.ts';
import { addCandles, backupDesk } from '../../support/backup-desk.ts';
import type { BackupDesk } from '../../support/backup-desk.ts';

type Harm = (path: string, desk: BackupDesk, copy: KeptCopy) => Promise<void> | void;

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/** Changes a number in the manifest. */
function edit(path: string, pattern: RegExp, put: string): void {
  const text = readFileSync(`${path}.json`, 'utf8');
  expect(text).toMatch(pattern);
  writeFileSync(`${path}.json`, text.replace(pattern, put));
}

/** Puts another backup's file, of the same size, in the place of this one. */
const swap: Harm = async (path, desk, { manifest: { compression } }) => {
  await addCandles(desk.database, 'OTHER', '2021-01-01', 2);
  const other = await desk.copy({ compression });
  const own = readFileSync(path).length;
  copyFileSync(join(desk.folder, other.name), path);
  truncateSync(path, own);
};

const HARMS: readonly (readonly [string, Harm, RegExp])[] = [
  ['a flipped bit in the middle', (path) => flip(path, 9000), /SHA-256|unpack/],
  ['a flipped bit in the head', (path) => flip(path, 3), /SHA-256|unpack/],
  ['a cut', (path) => truncateSync(path, 8192), /expected \d+ bytes, found 8192/],
  ['an empty file', (path) => truncateSync(path, 0), /expected \d+ bytes, found 0/],
  ['a missing file', (path) => unlinkSync(path), /missing/],
  ['a swapped file', swap, /SHA-256|unpack|bytes/],
  [
    'a manifest with other rows',
    (path) => edit(path, /"candles_1d": 300/, '"candles_1d": 301'),
    /rows of candles_1d/,
  ],
  [
    'a manifest with another hash',
    (path) => edit(path, /"sha256": "...../g, '"sha256": "00000'),
    /SHA-256/,
  ],
  [
    'a manifest of another schema',
    (path) => edit(path, /"schemaVersion": \d+/, '"schemaVersion": 1'),
    /number of schema/,
  ],
  [
    'a manifest of another file',
    (path) => edit(path, /"file": "/, '"file": "x'),
    /manifest is that of x/,
  ],
];

async function problemsAfter(harm: Harm, compression: Compression): Promise<string> {
  const desk = await backupDesk();
  const copy = await desk.copy({ compression });
  await harm(join(desk.folder, copy.name), desk, copy);
  const now = (await desk.copies()).find(({ name }) => name === copy.name);
  if (!now) throw new Error('the copy is not told of any more');
  const { signal } = new AbortController();
  const looking = { folder: desk.folder, check: 'quick', signal } as const;
  return (await verifyCopy(now, join(desk.dataDir, 'work'), looking)).join('; ');
}

describe('verifying', () => {
  it.each(HARMS)('finds %s', async (_, harm, sentence) => {
    expect(await problemsAfter(harm, 'none')).toMatch(sentence);
  });

  it.each(HARMS.filter(([what]) => /bit|swapped/.test(what)))(
    'finds %s that is packed',
    async (_, harm, sentence) => {
      expect(await problemsAfter(harm, 'gzip')).toMatch(sentence);
      expect(await problemsAfter(harm, 'brotli')).toMatch(sentence);
    },
  );

  it('finds nothing in a copy that nobody touched', async () => {
    for (const compression of ['none', 'brotli', 'gzip'] as const) {
      expect(await problemsAfter(() => undefined, compression)).toBe('');
    }
  });
});

describe('the folder', () => {
  it('tells files of ours that are no backup, and says nothing of foreign ones', async () => {
    const desk = await backupDesk();
    const { name } = await desk.copy();
    const other = await desk.copy();
    writeFileSync(join(desk.folder, `${name}.json`), '{');
    renameSync(join(desk.folder, `${other.name}.json`), join(desk.folder, 'holiday.json'));
    writeFileSync(join(desk.folder, 'paperjobs.db'), '');
    const { copies, strays } = await readFolder(desk.folder);
    expect(copies).toEqual([]);
    expect(strays).toEqual([
      { file: `${name}.json`, why: 'manifest: expected JSON, found something else' },
      { file: other.name, why: expect.stringContaining('no manifest') as string },
    ]);
  });

  it('that is not there holds nothing', async () => {
    expect(await readFolder('/nowhere/at/all')).toEqual({ copies: [], strays: [] });
  });
});
