import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const codeOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, 'code') : undefined;

/**
 * Makes a folder and those above it, for nobody else's eyes. Node's own way of doing so goes round for
 * ever where a folder is there and yet nothing can be made in it, as in `/proc`.
 *
 * @throws what the operating system says
 */
export function makeFolders(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const above = dirname(path);
    if (codeOf(error) === 'ENOENT' && above !== path && !isFolder(above)) {
      makeFolders(above);
      makeFolders(path);
    } else if (codeOf(error) !== 'EEXIST' || !isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
