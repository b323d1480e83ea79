import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolders } from '../../src/store/make-folders.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'paperjobs-folders-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

test('makes all that is missing, for the owner only, and is content with what is there', () => {
  const path = join(base, 'a', 'b', 'c');
  makeFolders(path);
  makeFolders(path);
  const modes = [path, join(base, 'a', 'b'), join(base, 'a')].map(
    (one) => statSync(one).mode & 0o777,
  );
  expect(modes).toEqual([0o700, 0o700, 0o700]);
});

test('tells what is in the way, and comes back from where nothing can be made', () => {
  writeFileSync(join(base, 'file'), '');
  expect(() => makeFolders(join(base, 'file'))).toThrow(/EEXIST/);
  expect(() => makeFolders(join(base, 'file', 'below'))).toThrow(/ENOTDIR/);
  expect(() => makeFolders('/proc/self/a/b/c')).toThrow(/ENOENT/);
});
