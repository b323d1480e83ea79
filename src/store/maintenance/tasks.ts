import type { DatabaseFacts } from '../../core/backup/manifest.ts';

/** What a look at a database file came to. */
export interface Checked {
  /** What SQLite found wrong with the file, a few sentences; empty where nothing. */
  readonly problems: readonly string[];
  /** Rows that point to none; 0 also where there are problems, or where it cannot be asked. */
  readonly orphans: number;
  /** Absent where there are problems. */
  readonly facts?: DatabaseFacts;
}

/** Room in a database file. */
export interface Room {
  readonly pageSize: number;
  readonly pages: number;
  readonly freePages: number;
  /** Whether the file can give back free pages step by step. */
  readonly incremental: boolean;
  /** Of the file and its write-ahead log. */
  readonly bytes: number;
}

/** What reclaiming came to. */
export interface Reclaimed {
  readonly room: Room;
  readonly steps: number;
  /** The longest time for which a writer was kept out, milliseconds. */
  readonly longestMs: number;
}

/** A copy of which the database itself is done; it is being checked. */
export interface SnapshotTaken {
  readonly facts: DatabaseFacts;
  readonly snapshotMs: number;
  readonly sqlite: string;
}

/** How carefully a file is checked: `full` compares indexes with their tables too. */
export type CheckKind = 'quick' | 'full';

/**
 * Work that blocks the process that does it, by name: what it needs, what it tells on the way, and
 * what comes of it. It is done in a child, which can be killed at any instant.
 */
export interface Tasks {
  /** Copies a database into an empty file, then checks the copy. */
  snapshot: {
    needs: { readonly source: string; readonly copy: string; readonly check: CheckKind };
    news: SnapshotTaken;
    result: Checked;
  };
  /** Checks a finished file, or the database in use, without writing to it. */
  check: {
    needs: { readonly path: string; readonly check: CheckKind };
    news: never;
    result: Checked;
  };
  /** Empties the write-ahead log, refreshes statistics, and gives back free pages. */
  reclaim: {
    needs: { readonly path: string; readonly how: 'keep' | 'incremental' | 'full' };
    news: { readonly freePages: number };
    result: Reclaimed;
  };
}

/** Names of the tasks. */
export type TaskName = keyof Tasks;

/** A task as it is sent to the child. */
export type Task = {
  readonly [Name in TaskName]: { readonly name: Name; readonly needs: Tasks[Name]['needs'] };
}[TaskName];

/** What the child sends. */
export type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'news'; readonly news: unknown }
  | { readonly kind: 'result'; readonly result: unknown }
  | {
      readonly kind: 'failed';
      /** Absent for what is no failure but a bug. */
      readonly code?: string;
      readonly message: string;
      readonly stack?: string;
    };
