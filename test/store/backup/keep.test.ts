import { copyFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import { removeCopy, rewriteManifest, sweep } from '../../../src/store/backup/keep.ts';
import { backupDesk } from '../../support/backup-desk.ts';

describe('a copy on its way', () => {
  it('that had its name when the run died gets its manifest', async () => {
    const desk = await backupDesk();
    const { name } = await desk.copy();
    renameSync(join(desk.folder, `${name}.json`), join(desk.folder, `.${name}.json.part`));
    expect(await desk.copies()).toEqual([]);
    expect(await sweep(desk.folder)).toBe(1);
    expect((await desk.copies()).map((copy) => [copy.name, copy.damage])).toEqual([
      [name, undefined],
    ]);
    expect(await sweep(desk.folder), 'once is enough').toBe(0);
  });

  it('that had no name yet goes', async () => {
    const desk = await backupDesk();
    const { name } = await desk.copy();
    renameSync(join(desk.folder, `${name}.json`), join(desk.folder, `.${name}.json.part`));
    renameSync(join(desk.folder, name), join(desk.folder, `.${name}.plain.part`));
    writeFileSync(join(desk.folder, `.${name}.plain.part-journal`), '');
    writeFileSync(join(desk.folder, `.${name}.part`), '');
    await sweep(desk.folder);
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  it('whose removal had begun goes', async () => {
    const desk = await backupDesk();
    const { name } = await desk.copy();
    renameSync(join(desk.folder, `${name}.json`), join(desk.folder, `.${name}.json.gone`));
    await sweep(desk.folder);
    expect(readdirSync(desk.folder)).toEqual([]);
  });
});

describe('foreign files', () => {
  it('are never touched, whatever they are called', async () => {
    const desk = await backupDesk();
    const names = [
      'notes.txt',
      '.hidden',
      '.x.part',
      'other.db',
      'other.db.json',
      '.x.db.json.gone',
    ];
    for (const name of names) writeFileSync(join(desk.folder, name), 'mine');
    await sweep(desk.folder);
    expect(readdirSync(desk.folder).toSorted()).toEqual(names.toSorted());
  });
});

describe('a manifest', () => {
  it('is replaced whole; a rewriting that died changes nothing', async () => {
    const desk = await backupDesk();
    const { name, manifest } = await desk.copy();
    await rewriteManifest(desk.folder, { ...manifest, proven: { at: instant(9), runId: 'r' } });
    const [copy] = await desk.copies();
    expect(copy).toMatchObject({ proven: true, manifest: { proven: { runId: 'r' } } });
    copyFileSync(join(desk.folder, `${name}.json`), join(desk.folder, `.${name}.json.part`));
    await sweep(desk.folder);
    expect(await desk.copies()).toEqual([copy]);
  });

  it('goes with its copy', async () => {
    const desk = await backupDesk();
    const [first, second] = [await desk.copy(), await desk.copy()];
    await removeCopy(desk.folder, first.name);
    expect(readdirSync(desk.folder)).toEqual([second.name, `${second.name}.json`]);
  });
});
