import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../core/failure.ts';
import type { Process } from './invocation.ts';

const codeOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, 'code') : undefined;

function isDenied(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return false;
  } catch (error) {
    return codeOf(error) === 'EACCES';
  }
}

/** Who owns the path, or the nearest folder above it that may be looked at. */
function ownerOf(path: string): number {
  try {
    return statSync(path).uid;
  } catch (error) {
    if (codeOf(error) !== 'EACCES' || path === dirname(path)) throw error;
    return ownerOf(dirname(path));
  }
}

function userName(uid: number): string {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.split(':')[2] === String(uid));
  return line?.split(':')[0] ?? `#${uid}`;
}

/** A word as a shell takes it. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * Why a database cannot be opened, where it is another user's: the sentence has the command that
 * asks the same as that user. Absent: that is not why.
 */
export function foreignDatabase(self: Process, database: string): Failure | undefined {
  if (!isDenied(database)) return undefined;
  const owner = ownerOf(database);
  if (owner === self.node.getuid?.()) return undefined;
  const name = userName(owner);
  const { execPath, argv } = self.node;
  const again = [execPath, argv[1] ?? 'paperjobs', ...self.argv].map(word).join(' ');
  const folder = word(dirname(database));
  return new Failure(
    'config',
    `expected a database of this user, found "${database}" of the user ${name}: run sudo -u ${word(name)} env PAPERJOBS_DATA_DIR=${folder} ${again}`,
  );
}
