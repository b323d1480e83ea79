import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFolder, files } from '../../src/platform/files.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'paperjobs-files-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

describe('write', () => {
  test('writes text and bytes for the owner only, and creates the folders', async () => {
    const path = join(base, 'a', 'b', 'report.html');
    await files.write(path, '<p>₹</p>');
    expect(readFileSync(path, 'utf8')).toBe('<p>₹</p>');
    expect([modeOf(path), modeOf(join(base, 'a')), modeOf(join(base, 'a', 'b'))]).toEqual([
      '600',
      '700',
      '700',
    ]);
    const bytes = Uint8Array.from([0, 255, 128]);
    await files.write(path, bytes);
    expect(Uint8Array.from(readFileSync(path))).toEqual(bytes);
  });

  test('takes the place of no pipe, and gives up where no folder can be made', async () => {
    const pipe = join(base, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(files.write(pipe, 'x')).rejects.toMatchObject({ code: 'disk-create' });
    expect(statSync(pipe).isFIFO()).toBe(true);
    // Node's own way of making folders never comes back from here.
    await expect(files.write('/proc/self/a/b/c', 'x')).rejects.toMatchObject({
      code: 'disk-create',
    });
  });

  test('replaces a file whole and leaves no temporary name behind', async () => {
    const path = join(base, 'state.json');
    writeFileSync(path, 'old and longer', { mode: 0o644 });
    await files.write(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe('600');
    expect(readdirSync(base)).toEqual(['state.json']);
  });

  test('whoever reads meanwhile sees the old or the new content, never a part', async () => {
    const path = join(base, 'state.json');
    const contents = ['a', 'b'].map((letter) => letter.repeat(200_000));
    await files.write(path, contents[0] ?? '');
    const writes = Array.from({ length: 10 }, (_, i) => files.write(path, contents[i % 2] ?? ''));
    const reads = Array.from({ length: 50 }, () => files.read(path));
    const seen = new Set(await Promise.all(reads));
    await Promise.all(writes);
    expect([...seen].filter((content) => !contents.includes(content ?? 'missing'))).toEqual([]);
    expect(readdirSync(base)).toEqual(['state.json']);
  });

  test('a folder that cannot be created is told with its path', async () => {
    writeFileSync(join(base, 'file'), '');
    await expect(files.write(join(base, 'file', 'sub', 'x'), '')).rejects.toMatchObject({
      code: 'disk-create',
      message: expect.stringContaining(join(base, 'file', 'sub')),
    });
  });

  test('a write that fails leaves the old content and no temporary name', async () => {
    const path = join(base, 'taken');
    mkdirSync(path);
    await expect(files.write(path, 'x')).rejects.toMatchObject({ code: 'disk-create' });
    expect(readdirSync(base)).toEqual(['taken']);
  });

  test('a folder whose name a file has taken is told with what to do', async () => {
    writeFileSync(join(base, 'file'), '');
    await expect(createFolder(join(base, 'file'))).rejects.toMatchObject({
      code: 'disk-create',
      message: expect.stringContaining('a file of that name is in the way'),
    });
  });
});

describe('read', () => {
  test('gives the text of a file', async () => {
    writeFileSync(join(base, 'x'), 'text ₹');
    expect(await files.read(join(base, 'x'))).toBe('text ₹');
  });

  test('a file that is not there is absent', async () => {
    expect(await files.read(join(base, 'none'))).toBeUndefined();
  });

  test('a file that cannot be read is a failure with its path', async () => {
    await expect(files.read(base)).rejects.toMatchObject({
      code: 'disk-io',
      message: expect.stringContaining(`reading "${base}" failed with EISDIR`),
    });
  });
});

describe('list and remove', () => {
  test('tell the files of a folder, without folders, and nothing of one that is not there', async () => {
    mkdirSync(join(base, 'inner'));
    writeFileSync(join(base, 'b.html'), '');
    writeFileSync(join(base, 'a.html'), '');
    expect(await files.list(base)).toEqual(['a.html', 'b.html']);
    expect(await files.list(join(base, 'nowhere'))).toEqual([]);
    await expect(files.list(join(base, 'a.html'))).rejects.toThrow(/a\.html/);
  });

  test('a file is removed once, and missed by nobody', async () => {
    writeFileSync(join(base, 'a.html'), '');
    await files.remove(join(base, 'a.html'));
    await files.remove(join(base, 'a.html'));
    expect(await files.list(base)).toEqual([]);
  });
});
