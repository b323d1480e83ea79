import type { Reading } from '../store/store.ts';

/**
 * Work that a thread can do with nothing but the database: what it needs and gives is plain data.
 * Jobs do it themselves where threads would not pay.
 */
export interface WorkerTask<Needs, Result> {
  /** Name in the list of tasks. */
  readonly name: string;
  readonly work: (store: Reading, needs: Needs) => Promise<Result>;
}
