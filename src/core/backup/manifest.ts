import { utcText } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';

/** How a copy's bytes are packed. */
export type Compression = 'none' | 'brotli' | 'gzip';

/** Every way of packing. */
export const COMPRESSIONS: readonly Compression[] = ['none', 'brotli', 'gzip'];

/** A few rows of a table in one number, for comparing after a restore. */
export interface Sample {
  /** Rows that were looked at. */
  readonly rows: number;
  /** SHA-256 of them, hexadecimal. */
  readonly sha256: string;
}

/** What a database holds, seen in one read transaction. */
export interface DatabaseFacts {
  readonly schemaVersion: number;
  readonly applicationId: number;
  readonly pageSize: number;
  readonly pageCount: number;
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Of tables with candles only. */
  readonly samples: Readonly<Record<string, Sample>>;
  /** Last session that has a daily candle; absent where there is none. */
  readonly lastSession?: SessionDate;
}

/** Bytes of a file and their SHA-256, hexadecimal. */
export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** What a drill found out about a copy. */
export interface Proof {
  readonly at: Instant;
  /** Of the drill in the run ledger. */
  readonly runId: string;
}

/**
 * What stands beside each copy: enough to tell whether the copy is still what was taken, and never a
 * value out of a table. A copy is good while its bytes are those of `stored`.
 */
export interface Manifest extends DatabaseFacts {
  /** Name of the database: `paperjobs`, or that of another file that is backed up too. */
  readonly database: string;
  /** Path from which it was taken. */
  readonly source: string;
  /** Name of the copy, in the manifest's folder. */
  readonly file: string;
  readonly takenAt: Instant;
  readonly compression: Compression;
  readonly stored: FileDigest;
  /** Of the database itself; the same as `stored` where nothing is packed. */
  readonly plain: FileDigest;
  /** `full`: SQLite's integrity_check; `quick`: its quick_check. */
  readonly check: 'quick' | 'full';
  /** Rows that point to none; the copy is as the database was. */
  readonly orphans: number;
  readonly sqlite: string;
  readonly version: string;
  readonly durations: Readonly<Record<string, number>>;
  /** Absent until a drill restored it. */
  readonly proven?: Proof;
}

/** Marks a JSON document as one of ours. */
export const MANIFEST_FORMAT = 'paperjobs-backup-1';

/** A manifest as it is written: JSON for programs and people, durations in milliseconds. */
export function manifestText(manifest: Manifest): string {
  const head = { format: MANIFEST_FORMAT, taken: utcText(manifest.takenAt) };
  return `${JSON.stringify({ ...head, ...manifest }, undefined, 2)}\n`;
}
