import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A file system in memory, of a size that can be changed. Needs root. */
export interface Mounted {
  readonly folder: string;
  /** Options as `mount` has them: `size=8m`, `ro`. */
  remount(options: string): void;
}

const mounts: string[] = [];

afterAll(() => {
  for (const folder of mounts.splice(0)) {
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Mounts one in a temporary folder, until the end of the test file. */
export function mountedMemory(options: string): Mounted {
  const folder = mkdtempSync(join(tmpdir(), 'paperjobs-mount-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  mounts.push(folder);
  return {
    folder,
    remount: (changed) => void execFileSync('mount', ['-o', `remount,${changed}`, folder]),
  };
}
