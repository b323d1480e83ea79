import { bad, good, unknown, weak } from './finding.ts';
import type { Finding } from './finding.ts';

/** A file or folder as the system has it. */
export interface PlaceFacts {
  readonly path: string;
  /** Permission bits; absent: there is nothing. */
  readonly mode?: number;
  /** Whether it belongs to whoever asks. */
  readonly ours?: boolean;
}

/** The folder that everything lies in. */
export interface DataFolderFacts {
  readonly folder: PlaceFacts;
  readonly database: PlaceFacts;
  /** Bytes of the database; absent: there is none. */
  readonly databaseBytes?: number;
  readonly walBytes?: number;
  readonly freeBytes?: number;
  /** Share of inodes that are free; absent where the file system does not count them. */
  readonly freeInodes?: number;
  /** `ext4`, `nfs4`; absent where it cannot be told. */
  readonly fileSystem?: string;
}

/** File systems on which several machines, or none of the locks, see the file: SQLite's FAQ (5). */
const SHARED = /^(?:nfs|nfs4|cifs|smb|smb2|smb3|9p|fuse\.sshfs|fuse\.s3fs|afs|ceph|glusterfs)$/;
const MEGABYTE = 1_000_000;
/** A log that outgrew its database's daily work was never emptied. */
const LARGE_WAL = 64 * MEGABYTE;

const octal = (mode: number): string => `0${(mode & 0o777).toString(8)}`;

function place(about: string, { path, mode, ours }: PlaceFacts, wanted: number): Finding {
  if (mode === undefined) {
    return weak(about, `"${path}" is not there`, '`paperjobs init` makes it');
  }
  if ((mode & 0o077) !== 0) {
    const advice = `others can look into it: \`chmod ${octal(wanted)} ${path}\``;
    return weak(about, `"${path}" has mode ${octal(mode)}`, advice);
  }
  if (ours === false) {
    const advice =
      'run this as its owner, for example `sudo -u paperjobs paperjobs doctor`, or give the folder to one user';
    return bad(about, `"${path}" belongs to somebody else`, advice);
  }
  return good(about, `"${path}", mode ${octal(mode)}`);
}

function space({ freeBytes, freeInodes, databaseBytes = 0 }: DataFolderFacts): Finding {
  const about = 'free space';
  if (freeBytes === undefined) return unknown(about, 'the file system does not tell');
  const found = `${Math.round(freeBytes / MEGABYTE).toLocaleString('en')} MB free`;
  // A backup and a full vacuum each need the size of the database once more.
  const needed = Math.max(500 * MEGABYTE, 2 * databaseBytes);
  if (freeBytes < 50 * MEGABYTE) return bad(about, found, 'jobs are about to fail: make room');
  if (freeInodes !== undefined && freeInodes < 0.02) {
    return bad(about, 'hardly an inode is free', 'remove small files');
  }
  if (freeBytes >= needed) return good(about, found);
  const advice = `a backup and a full vacuum want ${Math.round(needed / MEGABYTE).toLocaleString('en')} MB`;
  return weak(about, found, advice);
}

function fileSystem({ fileSystem }: DataFolderFacts): Finding {
  const about = 'file system';
  if (fileSystem === undefined) return unknown(about, 'the system does not tell its type');
  if (SHARED.test(fileSystem)) {
    const advice =
      'locks and shared memory do not hold there: move the data folder to a local disk';
    return bad(about, fileSystem, advice);
  }
  if (fileSystem === 'tmpfs' || fileSystem === 'ramfs') {
    return bad(about, fileSystem, 'all is gone at the next start: move the data folder to a disk');
  }
  return good(about, fileSystem);
}

function wal({ walBytes }: DataFolderFacts): Finding {
  const about = 'write-ahead log';
  if (walBytes === undefined) return good(about, 'empty');
  const found = `${(walBytes / MEGABYTE).toFixed(1)} MB`;
  if (walBytes <= LARGE_WAL) return good(about, found);
  return weak(about, found, 'some reader keeps it from being emptied, or `vacuum` does not run');
}

/** What the folder, its database and its disk are worth. */
export function judgeDataFolder(facts: DataFolderFacts): Finding[] {
  return [
    place('data folder', facts.folder, 0o700),
    place('database', facts.database, 0o600),
    fileSystem(facts),
    space(facts),
    wal(facts),
  ];
}
