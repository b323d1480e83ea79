import type { Handle } from './handle.ts';

/** Runs the work in one immediate transaction: committed when it resolves, undone when it rejects. */
export type InTransaction = <Result>(
  work: (tx: Handle) => Promise<Result>,
  durability?: Durability,
) => Promise<Result>;

/**
 * What survives a loss of power right after a commit. `usual`: everything but perhaps the last
 * transactions, which a next run makes again. `full`: every committed one, as books need it.
 */
export type Durability = 'usual' | 'full';

/** Thrown inside a transaction to undo it although all went well. */
class Undo extends Error {}

/** The transaction of a run that keeps what it writes. */
export function keeping({ db, raw }: Handle): InTransaction {
  return async (work, durability = 'usual') => {
    if (durability === 'usual') return db.transaction().execute((tx) => work({ db: tx, raw }));
    // The setting is the connection's and cannot change inside a transaction: nobody else may be in one.
    return db.connection().execute(async (own) => {
      raw.pragma('synchronous = FULL');
      try {
        return await own.transaction().execute((tx) => work({ db: tx, raw }));
      } finally {
        raw.pragma('synchronous = NORMAL');
      }
    });
  };
}

/**
 * The transaction of a dry run: takes the same path, then undoes it. Nothing waits on anything but
 * the database, so the write lock is held no longer than in earnest.
 */
export function discarding(handle: Handle): InTransaction {
  const inTransaction = keeping(handle);
  return async <Result>(work: (tx: Handle) => Promise<Result>): Promise<Result> => {
    let outcome: { readonly result: Result } | undefined;
    try {
      await inTransaction(async (tx) => {
        // Rows may hang on identifiers that an earlier, undone transaction of this run gave out.
        tx.raw.pragma('defer_foreign_keys = ON');
        outcome = { result: await work(tx) };
        throw new Undo('a dry run keeps nothing');
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
    if (!outcome) throw new Error('the work of a transaction neither resolved nor rejected');
    return outcome.result;
  };
}
